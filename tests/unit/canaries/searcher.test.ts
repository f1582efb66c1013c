import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { aDocx, aPdf, zipped } from '../../builders/files/documents';
import { CANARY } from '../../builders/files/pictures';
import { FORTY_KINDS, wordsOf } from '../../builders/canaries/forty-kinds';
import { Searcher } from '../../builders/canaries/searcher';
import { gbk, spellings } from '../../builders/canaries/spellings';

const WORDS = FORTY_KINDS.flatMap(wordsOf);
const all = new Searcher(WORDS);

test('there are forty kinds, none of which is found where nothing was planted', () => {
  expect(new Set(FORTY_KINDS.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(40);
  const random = Buffer.from(Array.from({ length: 2_000_000 }, (_, i) => (i * 2_654_435_761) >>> 11));
  expect(all.hitsIn(random)).toEqual([]);
});

test.each(FORTY_KINDS.map((one) => [one.kind, one] as const))(
  '%s: found in each spelling, and only as itself',
  (_, one) => {
    for (const word of wordsOf(one)) {
      const ways = spellings(word);
      for (const how of [
        'utf-8',
        'utf-16le',
        'utf-16be',
        'utf-8 in base64+0',
        'utf-8 in base64+1',
        'utf-8 in base64+2',
      ]) {
        expect(
          ways.map((each) => each.how),
          word,
        ).toContain(how);
      }
      for (const { how, bytes } of ways) {
        const planted = Buffer.concat([Buffer.from('  '), bytes, Buffer.from('  ')]);
        expect(all.hitsIn(planted).join('\n'), `${word} as ${how}`).toContain(word);
      }
    }
  },
);

test('encoders of others agree: what Node, a URL and a form write is found', () => {
  const word = '麻建勋';
  const search = new Searcher([word]);
  const around = [`{"note":"${word}，住三楼"}`, `x${word}`, `xy${word}z`];
  for (const text of around) {
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const bytes = Buffer.from(text, encoding);
      for (const form of [
        bytes,
        Buffer.from(bytes.toString('base64')),
        Buffer.from(bytes.toString('base64url')),
        Buffer.from(bytes.toString('hex')),
      ])
        expect(search.hitsIn(form), text).not.toEqual([]);
    }
    expect(search.hitsInText(encodeURIComponent(text))).not.toEqual([]);
    expect(search.hitsInText(new URLSearchParams({ text }).toString())).not.toEqual([]);
  }
  // 编码 as GB2312 has it since 1980; a rare character has no GBK.
  expect(gbk('编码')?.toString('hex')).toBe('b1e0c2eb');
  expect(gbk('𠮷田')).toBeNull();
  expect(search.hitsIn(Buffer.from('c2e9bda8d1ab', 'hex'))).toEqual([`${word} as gbk`]);
});

test('what is packed is unpacked: office files, a word cut by the tags of its runs, PDF streams, gzip, an archive in an archive', () => {
  const search = new Searcher([CANARY, '麻建勋']);
  expect(search.hitsIn(aDocx()).join('\n')).toContain('docProps/core.xml');
  expect(search.hitsIn(aPdf({ isPacked: true })).join('\n')).toContain('PDF stream');
  const cut = zipped({
    'word/document.xml': '<w:document><w:t>麻</w:t></w:r><w:r><w:t>建勋</w:t></w:document>',
  });
  expect(search.hitsIn(cut)).toEqual(['word/document.xml: text: 麻建勋 as utf-8']);
  expect(search.hitsIn(gzipSync(Buffer.concat([Buffer.from('log '), Buffer.from(CANARY)])))).not.toEqual([]);
  expect(search.hitsIn(zipped({ 'inner.docx': cut }))).toHaveLength(1);
  expect(search.hitsIn(zipped({ 'word/document.xml': '<w:t>无</w:t>' }))).toEqual([]);
});

test('in a folder: contents, names of files and folders, and where links lead', () => {
  const folder = mkdtempSync(join(tmpdir(), 'searched-'));
  const search = new Searcher(['麻建勋']);
  mkdirSync(join(folder, 'a', '麻建勋'), { recursive: true });
  writeFileSync(join(folder, 'a', 'log'), Buffer.from('.麻建勋.', 'utf16le'));
  writeFileSync(join(folder, 'a', '%E9%BA%BB%E5%BB%BA%E5%8B%8B.txt'), '');
  symlinkSync('/home/麻建勋', join(folder, 'link'));
  writeFileSync(join(folder, 'clean'), '麻 建 勋');
  expect(search.hitsInFolder(folder)).toHaveLength(4);
});
