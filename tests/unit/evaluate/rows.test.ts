import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { measure as identity } from '../../evaluate/sections/identity';
import { measure as lead } from '../../evaluate/sections/lead';
import { Tally } from '../../evaluate/measures';
import { readRows } from '../../evaluate/rows';
import { measure as types } from '../../evaluate/sections/types';

const folder = mkdtempSync(join(tmpdir(), 'rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

function rowsOf(...lines: string[]) {
  const file = join(folder, 'texts.jsonl');
  writeFileSync(file, lines.join('\n'));
  return readRows(file);
}

describe('a file of callers’ texts', () => {
  it('is read line by line; what cannot be read is said with its number, and the rest counts', () => {
    const { rows, remarks } = rowsOf(
      '{"id":1,"text":"夜里往河里偷排废水","expected_lead":"major"}',
      'not json',
      '',
      '{"id":4,"expected_lead":"major"}',
      '{"id":5,"text":"楼下吵","expected_lead":"terrible","colour":"red"}',
      '[1,2]',
    );
    expect(rows.map(({ id }) => id)).toEqual([1, 5]);
    const said = (line: number) => remarks.filter((remark) => remark.startsWith(`line ${line}:`)).join('\n');
    expect(said(2)).toContain('not a JSON object');
    expect(said(4)).toContain('no "text"');
    expect(said(5)).toContain('"expected_lead" is "terrible"');
    expect(said(5)).toContain('"colour" not known');
    expect(said(6)).toContain('not a JSON object');
    expect(said(1)).toContain('no "city"');
  });

  it('counts a row only where it has the field', () => {
    const { rows } = rowsOf(
      '{"id":1,"text":"夜里往河里偷排废水"}',
      '{"id":2,"text":"楼下太吵","official_types":["噪声"]}',
    );
    expect(lead(rows).remarks[0]).toContain('0 found, 0 missed, 0 wrong');
    expect(types(rows).figures.microF1).toBe(1);
  });

  it('takes a planted identity for caught where hits cover it whole', () => {
    const { rows } = rowsOf(
      '{"id":1,"text":"我叫禹海涛，电话 138 0000 1234","identity":["禹海涛","138 0000 1234"]}',
      '{"id":2,"text":"楼下太吵","identity":[]}',
      '{"id":3,"text":"老地方见","identity":["老地方"]}',
    );
    const { figures, misses } = identity(rows);
    expect(figures).toEqual({ recall: 0.667, falsePositiveRate: 0 });
    expect(misses.map(({ id, expected }) => [id, expected])).toEqual([[3, '老地方']]);
  });
});

describe('recall and precision', () => {
  it('are shares of what was to find and of what was found', () => {
    const tally = new Tally();
    for (const [expected, found] of [
      [true, true],
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ] as const)
      tally.add(expected, found);
    expect([tally.recall, tally.precision, tally.f1]).toEqual([0.667, 0.667, 0.667]);
    expect([new Tally().recall, new Tally().precision]).toEqual([1, 1]);
  });
});
