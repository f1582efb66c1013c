import { expect, it } from 'vitest';
import { Statistics, type StatisticsParts } from '../../../src/main/core/statistics/statistics';
import type { Paper } from '../../../src/shared/papers/paper';
import { BUNDLE_SOURCE, REPORT, reportOfFacts } from './facts-of-a-month';

const PC = Date.UTC(2027, 0, 2);
const CENTER = Date.UTC(2026, 11, 30);
const CHANGED_AT = Date.UTC(2027, 0, 1);

/** A bundle of the new year calls every pollution type otherwise. */
function bundleAt(at: number): typeof BUNDLE_SOURCE {
  const pollutionTypes = BUNDLE_SOURCE.pollutionTypes.map((type) => ({ ...type, name: `新${type.name}` }));
  return at < CHANGED_AT ? BUNDLE_SOURCE : { ...BUNDLE_SOURCE, pollutionTypes };
}

it('a paper calls things as the catalogue in force by center time does, however far the PC is ahead', async () => {
  const saved: Paper[] = [];
  const parts = {
    reader: { ask: async () => reportOfFacts(Array.from({ length: 5 }, () => REPORT)) },
    bundles: { inForce: (at: number) => ({ catalogue: bundleAt(at) }) },
    papers: {
      formats: ['xlsx'],
      save: async (_: unknown, paper: Paper) => {
        saved.push(paper);
        return { kind: 'cancelled' };
      },
    },
    clock: { now: () => PC },
    centerClock: { now: () => CENTER },
    announce: () => undefined,
  } as unknown as StatisticsParts;
  const ask = { period: { from: '2026-11-01', to: '2026-11-30' }, unit: 'week', city: '', type: '' } as const;
  await new Statistics(parts).save({ id: 'p-1' } as never, {
    ask,
    paper: 'tables',
    format: 'xlsx',
    advice: '',
  });
  const { name } = BUNDLE_SOURCE.pollutionTypes.find(({ code }) => code === 'air') ?? { name: 'none' };
  expect(JSON.stringify(saved)).toContain(name);
  expect(JSON.stringify(saved)).not.toContain(`新${name}`);
});
