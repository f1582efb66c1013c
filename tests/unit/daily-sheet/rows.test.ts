import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesIn, type FileRow } from '../../../src/shared/daily-sheet/import';
import { plainTypes } from '../../../src/shared/daily-sheet/plain-types';
import { currentRows, edited, findingsIn, rowOf, shortCity } from '../../../src/shared/daily-sheet/rows';
import { agreementOf, sampleOf } from '../../../src/shared/daily-sheet/sample';
import {
  ANALYSIS_WORDS,
  cellsOf,
  inSheetOrder,
  SHEET_COLUMNS,
  SHEET_TITLES,
  sheetTitle,
  type SheetRow,
} from '../../../src/shared/daily-sheet/sheet';
import { findIdentity } from '../../../src/shared/privacy/find-identity';
import { escapedCell, unescapedCell } from '../../../src/shared/papers/spreadsheet-cell';
import { SHIPPED_BUNDLE } from '../../../src/center/bundle/shipped';
import { Bundle } from '../../../src/shared/script/bundle';
import { aDraft, aRecord, aReportForm } from '../../builders/draft';
import { aSheetRow } from '../../builders/daily-sheet/sheet';
import type { RecordOf } from '../../../src/shared/call/record';

const bundle = Bundle.parse(SHIPPED_BUNDLE);
const reportOf = (changes: Parameters<typeof aReportForm>[0]) =>
  aRecord(aDraft({ form: aReportForm(changes) })) as RecordOf<'report'>;

test("title and columns are the notice's own", () => {
  expect(sheetTitle('2026-12-01')).toBe('12月1日全省12369受理举报线索（报领导签批）');
  expect(SHEET_COLUMNS.map((column) => SHEET_TITLES[column]).join(' ')).toBe(
    '序号 地市 县市区 举报对象 详细地址 污染描述 行业类型 污染类型 初步分析',
  );
  expect(Object.values(ANALYSIS_WORDS)).toEqual(['重大线索', '重复举报', '一般线索']);
});

test("a row tells the report in the notice's words", () => {
  const record = reportOf({
    report: {
      address: { city: '4101', county: '410182', town: '', detail: '广武镇霸王城村' },
      pollution: { types: ['water', 'water_industrial', 'air_odour'], description: '夜里排水' },
      industry: 'cement',
    },
  });
  expect(cellsOf(rowOf(record, 'major', bundle), 0)).toEqual([
    '1',
    '郑州',
    '荥阳市',
    '磐筑商砼搅拌站',
    '广武镇霸王城村',
    '夜里排水',
    '水泥、商砼',
    '废水、恶臭',
    '重大线索',
  ]);
  expect(['郑州市', '济源市', '济源示范区', '平顶山市'].map(shortCity)).toEqual([
    '郑州',
    '济源',
    '济源',
    '平顶山',
  ]);
});

test('every type of the catalogue has a plain word, and an unknown one keeps its name', () => {
  const { pollutionTypes } = bundle.catalogue;
  for (const { code } of pollutionTypes)
    expect(plainTypes([code], pollutionTypes)).toMatch(/^[^a-z_]{2,10}$/);
  expect(plainTypes(['noise_industrial', 'noise_traffic'], pollutionTypes)).toBe('噪声');
  expect(plainTypes(['light'], [{ code: 'light', name: '光污染', parent: '' }])).toBe('光污染');
});

test('重大 stands before 重复 before 一般, each in the order of the day', () => {
  const rows = [
    aSheetRow(1),
    aSheetRow(2, 'repeat'),
    aSheetRow(3, 'major'),
    aSheetRow(4),
    aSheetRow(5, 'major'),
  ];
  expect(inSheetOrder(rows).map(({ localNumber }) => Number(localNumber.slice(-4)))).toEqual([3, 5, 2, 1, 4]);
});

test('what was put right stays until the record itself is revised', () => {
  const [lead] = [aSheetRow(1)];
  const saved = edited([lead], [{ callId: lead.callId, column: 'target', text: '某洗涤厂' }]) ?? [];
  expect(currentRows(saved, [lead])[0]?.texts.target).toBe('某洗涤厂');
  expect(currentRows(saved, [{ ...lead, recordRevision: 2 }])[0]?.texts.target).toBe('索须河边无名洗涤厂');
  expect(currentRows(saved, [lead, aSheetRow(2)])).toHaveLength(2);
  expect(edited([lead], [{ callId: aSheetRow(9).callId, column: 'target', text: 'x' }])).toBeNull();
  expect(edited([lead], [{ callId: lead.callId, column: 'city', text: 'x'.repeat(41) }])).toBeNull();
});

