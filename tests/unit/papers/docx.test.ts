import { XMLParser } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { fileTools } from '../../../src/main/core/attachments/file-tools';
import { paperToDocx } from '../../../src/main/core/papers/docx';
import { unzip } from '../../../src/shared/attachments/office/zip';
import type { Paper } from '../../../src/shared/papers/paper';

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#0e5c53"/></svg>';
const PAPER: Paper = {
  title: '关于索须河边洗涤厂污染问题的调查报告',
  orientation: 'portrait',
  blocks: [
    { kind: 'heading', level: 1, text: '一、案件来源' },
    { kind: 'heading', level: 2, text: '（一）举报内容' },
    { kind: 'heading', level: 3, text: '1. 主要问题' },
    { kind: 'paragraph', text: '第一段 & <第二>\n第二段', tag: 'source.text' },
    { kind: 'fields', rows: [{ label: '地址', value: '惠济区古荥镇', tag: 'enterprise.address' }] },
    {
      kind: 'table',
      columns: [
        { title: '序号', widthMm: 16, align: 'center' },
        { title: '核查情况', widthMm: 140 },
      ],
      rows: [['1', '=1+1 属实']],
      tags: [[null, 'points.1.answer']],
    },
    { kind: 'table', columns: [{ title: '序号', widthMm: 156 }], rows: [], empty: '零报告' },
    { kind: 'figure', title: '图1 每周件数', svg: SVG, png: null, widthMm: 120, heightMm: 60 },
    { kind: 'pageBreak' },
    { kind: 'note', text: '注：以郑州市为例。' },
  ],
};

const partsOf = (bytes: Uint8Array) =>
  new Map(
    unzip(bytes, fileTools).map(({ name, bytes: part }) => [
      name,
      name.endsWith('.png') ? '' : fileTools.decodeUtf8(part),
    ]),
  );
const parser = new XMLParser({ ignoreAttributes: false, preserveOrder: false });

test('a paper is a document of A4 by GB/T 9704, each block as what it is', async () => {
  const parts = partsOf(await paperToDocx(PAPER));
  const text = parts.get('word/document.xml') ?? '';
  const body = (parser.parse(text) as { 'w:document': { 'w:body': Record<string, never> } })['w:document'][
    'w:body'
  ];
  const section = body['w:sectPr'] as unknown as Record<string, Record<string, string>>;
  // 37, 35, 28 and 26 mm; 22 lines in the 225 mm between.
  expect(section['w:pgMar']).toMatchObject({
    '@_w:top': '2098',
    '@_w:bottom': '1984',
    '@_w:left': '1587',
    '@_w:right': '1474',
  });
  expect(section['w:pgSz']).toMatchObject({ '@_w:w': '11906', '@_w:h': '16838' });
  expect(section['w:docGrid']).toMatchObject({ '@_w:type': 'lines', '@_w:linePitch': '579' });
  expect(text).toContain('第一段 &amp; &lt;第二&gt;');
  // 28 characters of 16 pt, each a quarter of a point narrower, fit into 156 mm.
  expect(28 * (16 - 5 / 20)).toBeLessThan((156 / 25.4) * 72);
  expect(parts.get('word/styles.xml')).toContain('<w:spacing w:val="-5"/>');
  expect(text).toContain('零报告');
  expect(text.match(/<w:tag w:val="[^"]+"/g)).toEqual([
    '<w:tag w:val="enterprise.address"',
    '<w:tag w:val="points.1.answer"',
  ]);
  expect(text.match(/w:name="field_[^"]+"/g)).toEqual([
    'w:name="field_source_text"',
    'w:name="field_enterprise_address"',
    'w:name="field_points_1_answer"',
  ]);
  expect([...parts.keys()].filter((name) => /media\/.*\.(svg|png)$/.test(name))).toHaveLength(2);
  const footers = [...parts].filter(([name]) => /word\/footer\d/.test(name)).map(([, xml]) => xml);
  expect(footers).toHaveLength(2);
  for (const footer of footers) expect(footer).toMatch(/— .*PAGE.* —/s);
});

test('every part is well formed, and none says who made it, when or with what', async () => {
  const before = Date.now();
  const parts = partsOf(await paperToDocx(PAPER));
  for (const [name, xml] of parts) {
    if (!/\.(xml|rels)$/.test(name)) continue;
    expect(() => parser.parse(xml, true) as unknown, name).not.toThrow();
    expect(xml, name).not.toMatch(/creator|lastModifiedBy|dcterms|rsid|Un-named|<Application|<Company/i);
    expect(xml, name).not.toContain(new Date(before).toISOString().slice(0, 10));
  }
  // No link leads to a part that is not there, and none out of the file.
  for (const [name, xml] of parts) {
    if (!name.endsWith('.rels')) continue;
    expect(xml).not.toContain('TargetMode="External"');
    const folder = name.startsWith('_rels') ? '' : 'word/';
    for (const [, target = ''] of xml.matchAll(/\sTarget="([^"]+)"/g)) {
      expect([...parts.keys()], `${name} -> ${target}`).toContain(
        target.startsWith('/') ? target.slice(1) : folder + target,
      );
    }
  }
});

test('a landscape sheet is as wide as A4 is high', async () => {
  const parts = partsOf(await paperToDocx({ ...PAPER, orientation: 'landscape' }));
  expect(parts.get('word/document.xml')).toContain('w:w="16838" w:h="11906" w:orient="landscape"');
  // The type area of 156 × 225 mm, turned: bound at the upper edge.
  const margin = /<w:pgMar ([^>]*)>/.exec(parts.get('word/document.xml') ?? '')?.[1] ?? '';
  const of = (side: string) => Number(new RegExp(`w:${side}="(\\d+)"`).exec(margin)?.[1]);
  const inMm = (twips: number) => Math.round((twips * 25.4) / 1440);
  expect(['top', 'bottom', 'left', 'right'].map((side) => inMm(of(side)))).toEqual([28, 26, 35, 37]);
  const widths = [...(parts.get('word/document.xml') ?? '').matchAll(/<w:tblW w:type="dxa" w:w="(\d+)"/g)];
  for (const [, width] of widths) expect(inMm(Number(width))).toBeLessThanOrEqual(225);
});

test('what is written by the person stays text, and fonts have a second name', async () => {
  const parts = partsOf(await paperToDocx(PAPER));
  expect(parts.get('word/document.xml')).not.toContain('w:instrText>=');
  expect(parts.get('word/fontTable.xml')).toContain('仿宋;FangSong');
});
