import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Clock } from '../../../src/main/core/sync/ports';
import type { CenterClient, Exchange } from '../../../src/main/core/sync/ports';
import { CallRecord } from '../../../src/shared/call/record';
import { shanghaiDate } from '../../../src/shared/shanghai-time';
import { aCore, noCenter, type RunningCore } from '../../builders/core';
import { aReportForm } from '../../builders/draft';

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 23, 4);

/** A PC: its wall clock may be set, the time since it was switched on may not. Time stands still unless told. */
class Pc implements Clock {
  elapsed = 1_000_000;
  wall = NOON;
  now = (): number => this.wall;
  monotonic = (): number => this.elapsed;
  pass(ms: number): void {
    this.elapsed += ms;
    this.wall += ms;
  }
}

/** A center that tells the time and takes nothing. */
function tellingTime(now: () => number): CenterClient {
  const answer = (value: unknown): Exchange => ({
    kind: 'answered',
    status: 200,
    contentType: 'application/json',
    retryAfter: null,
    etag: null,
    body: Buffer.from(JSON.stringify(value)),
  });
  return {
    ...noCenter,
    health: () => Promise.resolve(answer({ service: 'hn12369-center', status: 'ok', centerTime: now() })),
  };
}

async function aSeat(
  pc: Pc,
  center: CenterClient = noCenter,
  folder?: string,
  enrolled?: RunningCore['enrolled'],
) {
  const seat = await aCore({
    clock: pc,
    timer: { after: () => () => undefined },
    connectCenter: () => center,
    ...(folder !== undefined && { folder }),
    ...(enrolled !== undefined && { enrolled }),
  });
  const desk = seat.core.desk();
  if (desk === undefined) throw new Error('Not open');
  await desk.sync.whenIdle();
  return { seat, desk, agent: await seat.signedIn() };
}

type Seat = Awaited<ReturnType<typeof aSeat>>;

const acts = ({ desk }: Seat) =>
  [...desk.store.audit.rows()]
    .filter(({ act }) => act.startsWith('clock_'))
    .map(({ act, detail }) => [act, Number(detail)]);

function recordsOf({ desk }: Seat, id: string): CallRecord[] {
  return desk.store.calls.listRevisions(id).map(({ body }) => CallRecord.parse(JSON.parse(body)));
}

test('a seat that has never met the center says so: in its state and in the record', async () => {
  const pc = new Pc();
  const at = await aSeat(pc);
  const { id } = await at.agent.takeCall(aReportForm());
  expect((await at.agent.ask('sync.state', {})).clockOffsetMs).toBeNull();
  expect(recordsOf(at, id)).toMatchObject([{ clockOffsetMs: null }]);
  expect(acts(at)).toEqual([]);
});

test('a clock 13 minutes slow is shown, written down once, and makes no number of yesterday', async () => {
  const pc = new Pc();
  pc.wall = Date.parse('2026-11-23T15:55:00Z'); // 23:55 in Shanghai; at the center it is 00:08
  const at = await aSeat(
    pc,
    tellingTime(() => pc.wall + 13 * MINUTE),
  );
  expect((await at.agent.ask('sync.state', {})).clockOffsetMs).toBe(13 * MINUTE);
  const { id, localNumber } = await at.agent.takeCall(aReportForm());
  expect(localNumber).toContain('-20261124-');
  expect(recordsOf(at, id)).toMatchObject([{ clockOffsetMs: 13 * MINUTE, startedAt: pc.wall }]);
  expect(acts(at)).toEqual([['clock_wrong', 13 * MINUTE]]);
});

test('a clock that is put right is written down as well, and the notice goes', async () => {
  const pc = new Pc();
  let ahead = 13 * MINUTE;
  const at = await aSeat(
    pc,
    tellingTime(() => pc.wall + ahead),
  );
  pc.wall += 13 * MINUTE;
  ahead = 0;
  expect(at.desk.syncState()).toMatchObject({ clockOffsetMs: 0, clockJumpMs: 13 * MINUTE });
  at.desk.sync.wake('person');
  await at.desk.sync.whenIdle();
  expect(at.desk.syncState()).toMatchObject({ clockOffsetMs: 0, clockJumpMs: null });
  expect(acts(at)).toEqual([
    ['clock_wrong', 13 * MINUTE],
    ['clock_jumped', 13 * MINUTE],
    ['clock_right', 0],
  ]);
});

