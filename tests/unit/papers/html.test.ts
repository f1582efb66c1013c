import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { paperHtml } from '../../../src/shared/papers/html';
import type { Paper } from '../../../src/shared/papers/paper';

/** The page's tags, without their words. */
const tagsOf = (html: string) => html.match(/<[a-z!/][^>]*>/gi) ?? [];

function aPaper(text: string): Paper {
  return {
    title: text,
    subtitle: text,
    orientation: 'portrait',
    blocks: [
      { kind: 'heading', level: 1, text },
      { kind: 'paragraph', text },
      { kind: 'fields', rows: [{ label: text, value: text }] },
      { kind: 'table', columns: [{ title: text, widthMm: 30 }], rows: [[text]] },
      { kind: 'table', columns: [{ title: text, widthMm: 30 }], rows: [], empty: text },
      { kind: 'figure', title: text, svg: `<svg>${text}</svg>`, png: null, widthMm: 80, heightMm: 40 },
      { kind: 'note', text },
      { kind: 'pageBreak' },
    ],
  };
}

test('no text becomes a tag, an attribute or a style, whatever signs it has', () => {
  const sample = fc.string({
    unit: fc.constantFrom('<', '>', '"', "'", '&', '/', 'script', ' onload=', 'url(', '水', '\n', '</style>'),
  });
  // What a figure's source and name are is its own; all else is the same for every text.
  const shape = (text: string) =>
    tagsOf(paperHtml(aPaper(text)))
      .filter((tag) => tag !== '<br>')
      .map((tag) => (tag.startsWith('<img') ? tag.replace(/(alt|src)="[^"]*"/g, '$1') : tag));
  const plain = shape('水');
  fc.assert(
    fc.property(sample, (text) => {
      expect(shape(text)).toEqual(plain);
    }),
  );
});

test('the words come back as they were', () => {
  const html = paperHtml(aPaper('A&B <b>"x"</b>'));
  const read = new XMLParser({
    ignoreAttributes: false,
    htmlEntities: true,
    unpairedTags: ['meta', 'col', 'img'],
  });
  const parsed = JSON.stringify(read.parse(html.replace('<!doctype html>', '')));
  expect(parsed).toContain(JSON.stringify('A&B <b>"x"</b>').slice(1, -1));
  expect(html).toContain("default-src 'none'");
});
