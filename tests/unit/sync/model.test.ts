import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callId } from '../../builders/sync/keys';
import type { Net } from '../../builders/sync/simulated-center';
import { PLANTS } from '../../builders/sync/plants';
import { World, type Plant } from '../../builders/sync/world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Step =
  | { do: 'save'; count: number; isPoison: boolean }
  | { do: 'net'; net: Net }
  | { do: 'pass'; ms: number }
  | { do: 'kill'; while: 'idle' | 'before' | 'after' }
  | { do: 'clock'; by: number }
  | { do: 'hurry' }
  | { do: 'disk'; at: 'claim' | 'settle'; isCommitted: boolean };

const nets: Net[] = ['ok', 'ok', 'down', 'error_500', 'busy_429', 'busy_503', 'refused_token'];
const liars: Net[] = ['lost_before', 'lost_after', 'captive', 'silent', 'untrusted', 'flaky', 'flaky'];

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('save' as const),
      count: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constant(35)),
      isPoison: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('net' as const), net: fc.constantFrom(...nets, ...liars) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(10, 900, 5_000, MINUTE, 10 * MINUTE),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('kill' as const),
      while: fc.constantFrom('idle' as const, 'before' as const, 'after' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('clock' as const),
      by: fc.constantFrom(DAY, -DAY, HOUR, -HOUR, -10 * MINUTE, 3650 * DAY, -3650 * DAY),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'hurry' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('disk' as const),
      at: fc.constantFrom('claim' as const, 'settle' as const),
      isCommitted: fc.boolean(),
    }),
  },
);

/** Longest the seat may take once the center is well: the center's own Retry-After, then two of its longest pauses. */
const DRAIN_MS = 2 * MINUTE + 3 * 5 * MINUTE;

async function live(steps: readonly Step[], seed: number, plant?: Plant): Promise<void> {
  const world = new World(plant, seed);
  let next = 1;
  try {
    for (const each of steps) {
      switch (each.do) {
        case 'save':
          for (let i = 0; i < each.count; i += 1) {
            if (each.isPoison && i === 0) world.center.poison.add(callId(next));
            world.save(next);
            next += 1;
          }
          break;
        case 'net':
          world.center.net = each.net;
          break;
        case 'pass':
          await world.pass(each.ms);
          checkLight(world, each.ms);
          break;
        case 'kill': {
          const { net } = world.center;
          if (each.while !== 'idle') {
            world.center.net = each.while === 'before' ? 'hang_before' : 'hang_after';
            world.engine.wake('person');
            await world.settle();
            world.center.net = net;
          }
          world.restart();
          break;
        }
        case 'clock':
          world.time.setBy(each.by);
          break;
        case 'disk':
          world.diskFails = { at: each.at, isCommitted: each.isCommitted };
          break;
        case 'hurry':
          world.engine.wake('person');
          break;
      }
      world.checkHonest();
    }
    world.center.net = 'ok';
    world.diskFails = null;
    await world.pass(DRAIN_MS);
    world.checkDelivered();
    if (world.engine.state().link !== 'online')
      throw new Error('status: all is well and the light is not green');
  } finally {
    world.close();
  }
}

/** The light: red as soon as the seat has looked, which it does each minute. */
function checkLight(world: World, passedMs: number): void {
  const { link, cause } = world.engine.state();
  if ((link === 'offline') !== (cause !== null)) throw new Error('status: link and cause differ');
  const { net } = world.center;
  if (net !== 'ok' && net !== 'flaky' && passedMs > 2 * MINUTE && link === 'online') {
    const isAnswering = net === 'silent' || net === 'untrusted';
    if (!isAnswering || world.engine.state().owed > 0)
      throw new Error('status: green while nothing goes through');
  }
}

function explore(numRuns: number, plant?: Plant) {
  return fc.check(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), fc.integer({ min: 1 }), (steps, seed) =>
      live(steps, seed, plant),
    ),
    {
      numRuns,
      seed: Number(process.env['SYNC_SEED'] ?? 12369),
      endOnFailure: process.env['SYNC_SHRINK'] === undefined,
    },
  );
}

/** 300 at each commit; `SYNC_RUNS=100000 SYNC_SEED=n` by night, `SYNC_SHRINK=1` for the shortest story of a failure. */
const RUNS = Number(process.env['SYNC_RUNS'] ?? 300);

describe('engine, outbox and schema against a center and a network that misbehave (S1, S6, S13)', () => {
  it(
    'loses nothing, doubles nothing, withholds nothing, never lies',
    { timeout: 60_000 + RUNS * 100 },
    async () => {
      const outcome = await explore(RUNS);
      const report = `${String(outcome.errorInstance)}\n${fc.defaultReportMessage(outcome) ?? ''}`;
      expect(outcome.failed ? report : 'held').toBe('held');
    },
  );

  it.each(Object.entries(PLANTS))('sees it where %s', { timeout: 60_000 }, async (_, { plant, seenAs }) => {
    const outcome = await explore(400, plant);
    expect(outcome.failed).toBe(true);
    expect(String(outcome.errorInstance)).toMatch(seenAs);
  });
});
