import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import type { CenterClient, Exchange } from '../../../src/main/core/sync/ports';
import { FORTY_KINDS, wordsOf } from '../../builders/canaries/forty-kinds';
import { Searcher } from '../../builders/canaries/searcher';
import { aCore } from '../../builders/core';
import { aReportForm } from '../../builders/draft';
import { SUPERVISOR } from '../../builders/enrolment';
import { HostileCenter, hostileAnswer } from '../../builders/fuzz/hostile-center';
import { fuzzRuns } from '../../builders/fuzz/hostile';
import { record, SEAT } from '../../builders/sync/keys';
import { aLine } from '../../builders/sync/line';

// Whatever answers in the center's place: no crash, no hang, nothing believed, nothing of a call or a token said (item 9).

const TOKEN = 'canary-token-0123456789-abcdef';
const NAME = FORTY_KINDS[0]?.words[0] ?? '';
const secrets = new Searcher([TOKEN, ...FORTY_KINDS.flatMap(wordsOf)]);
const DEADLINE_MS = 250;
const never = new AbortController().signal;
const sent = record(1, `{"note":"${NAME} 13871230011"}`);
const ID = sent.id;

const ASKS: Record<string, (center: CenterClient) => Promise<Exchange> | undefined> = {
  push: (center) => center.push([sent], never),
  ask: (center) => center.ask([sent], never),
  ledger: (center) => center.ledger({ from: '2026-11-01', to: '2026-11-30' }, never),
  health: (center) => center.health(never),
  bundle: (center) => center.bundle('"1"', never),
  changes: (center) => center.changes(0, never),
  region: (center) => center.region?.(null, never),
  offset: (center) => center.uploads?.offsetOf(ID, never),
  append: (center) => center.uploads?.append(ID, 0, Buffer.from(NAME), never),
  receipt: (center) => center.uploads?.receiptOf(ID, never),
  roster: (center) => center.people?.roster(null, never),
  signIn: (center) => center.people?.signIn('p-1001', TOKEN, never),
  identity: (center) => center.people?.identity(ID, never),
};

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function aHostileCenter(): Promise<{ center: HostileCenter; url: string }> {
  const center = new HostileCenter();
  closers.push(() => center.close());
  return { center, url: await center.listen() };
}

test('each question to the center comes back in closed words and in time', async () => {
  const { center, url } = await aHostileCenter();
  const client = createCenterClient({
    centerUrl: url,
    token: TOKEN,
    seatId: SEAT,
    version: '0.0.0',
    line: aLine(),
    deadlineMs: DEADLINE_MS,
  });
  closers.push(() => client.close());
  await fc.assert(
    fc.asyncProperty(hostileAnswer(), fc.constantFrom(...Object.keys(ASKS)), async (answer, name) => {
      center.answer = answer;
      const began = performance.now();
      const exchange = await ASKS[name]?.(client);
      expect(performance.now() - began).toBeLessThan(DEADLINE_MS + 3_000);
      if (exchange?.kind !== 'answered') {
        expect(exchange).toMatchObject({ kind: 'failed', cause: expect.stringMatching(/^[a-z_]{2,40}$/) });
        expect(secrets.hitsInText(JSON.stringify(exchange))).toEqual([]);
        return;
      }
      expect(exchange.body.length).toBeLessThanOrEqual(5_000_000);
      const { body: _, ...rest } = exchange;
      expect(secrets.plainHits(Buffer.from(JSON.stringify(rest)))).toEqual([]);
    }),
    { numRuns: fuzzRuns(150), endOnFailure: true },
  );
}, 600_000);

test('a whole seat goes on taking calls, owes what it owed, and writes nothing of it down', async () => {
  const { center, url } = await aHostileCenter();
  const seat = await aCore({
    connectCenter: (options) =>
      createCenterClient({ ...options, centerUrl: url, token: TOKEN, deadlineMs: DEADLINE_MS }),
  });
  const agent = await seat.signedIn();
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const identity = { name: NAME, phone: '13871230011', contactNote: '', originals: [] };
  await agent.takeCall(aReportForm({ isNamed: true, identity }));
  const sync = () => seat.core.desk()?.sync;
  await fc.assert(
    fc.asyncProperty(hostileAnswer(), async (answer) => {
      center.answer = answer;
      const before = center.asked;
      await agent.ask('queue.retry', { id: null });
      await expect.poll(() => center.asked, { interval: 5 }).toBeGreaterThan(before);
      await sync()?.whenIdle();
      // What the people at the seat ask of the center by hand.
      for (const name of ['arrival.check', 'region.refresh'] as const) {
        const said = await supervisor.answer(name, {});
        if (!said.ok) expect(said.error.code).not.toBe('internal');
      }
      const { total } = await supervisor.ask('arrival.proof', { withDays: false });
      expect(total).toMatchObject({ made: 1, received: 0 });
    }),
    { numRuns: fuzzRuns(40), endOnFailure: true },
  );
  expect(await agent.takeCall(aReportForm())).toMatchObject({ kind: 'finished' });
  const own = seat.log.filter(({ event, outcome }) => event === 'failure' || outcome === 'own_fault');
  expect(own).toEqual([]);
  expect(secrets.hitsInText(JSON.stringify(seat.log))).toEqual([]);
}, 600_000);
