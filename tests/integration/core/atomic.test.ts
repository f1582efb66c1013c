import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Settlement } from '../../../src/main/core/sync/ports';
import type { Store } from '../../../src/main/core/store/store';
import { aCore, type RunningCore } from '../../builders/core';
import { aConsultationForm, aReportForm } from '../../builders/draft';
import { AGENT, AGENT_2, SUPERVISOR } from '../../builders/enrolment';

function storeOf(seat: RunningCore): Store {
  const store = seat.core.desk()?.store;
  if (store === undefined) throw new Error('The store is shut');
  return store;
}

const PARTS = [
  ['the call', (store: Store) => store.calls, 'addRevision'],
  ['the draft’s end', (store: Store) => store.drafts, 'delete'],
  ['the audit row', (store: Store) => store.audit, 'insert'],
] as const;

test.each(PARTS)(
  'a finish that breaks at %s leaves everything as it was (one transaction)',
  async (_, of, method) => {
    const seat = await aCore();
    const agent = await seat.signedIn();
    const draft = await agent.fill(await agent.ask('call.start', {}), aReportForm({ isNamed: true }));
    const store = storeOf(seat);
    const target = of(store) as unknown as Record<string, unknown>;
    const whole = target[method] as (...args: unknown[]) => unknown;
    // Does its work, then fails: what came before must be taken back.
    target[method] = (...args: unknown[]) => {
      whole.apply(target, args);
      throw new Error('power cut');
    };
    const input = { id: draft.id, saveCount: draft.saveCount };
    const before = [store.conservation(), store.audit.head(), await agent.ask('draft.get', { id: draft.id })];
    expect(await agent.codeOf('call.finish', input)).toBe('internal');
    expect([
      store.conservation(),
      store.audit.head(),
      await agent.ask('draft.get', { id: draft.id }),
    ]).toEqual(before);
    target[method] = whole;
    expect(await agent.ask('call.finish', input)).toMatchObject({ kind: 'finished' });
    expect(store.conservation()).toMatchObject({ finished: 1, owed: 1, unknown: 0 });
  },
);

test('a disk that fails under a save: answered as that, and the core asks to be begun anew', async () => {
  const broken: string[] = [];
  const seat = await aCore({ onBroken: (reason) => broken.push(reason) });
  const agent = await seat.signedIn();
  const drafts = storeOf(seat).drafts as unknown as { insert: () => void };
  drafts.insert = () => {
    throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC');
  };
  expect(await agent.codeOf('call.start', {})).toBe('store_failed');
  expect(broken).toEqual(['io_error']);
});

type Act =
  | 'start'
  | 'finish'
  | 'hangUp'
  | 'claim'
  | 'accept'
  | 'refuse'
  | 'lose'
  | 'crash'
  | 'return'
  | 'confirm'
  | 'revise'
  | 'retry';
const ACTS: readonly Act[] = [
  'start',
  'start',
  'finish',
  'finish',
  'hangUp',
  'claim',
  'claim',
  'accept',
  'accept',
  'refuse',
  'lose',
  'crash',
  'return',
  'confirm',
  'revise',
  'retry',
];

