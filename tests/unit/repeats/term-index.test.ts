import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TermIndex } from '../../../src/main/core/reader/term-index';
import { RepeatIndex } from '../../../src/main/core/reader/repeat-index';
import { featuresOf } from '../../../src/shared/repeats/features';

const recordsWith = (index: TermIndex, term: string): number[] => {
  const found: number[] = [];
  index.each(term, (record) => found.push(record));
  return found.sort((a, b) => a - b);
};

describe('the inverted index', () => {
  it('gives the records that hold a term, before and after a segment is closed', () => {
    const aRecord = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', '商砼', '龙湖'), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(aRecord, { maxLength: 40 }), fc.boolean(), (some, isLarge) => {
        const records = isLarge ? [...Array.from({ length: 8_180 }, () => ['z']), ...some, ['z']] : some;
        const index = new TermIndex();
        for (const record of records) index.add(record);
        for (const term of ['a', '商砼', 'z', 'not there']) {
          const wanted = records.flatMap((record, number) => (record.includes(term) ? [number] : []));
          expect(recordsWith(index, term)).toEqual(wanted);
          expect(index.count(term)).toBe(wanted.length);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('parties of one kind in one town', () => {
  const at = (detail: string, target: string) =>
    featuresOf({
      city: '4101',
      county: '410184',
      town: '',
      detail,
      target,
      types: ['water'],
      description: '粪水流到沟里',
    });

  it('are not told by town and kind alone once there are several', () => {
    const reports = [at('龙湖镇', '猪场'), at('龙湖镇侯庄村', '养猪场'), at('龙湖镇杨寨村', '养猪场')];
    const question = at('龙湖镇', '养猪场');
    const alone = new RepeatIndex();
    alone.add(0, reports[0] ?? question);
    expect(alone.find(question, (seq) => reports[seq])[0]?.verdict).toBe('likely');
    const crowded = new RepeatIndex();
    reports.forEach((report, seq) => crowded.add(seq, report));
    const found = crowded.find(question, (seq) => reports[seq]);
    expect(found.map(({ verdict }) => verdict)).not.toContain('likely');
    expect(found.find(({ seq }) => seq === 0)?.verdict).toBe('possible');
  });
});
