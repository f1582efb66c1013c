import { reportOf } from '../../../../src/shared/statistics/assemble';
import { FactColumns } from '../../../../src/shared/statistics/fact-columns';
import type { CallFacts } from '../../../../src/shared/statistics/facts';
import type { Input } from '../../../../src/shared/ipc/contract';
import { addDays } from '../../../../src/shared/shanghai-time';
import { tally } from '../../../../src/shared/statistics/tally';
import { refuse } from '../fake-refusal';
import type { Scenario } from '../scenario';

// TEST ONLY: invented facts of half a year, counted by the seat's own functions.

const TODAY = '2026-11-23';
const TYPES = [
  'water_industrial',
  'air_odour',
  'air_fugitive_dust air_cooking_fumes',
  'noise_construction',
  'waste_construction',
];
const INDUSTRIES = ['construction', 'catering_lodging', 'chemical', ''];
const COUNTIES = ['410102', '410103', '410105', '410122', '410181', '410182', '410183', '410184'];
const PARTIES = ['磐筑商砼', '鼎麟铝业', '鑫宏牧业', '康达建材', '泰昌石料'];
const NIGHT = 0b1100_0000_0000_0000_0011_1111;
const ENDS = [
  'report',
  'consultation',
  'consultation',
  'consultation',
  'out_of_scope',
  'nuisance',
  'dropped',
] as const;

function inventedFacts(): CallFacts[] {
  let state = 7;
  const dice = (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * sides);
  };
  const pick = <T>(all: readonly T[]): T => all[dice(all.length)] as T;
  return Array.from({ length: 1_400 }, (_, number): CallFacts => {
    const disposition = pick(ENDS);
    const isReport = disposition === 'report';
    const name = isReport && dice(4) === 0 ? pick(PARTIES) : '';
    const isNight = isReport && (name === PARTIES[0] ? dice(10) > 0 : dice(8) === 0);
    const isTold = isNight || dice(3) === 0;
    return {
      day: addDays(TODAY, -Math.floor(number / 7.7)),
      startHour: 8 + dice(12),
      disposition,
      agent: pick(['1001', '1002', '1003']),
      city: isReport ? '4101' : '',
      county: isReport ? pick(COUNTIES) : '',
      town: '',
      types: isReport ? pick(TYPES).split(' ') : [],
      industry: isReport ? pick(INDUSTRIES) : '',
      isNight,
      hours: isReport && isTold ? (isNight ? NIGHT : 0b0011_1111_1111_0000_0000) : 0,
      weekdays: isReport && isTold ? 0b1111111 : 0,
      grade: isReport ? pick(['general', 'general', 'repeat', 'major']) : null,
      urgency: isReport ? pick(['general', 'important']) : null,
      isRepeat: isReport && name !== '',
      links: name === '' ? 0 : dice(2),
      target: name === '' ? '' : `410182 ${name.slice(0, 2)}`,
      targetName: name,
      completeness: isReport ? 3 + dice(3) : null,
    };
  });
}

export function fakeStatistics(scenario: Scenario) {
  const facts = scenario.queued === undefined ? [] : inventedFacts();
  const columns = new FactColumns();
  facts.forEach((each, at) => columns.put(at + 1, each));
  const causes = new Map([['410182 磐筑', '同一搅拌站夜间生产，限期整改后复发，整改要求没有落到除尘设施。']]);
  return {
    'statistics.report': (ask: Input<'statistics.report'>) => {
      const counting = tally(columns, ask, TODAY);
      let counted = counting.next();
      while (counted.done !== true) counted = counting.next();
      return reportOf(ask, counted.value, columns, {
        total: columns.size,
        today: TODAY,
        named: (number) => facts[number - 1],
        causesOf: () => causes,
        overdue: {
          cases: 212,
          closedInTime: 160,
          closedLate: 9,
          openInTime: 38,
          openLate: 5,
          causes: [
            { code: 'second_round', closed: 1, open: 1 },
            { code: 'extended', closed: 3, open: 0 },
            { code: 'not_referred', closed: 0, open: 2 },
            { code: 'referred_late', closed: 2, open: 1 },
            { code: 'unit', closed: 3, open: 1 },
          ],
          stages: [
            { code: 'new', open: 2 },
            { code: 'handling', open: 3 },
          ],
          units: [{ name: '郑州市生态环境局惠济分局', late: 6, cases: 40 }],
          extensions: { procedure: 4, other: 2 },
          sentBack: 3,
        },
      });
    },
    'statistics.state': () => ({
      share: scenario.waits?.includes('statistics.report') === true ? 0.42 : null,
      formats: ['xlsx' as const, 'docx' as const],
    }),
    'statistics.enterCause': ({ target, cause }: Input<'statistics.enterCause'>) => {
      if (cause.includes('13800001234')) refuse('identity_in_text');
      causes.set(target, cause);
      return {};
    },
    'statistics.save': () => ({ isSaved: true }),
  };
}
