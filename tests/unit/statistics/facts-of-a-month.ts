import { reportOf } from '../../../src/shared/statistics/assemble';
import { FactColumns } from '../../../src/shared/statistics/fact-columns';
import type { CallFacts } from '../../../src/shared/statistics/facts';
import { StatisticsReport, type StatisticsAsk } from '../../../src/shared/statistics/report';
import { tally } from '../../../src/shared/statistics/tally';
import { BUNDLE } from '../../builders/practice';

/** The catalogue that codes are named by. */
export const BUNDLE_SOURCE = BUNDLE.catalogue;

const ASK: StatisticsAsk = {
  period: { from: '2026-11-01', to: '2026-11-30' },
  unit: 'week',
  city: '',
  type: '',
};

export const REPORT: CallFacts = {
  day: '2026-11-10',
  startHour: 9,
  disposition: 'report',
  agent: '1001',
  city: '4101',
  county: '410184',
  town: '',
  types: ['air', 'air_odour'],
  industry: 'chemical',
  isNight: false,
  hours: 0,
  weekdays: 0,
  grade: 'general',
  urgency: 'general',
  isRepeat: false,
  links: 0,
  target: '',
  targetName: '',
  completeness: 5,
};

/** A report of November 2026 from facts, through the functions that the reader calls. */
export function reportOfFacts(
  facts: readonly CallFacts[],
  ask: Partial<StatisticsAsk> = {},
  today = '2026-11-30',
): StatisticsReport {
  const columns = new FactColumns();
  facts.forEach((each, at) => columns.put(at + 1, each));
  const asked = { ...ASK, ...ask };
  const counting = tally(columns, asked, today);
  let counted = counting.next();
  while (counted.done !== true) counted = counting.next();
  return StatisticsReport.parse(
    reportOf(asked, counted.value, columns, {
      total: facts.length,
      today,
      named: (number) => facts[number - 1],
      causesOf: () => new Map(),
      overdue: {
        cases: 0,
        closedInTime: 0,
        closedLate: 0,
        openInTime: 0,
        openLate: 0,
        causes: [],
        stages: [],
        units: [],
        extensions: { procedure: 0, other: 0 },
        sentBack: 0,
      },
    }),
  );
}