test('set back three days in a call: center’s time, number and deadline stay; record and audit say it (R-12)', async () => {
  const pc = new Pc();
  const at = await aSeat(
    pc,
    tellingTime(() => pc.wall),
  );
  const draft = await at.agent.fill(await at.agent.ask('call.start', {}), aReportForm());
  pc.pass(2 * MINUTE);
  pc.wall -= 3 * DAY;
  const state = await at.agent.ask('sync.state', {});
  expect(state).toMatchObject({ clockOffsetMs: 3 * DAY, clockJumpMs: -3 * DAY });
  const outcome = await at.agent.ask('call.finish', { id: draft.id, saveCount: draft.saveCount });
  expect(outcome.kind).toBe('finished');
  const [record] = recordsOf(at, draft.id);
  expect(record).toMatchObject({ clockOffsetMs: 3 * DAY, clockJumpMs: -3 * DAY });
  if (record === undefined) return;
  const { startedAt, finishedAt, clockOffsetMs, clockJumpMs = 0 } = record;
  const [started, finished] = [
    startedAt + Number(clockOffsetMs) + clockJumpMs,
    finishedAt + Number(clockOffsetMs),
  ];
  expect(finished - started).toBe(2 * MINUTE);
  const next = await at.agent.ask('call.start', {});
  expect(next.localNumber).toBe(`ZZ01-${shanghaiDate(NOON).replaceAll('-', '')}-0002`);
  expect(acts(at)).toEqual([['clock_jumped', -3 * DAY]]);
  const timeline = (await at.desk.queue.detail(at.agent.caller.person ?? fail(), draft.id)).timeline;
  expect(timeline.map(({ what }) => what).slice(0, 2)).toEqual(['call_started', 'finished']);
});

test('what the last contact told holds over a restart; a clock set back while the seat was off voids it', async () => {
  const pc = new Pc();
  const first = await aSeat(
    pc,
    tellingTime(() => pc.wall + 5 * MINUTE),
  );
  await first.seat.core.stop();
  pc.pass(MINUTE);
  const again = await aSeat(pc, noCenter, first.seat.folder, first.seat.enrolled);
  expect(again.desk.syncState().clockOffsetMs).toBe(5 * MINUTE);
  await again.seat.core.stop();
  pc.wall -= DAY;
  const last = await aSeat(pc, noCenter, first.seat.folder, first.seat.enrolled);
  expect(last.desk.syncState()).toMatchObject({ clockOffsetMs: null, clockJumpMs: expect.any(Number) });
  expect(acts(last)).toMatchObject([
    ['clock_wrong', 5 * MINUTE],
    ['clock_jumped', expect.any(Number)],
  ]);
});

test('the clock’s own drift and a long sleep of the PC are no jump', async () => {
  const pc = new Pc();
  const at = await aSeat(
    pc,
    tellingTime(() => pc.wall),
  );
  pc.pass(9 * 60 * MINUTE);
  pc.wall += 900;
  expect(at.desk.syncState()).toMatchObject({ clockOffsetMs: 0, clockJumpMs: null });
  expect(acts(at)).toEqual([]);
});

const step = fc.oneof(
  fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 2 * DAY }) }),
  fc.record({ kind: fc.constant('set' as const), ms: fc.integer({ min: -20 * DAY, max: 20 * DAY }) }),
  fc.record({ kind: fc.constant('revise' as const), ms: fc.constant(0) }),
);

test('whatever is done to the clock: revisions go by number and parent, the center’s time is known, each jump is told', async () => {
  const enrolled = await aCore().then(({ enrolled: made }) => made);
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 14 }),
      fc.boolean(),
      async (steps, hasCenter) => {
        const pc = new Pc();
        let truth = NOON;
        const at = await aSeat(pc, hasCenter ? tellingTime(() => truth) : noCenter, undefined, enrolled);
        const form = aReportForm();
        const { id } = await at.agent.takeCall(form);
        let revisions = 1;
        let jumped = 0;
        for (const { kind, ms } of steps) {
          if (kind === 'pass') {
            pc.pass(ms);
            truth += ms;
          } else if (kind === 'set') {
            pc.wall += ms;
            at.desk.syncState();
            if (Math.abs(ms) >= 5_000) jumped += ms;
          } else {
            const draft = await at.agent.ask('call.revise', { id: id as never, why: 'put right' });
            expect(draft.revises?.revision).toBe(revisions);
            const filled = await at.agent.fill(draft, form);
            await at.agent.ask('call.finish', { id: filled.id, saveCount: filled.saveCount });
            revisions += 1;
          }
          if (hasCenter)
            expect(Math.abs(at.desk.centerClock.now() - truth)).toBeLessThan(5_000 * (steps.length + 1));
        }
        const records = recordsOf(at, id);
        expect(records.map(({ revision }) => revision)).toEqual(
          Array.from({ length: revisions }, (_, n) => n + 1),
        );
        const detail = await at.agent.ask('queue.detail', { id: id as never });
        expect(detail.item.revision).toBe(revisions);
        const order = detail.timeline.filter(({ what }) => what === 'finished' || what === 'revised');
        expect(order.map(({ at: madeAt }) => madeAt)).toEqual(records.map(({ finishedAt }) => finishedAt));
        expect(acts(at).reduce((sum, [act, ms]) => sum + (act === 'clock_jumped' ? Number(ms) : 0), 0)).toBe(
          jumped,
        );
        await at.seat.core.stop();
      },
    ),
    { numRuns: 25 },
  );
});

function fail(): never {
  throw new Error('Nobody is signed in');
}