test('whatever happens in whatever order: counts add up, each call is in one state, nothing is owed to nobody (D14)', async () => {
  const seat = await aCore({ timer: { after: () => () => undefined } });
  const people = [await seat.signedIn(AGENT.id), await seat.signedIn(AGENT_2.id)] as const;
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const store = storeOf(seat);
  const list = { states: [], search: '', onlyUnreviewed: false, offset: 0, limit: 200 };
  let claimed: ReturnType<Store['outbox']['claim']> = [];
  const settle = (make: (each: (typeof claimed)[number]) => object) => {
    const [first, ...rest] = claimed;
    claimed = rest;
    if (first) store.outbox.settle([{ ...keyOf(first), ...make(first) } as Settlement], Date.now());
  };
  const keyOf = ({ id, revision, bodySha256 }: (typeof claimed)[number]) => ({ id, revision, bodySha256 });

  async function act(name: Act, pick: number): Promise<void> {
    const who = people[pick % 2] as (typeof people)[number];
    const drafts = await who.ask('draft.list', {});
    const draft = drafts[pick % Math.max(1, drafts.length)];
    const { items } = await supervisor.ask('queue.list', list);
    const item = items[pick % Math.max(1, items.length)];
    switch (name) {
      case 'start': {
        const open = drafts.some((each) => each.revises === null);
        expect(await who.codeOf('call.start', {})).toBe(open ? 'open_calls' : 'ok');
        return;
      }
      case 'finish':
      case 'hangUp': {
        if (draft === undefined) return;
        const hungUpAt = name === 'hangUp' ? Date.now() : null;
        const form = draft.revises ? draft.form : pick % 3 === 0 ? aConsultationForm() : aReportForm();
        const filled = await who.fill(draft, form, { hungUpAt });
        if (name === 'finish')
          await who.answer('call.finish', { id: filled.id, saveCount: filled.saveCount });
        return;
      }
      case 'claim':
        if (claimed.length === 0) claimed = store.outbox.claim(Date.now(), 3, 1e6);
        return;
      case 'accept':
        return settle((each) => ({
          kind: 'accepted',
          receipt: {
            recordId: each.id,
            revision: each.revision,
            bodySha256: each.bodySha256,
            seatId: 'ZZ01',
            centerNumber: `HN-${each.id.slice(-4)}`,
            receivedAt: 1,
            keyId: 'k',
            signature: 'A'.repeat(88),
          },
        }));
      case 'refuse':
        return settle(() => ({ kind: 'quarantined', problem: { type: 'x', title: 'y', status: 422 } }));
      case 'lose':
        return settle(() => ({ kind: pick % 2 ? 'unconfirmed' : 'retry', cause: 'timeout', nextTryAt: 0 }));
      case 'crash':
        if (pick % 3 !== 0) return;
        claimed = [];
        store.outbox.recoverInterrupted(Date.now());
        return;
      case 'return':
      case 'confirm': {
        const verdict = name === 'return' ? 'returned' : 'confirmed';
        if (item) await supervisor.answer('review.add', { id: item.id, verdict, remark: '请补充' });
        return;
      }
      case 'revise':
        if (item) await who.answer('call.revise', { id: item.id, why: '补正' });
        return;
      case 'retry':
        store.outbox.makeDue(item?.id ?? null, Date.now());
    }
  }

  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...ACTS), fc.nat(50)), { minLength: 20, maxLength: 40 }),
      async (steps) => {
        for (const [name, pick] of steps) await act(name, pick);
        const counts = await supervisor.ask('queue.counts', {});
        const { items, total } = await supervisor.ask('queue.list', list);
        expect(Object.values(counts.byState).reduce((sum, count) => sum + count, 0)).toBe(counts.all);
        expect(total).toBe(counts.all);
        expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
        const own = await Promise.all(people.map((person) => person.ask('queue.counts', {})));
        expect(own.reduce((sum, each) => sum + each.all, 0)).toBe(counts.all);
        const law = store.conservation();
        expect(law.finished).toBe(law.received + law.owed + law.quarantined);
        expect(law.unknown).toBe(0);
        for (const item of items) {
          // 已受理 is only what has a receipt for its latest revision.
          const { revisions } = await supervisor.ask('queue.detail', { id: item.id });
          const isReceived = revisions.at(-1)?.receipt != null;
          if (item.state === 'accepted' || item.state === 'returned') expect(isReceived).toBe(true);
        }
      },
    ),
    { numRuns: 25 },
  );
  const { byState } = await supervisor.ask('queue.counts', {});
  expect(Object.values(byState).filter((count) => count > 0).length).toBeGreaterThanOrEqual(4);
}, 60_000);
