import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CenterClient } from '../../../src/main/core/sync/ports';
import { callId } from '../../builders/sync/keys';
import { answer, problem } from '../../builders/sync/simulated-center';
import { World } from '../../builders/sync/world';

const COUNT = 200;
/** Longest pause of the engine, twice. */
const DRAIN_MS = 11 * 60_000;

/** As some centers do: a push with a bad record in it is refused as a whole. */
const refusesWhole =
  (poison: ReadonlySet<string>, pushes: { count: number }) =>
  (center: CenterClient): CenterClient => ({
    push: (records, signal) => {
      pushes.count += 1;
      const isBad = records.some(({ id }) => poison.has(id));
      return isBad ? Promise.resolve(answer(400, problem(400))) : center.push(records, signal);
    },
    ask: (keys, signal) => center.ask(keys, signal),
    ledger: (span, signal) => center.ledger(span, signal),
    health: (signal) => center.health(signal),
    bundle: (etag, signal) => center.bundle(etag, signal),
    changes: (after, signal) => center.changes(after, signal),
    close: () => center.close(),
  });

it('a poisoned record among 200 never holds up the others, refused alone or with its whole push', async () => {
  const places = fc.uniqueArray(fc.integer({ min: 1, max: COUNT }), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(places, fc.boolean(), fc.integer({ min: 1 }), async (bad, isWhole, seed) => {
      const poison = new Set<string>(bad.map(callId));
      const pushes = { count: 0 };
      const world = new World(isWhole ? { center: refusesWhole(poison, pushes) } : {}, seed);
      try {
        for (const id of poison) world.center.poison.add(id);
        for (let n = 1; n <= COUNT; n += 1) world.save(n);
        await world.pass(DRAIN_MS);
        const total = world.store.arrival.total();
        expect(total).toMatchObject({ made: COUNT, received: COUNT - bad.length, quarantined: bad.length });
        expect(new Set(world.store.open().keys())).toEqual(poison);
        // Halving finds the one to blame in the logarithm of the batch, not in a push for each record.
        expect(pushes.count).toBeLessThan(40 + 30 * bad.length);
      } finally {
        world.close();
      }
    }),
    { numRuns: 12 },
  );
}, 60_000);
