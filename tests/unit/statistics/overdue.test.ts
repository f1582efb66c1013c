import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { migrate } from '../../../src/main/core/store/migrate';
import { KeptSums } from '../../../src/main/core/store/repositories/arrival/kept-sums';
import { StatisticsReads } from '../../../src/main/core/store/statistics-reads';
import { CASE_STAGES } from '../../../src/shared/case/case';
import { LATE_CAUSES, type Overdue } from '../../../src/shared/statistics/report';
import { addDays, shanghaiDate } from '../../../src/shared/shanghai-time';

const FIRST = '2026-09-28';
const NOW = Date.UTC(2026, 10, 30, 4);
const CASES = 6;

const day = fc.integer({ min: 0, max: 90 }).map((days) => addDays(FIRST, days));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
/** What a case's row may be made to say; the cases come and go between all of them. */
const said = {
  stage: fc.constantFrom(...CASE_STAGES, 'closed' as const, 'closed' as const),
  due_on: maybe(day),
  first_due_on: maybe(day),
  closed_at: maybe(day.map((date) => Date.parse(`${date}T15:59:00Z`))),
  round: fc.integer({ min: 1, max: 2 }),
  referred_on: maybe(day),
  unit_name: maybe(fc.constantFrom('一分局', '二分局')),
};
type Said = { [K in keyof typeof said]: (typeof said)[K] extends fc.Arbitrary<infer T> ? T : never };
type Row = Said & { accepted_on: string };
const COLUMNS = Object.keys(said) as (keyof Said)[];
/** One column of one case at a time, or all of them: acts do either. */
const change = fc.record({
  which: fc.nat(CASES - 1),
  columns: fc.oneof(
    fc.constant(COLUMNS),
    fc.constantFrom(...COLUMNS).map((column) => [column]),
  ),
  said: fc.record(said),
});

/** Counted one by one, as the rule is written. */
function counted(rows: readonly Row[], from: string, to: string): Partial<Overdue> {
  const today = shanghaiDate(NOW);
  const all = rows
    .filter(({ accepted_on }) => accepted_on >= from && accepted_on <= to)
    .map((row) => {
      const endedOn = row.closed_at === null ? today : shanghaiDate(row.closed_at);
      const isLate = row.due_on !== null && row.due_on < endedOn;
      return { ...row, isLate, isClosed: row.stage === 'closed' };
    });
  const of = (isClosed: boolean, isLate: boolean) =>
    all.filter((each) => each.isClosed === isClosed && each.isLate === isLate);
  const causeOf = (row: Row): number => {
    if (row.round > 1) return 0;
    if (row.due_on !== null && row.first_due_on !== null && row.due_on > row.first_due_on) return 1;
    if (row.referred_on === null) return 2;
    return row.referred_on > row.accepted_on ? 3 : 4;
  };
  const units = [...new Set(all.flatMap(({ unit_name }) => unit_name ?? []))].map((name) => {
    const own = all.filter(({ unit_name }) => unit_name === name);
    return { name, late: own.filter(({ isLate }) => isLate).length, cases: own.length };
  });
  return {
    cases: all.length,
    closedInTime: of(true, false).length,
    closedLate: of(true, true).length,
    openInTime: of(false, false).length,
    openLate: of(false, true).length,
    causes: LATE_CAUSES.map((code, at) => ({
      code,
      closed: of(true, true).filter((row) => causeOf(row) === at).length,
      open: of(false, true).filter((row) => causeOf(row) === at).length,
    })),
    units: units.filter(({ late }) => late > 0).sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function overdueOf(reads: StatisticsReads, from: string, to: string): Overdue {
  const steps = reads.overdue({ from, to }, NOW);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

it('what is late and what for is the same by kept sums of the closed as counted one by one', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40, size: 'max' }), day, day, (changes, from, to) => {
      const db = new Database(':memory:');
      migrate(db);
      db.pragma('foreign_keys = off');
      const rows = Array.from({ length: CASES }, (_, which): Row => {
        const accepted_on = addDays(FIRST, which * 15);
        db.prepare('insert into cases (call_id, accepted_on) values (?, ?)').run(`c-${which}`, accepted_on);
        const open = { stage: 'new' as const, due_on: null, first_due_on: null, closed_at: null };
        return { ...open, round: 1, referred_on: null, unit_name: null, accepted_on };
      });
      const sums = new KeptSums(db);
      const reads = new StatisticsReads(db);
      for (const { which, columns, said: values } of changes) {
        const set = columns.map((column) => `${column} = :${column}`).join(', ');
        db.prepare(`update cases set ${set} where call_id = 'c-${which}'`).run(values);
        for (const column of columns) Object.assign(rows[which] as Row, { [column]: values[column] });
        expect(sums.amiss()).toEqual([]);
      }
      const found = overdueOf(reads, from, to);
      const units = found.units.toSorted((a, b) => (a.name < b.name ? -1 : 1));
      expect({ ...found, units }).toMatchObject(counted(rows, from, to));
      db.close();
    }),
    { numRuns: 60 },
  );
});