test('what may tell who reported is found with a neutral cell, unless a person settled it at intake', () => {
  const row = aSheetRow(1, 'general', {
    pollution: '我姓王，电话13703710001，我家住对面三楼。厂电话0371-63600001',
  });
  const found = findingsIn(row, []);
  expect(found.map(({ kind }) => kind)).toContain('phone');
  for (const { becomes } of found) expect(findIdentity(becomes)).toEqual([]);
  const kept = found.map(
    ({ words }) => ({ field: 'report.pollution.description', words, because: 'of_target' }) as const,
  );
  expect(findingsIn(row, kept)).toEqual([]);
});

const fileOf = (rows: readonly SheetRow[]): FileRow[] =>
  rows.map((row, index) => ({
    number: index + 1,
    texts: { ...row.texts },
    analysis: ANALYSIS_WORDS[row.grade],
  }));
const first = (rows: FileRow[]): FileRow => rows[0] as FileRow;

test('an edited file gives one change a cell, whatever order its rows are in', () => {
  const base = [aSheetRow(1, 'major'), aSheetRow(2), aSheetRow(3)];
  const file = fileOf(base);
  expect(changesIn(base, base, file)).toEqual({ changes: [], missing: [] });
  first(file).texts.county = '金水区';
  first(file).analysis = '一般线索';
  expect(changesIn(base, base, file.reverse())).toMatchObject({
    changes: [
      { number: 1, column: 'county', was: '惠济区', becomes: '金水区', isContested: false, fault: null },
      { number: 1, column: 'analysis', was: '重大线索', becomes: '一般线索', fault: null },
    ],
  });
});

test('changed in both places is said; too long, another value and lost rows, too; strange numbers are refused', () => {
  const base = [aSheetRow(1), aSheetRow(2)];
  const here =
    edited(base, [{ callId: (base[0] as SheetRow).callId, column: 'county', text: '中原区' }]) ?? [];
  const file = fileOf(base);
  first(file).texts.county = '金水区';
  first(file).texts.city = 'x'.repeat(41);
  first(file).analysis = '特大线索';
  expect(changesIn(base, here, file.slice(0, 1))).toMatchObject({
    changes: [
      { column: 'city', fault: 'too_long' },
      { column: 'county', isContested: true, was: '中原区' },
      { column: 'analysis', fault: 'unknown_value' },
    ],
    missing: [2],
  });
  expect(changesIn(base, base, [...file, { ...first(file), number: 3 }])).toBe('too_many_rows');
  expect(changesIn(base, base, [first(file), first(file)])).toBe('numbers');
  expect(changesIn(base, base, [{ ...first(file), number: 9 }])).toBe('numbers');
});

test('no cell begins like a formula, and each comes back as it was', () => {
  expect(escapedCell('=HYPERLINK("http://x")')).toBe('\'=HYPERLINK("http://x")');
  fc.assert(
    fc.property(
      fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', '＝', "'", "'="),
      fc.string(),
      (head, rest) => {
        const text = head + rest;
        expect(escapedCell(text)).not.toMatch(/^[=+\-@\t\r]/);
        if (!/^'[=+\-@\t\r\n＝＋－＠]/.test(text)) expect(unescapedCell(escapedCell(text))).toBe(text);
      },
    ),
  );
});

test('the sample is drawn, a tenth and three at least, the same at every draw', () => {
  const ids = Array.from({ length: 80 }, (_, n) => `call-${n}`);
  const drawn = sampleOf('ZZ01/2026-12-01', ids);
  expect(drawn).toHaveLength(8);
  expect(sampleOf('ZZ01/2026-12-01', [...ids].reverse())).toEqual(drawn);
  expect(sampleOf('ZZ01/2026-12-02', ids)).not.toEqual(drawn);
  expect(sampleOf('x', ids.slice(0, 2))).toHaveLength(2);
  // Nobody is favoured: over many days every place of the day is drawn about as often.
  const times = new Map<string, number>();
  for (let day = 0; day < 2000; day += 1)
    for (const id of sampleOf(`ZZ01/${day}`, ids)) times.set(id, (times.get(id) ?? 0) + 1);
  for (const id of ids) {
    expect(times.get(id)).toBeGreaterThan(140);
    expect(times.get(id)).toBeLessThan(260);
  }
  expect(
    agreementOf([
      ['good', 'good'],
      ['good', 'pass'],
      ['excellent', 'fail'],
    ]),
  ).toEqual({ pairs: 3, same: 1, near: 2 });
});
