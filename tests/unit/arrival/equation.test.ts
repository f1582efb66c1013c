import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PushedRecord } from '../../../src/shared/center-api/messages';
import {
  ArrivalPart,
  closes,
  minus,
  NOTHING_MADE,
  plus,
  type ArrivalCounts,
} from '../../../src/shared/queue/arrival';
import { shanghaiDate } from '../../../src/shared/shanghai-time';
import { LONGEST_WAIT_MS } from '../../../src/main/core/store/repositories/outbox';
import type { Settlement } from '../../../src/main/core/sync/ports';
import { callId, createSigner, record, sha256 } from '../../builders/sync/keys';
import { OwedStore } from '../../builders/sync/owed-store';

const START = Date.UTC(2026, 10, 20, 15, 50); // ten minutes before midnight in Shanghai
const MINUTE = 60_000;
const signer = createSigner('center-1');

type Step =
  | { do: 'finish' }
  | { do: 'revise'; which: number }
  | { do: 'claim'; count: number }
  | { do: 'settle'; kinds: readonly ('accepted' | 'retry' | 'unconfirmed' | 'quarantined')[] }
  | { do: 'crash' }
  | { do: 'insist'; which: number }
  | { do: 'lose'; which: number }
  | { do: 'stage'; which: number; stage: 'reviewed' | 'returned' }
  | { do: 'give_up'; count: number }
  | { do: 'wait'; minutes: number };

const which = fc.nat(1_000);
const kind = fc.constantFrom(
  'accepted' as const,
  'retry' as const,
  'unconfirmed' as const,
  'quarantined' as const,
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'finish' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('revise' as const), which }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('claim' as const), count: fc.integer({ min: 1, max: 5 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      kinds: fc.array(kind, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'crash' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('insist' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('stage' as const),
      which,
      stage: fc.constantFrom('reviewed' as const, 'returned' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('give_up' as const), count: fc.integer({ min: 1, max: 5 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 900 }) }),
  },
);

type Where = 'owed' | 'sending' | 'doubted' | 'unconfirmed' | 'quarantined' | 'received';
interface Known {
  record: PushedRecord;
  day: string;
  where: Where;
}

/** The same story told twice: to the store, and to a plain list that cannot be wrong. */
class Story {
  readonly store = new OwedStore();
  readonly known: Known[] = [];
  now = START;
  private calls = 0;

  take(next: Step): void {
    const { store, known } = this;
    switch (next.do) {
      case 'finish':
        return this.enter(record((this.calls += 1)));
      case 'revise': {
        if (this.calls === 0) return;
        const id = callId(1 + (next.which % this.calls));
        const revision = known.filter((each) => each.record.id === id).length + 1;
        const body = `{"revision":${String(revision)},"of":"${id}"}`;
        return this.enter({ id, revision, body, bodySha256: sha256(body) });
      }
      case 'claim':
        for (const { id, revision } of store.outbox.claim(this.now, next.count, 1e6)) {
          const found = this.find(id, revision);
          found.where = found.where === 'unconfirmed' ? 'doubted' : 'sending';
        }
        return;
      case 'settle': {
        const flying = known.filter(({ where }) => where === 'sending' || where === 'doubted');
        const settled = flying.slice(0, next.kinds.length);
        const settlements = settled.map((each, index) =>
          settlementOf(each.record, next.kinds[index] ?? 'retry', this.now),
        );
        store.outbox.settle(settlements, this.now);
        for (const [index, each] of settled.entries()) each.where = AFTER[next.kinds[index] ?? 'retry'];
        return;
      }
      case 'crash':
        store.outbox.recoverInterrupted(this.now);
        for (const each of known)
          if (each.where === 'sending' || each.where === 'doubted') each.where = 'unconfirmed';
        return;
      case 'insist': {
        if (this.calls === 0) return;
        const id = callId(1 + (next.which % this.calls));
        store.outbox.makeDue(id, this.now);
        const latest = known.filter((each) => each.record.id === id).at(-1);
        if (latest?.where === 'quarantined') latest.where = 'owed';
        return;
      }
      case 'lose': {
        const received = known.filter(({ where }) => where === 'received');
        const lost = received[next.which % Math.max(1, received.length)];
        if (lost === undefined) return;
        store.handInAgain(known.indexOf(lost) + 1, this.now);
        lost.where = 'owed';
        return;
      }
      case 'stage':
        if (this.calls === 0) return;
        store.stage(callId(1 + (next.which % this.calls)), next.stage);
        return;
      case 'give_up':
        // A disk that failed at the last moment: all of it is taken back.
        expect(() =>
          store.write(() => {
            store.outbox.claim(this.now, next.count, 1e6);
            store.outbox.recoverInterrupted(this.now);
            throw new Error('no room');
          }),
        ).toThrow('no room');
        return;
      case 'wait':
        this.now += next.minutes * MINUTE;
    }
  }

  private enter(entered: PushedRecord): void {
    this.store.enter(entered, this.now);
    this.known.push({ record: entered, day: shanghaiDate(this.now), where: 'owed' });
  }

  private find(id: string, revision: number): Known {
    const found = this.known.find((each) => each.record.id === id && each.record.revision === revision);
    if (found === undefined) throw new Error('Claimed what was never made');
    return found;
  }

  counts(day?: string): ArrivalCounts {
    const own = this.known.filter((each) => day === undefined || each.day === day);
    const of = (...where: Where[]) => own.filter((each) => where.includes(each.where)).length;
    const isPutRight = ({ record: { id, revision } }: Known) =>
      this.known.some(
        (each) => each.record.id === id && each.record.revision > revision && each.where === 'received',
      );
    return {
      made: own.length,
      received: of('received'),
      owed: of('owed', 'sending'),
      unconfirmed: of('unconfirmed', 'doubted'),
      quarantined: of('quarantined'),
      superseded: own.filter((each) => each.where === 'quarantined' && isPutRight(each)).length,
      lost: 0,
    };
  }

  partOf({ where }: Known): ArrivalPart {
    if (where === 'sending') return 'owed';
    return where === 'doubted' ? 'unconfirmed' : where;
  }
}

const AFTER = {
  accepted: 'received',
  retry: 'owed',
  unconfirmed: 'unconfirmed',
  quarantined: 'quarantined',
} as const;

let receipts = 0;
function settlementOf(sent: PushedRecord, kind: keyof typeof AFTER, now: number): Settlement {
  const { id, revision, bodySha256 } = sent;
  const key = { id, revision, bodySha256 };
  switch (kind) {
    case 'accepted':
      receipts += 1;
      return { ...key, kind, receipt: signer.receipt(key, { receivedAt: now + receipts }) };
    case 'retry':
    case 'unconfirmed':
      return { ...key, kind, cause: 'timeout', nextTryAt: now };
    case 'quarantined':
      return { ...key, kind, problem: { type: 'about:blank', title: 'refused', status: 422 } };
  }
}

function check(story: Story): void {
  const { store, known } = story;
  const total = store.arrival.total();
  expect(total).toEqual(story.counts());
  expect(closes(total)).toBe(true);
  const made = [...new Set(known.map(({ day }) => day))].sort().reverse();
  const days = store.arrival.days({ from: '2026-01-01', to: '2027-12-31' });
  expect(days).toEqual(made.map((day) => ({ day, counts: story.counts(day) })));
  expect(days.reduce((sum, { counts }) => plus(sum, counts), NOTHING_MADE)).toEqual(total);
  const open = new Set(known.filter(({ where }) => where !== 'received').map(({ day }) => day));
  expect(store.arrival.daysWithOpen()).toEqual([...open].sort().reverse());
  expect(store.facts()).toMatchObject({ finished: total.made, received: total.received, unknown: 0 });
  checkSums(story);
}

/** What is kept is what is counted: by the rows of the tables themselves, and by the plain list. */
function checkSums({ store, known, now }: Story): void {
  expect(store.sums.amiss()).toEqual([]);
  const { owed, oldest, next } = store.db
    .prepare<[], { owed: number; oldest: number | null; next: number | null }>(
      `select count(*) as owed, min(queued_at) as oldest, min(iif(delivery = 'sending', null, next_try_at)) as next
      from outbox where delivery <> 'quarantined'`,
    )
    .get() ?? { owed: -1, oldest: null, next: null };
  expect(store.outbox.summary()).toMatchObject({ owed, oldestOwedAt: oldest, nextTryAt: next });
  const due = store.db
    .prepare<[number, number], string>(
      `select call_id || '/' || revision from outbox where delivery in ('owed', 'unconfirmed')
        and (next_try_at <= ? or next_try_at > ?) order by tries, seq limit 3`,
    )
    .pluck()
    .all(now, now + LONGEST_WAIT_MS);
  store.db.exec('begin');
  expect(store.outbox.claim(now, 3, 1e6).map(({ id, revision }) => `${id}/${revision}`)).toEqual(due);
  store.db.exec('rollback');
  const states = store.db
    .prepare<[], { state: string; n: number }>('select state, count(*) as n from queue_items group by 1')
    .all();
  const counted = store.queue.countByState(null).map(({ state, count }) => [state, count]);
  expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(states.map(({ state, n }) => [state, n])));
  const toReview = { agentId: null, states: [], search: '', onlyUnreviewed: true, offset: 0, limit: 1 };
  expect(store.queue.list(toReview).total).toBe(
    store.db.prepare<[], number>("select count(*) from calls where stage = 'finished'").pluck().get(),
  );
  expect(known.length).toBe(store.facts().finished);
}

/** Each figure opens exactly the calls that it counts. */
function checkDrill(story: Story): void {
  const { store, known } = story;
  for (const day of [null, known[0]?.day ?? '2026-11-20', known.at(-1)?.day ?? '2026-11-20']) {
    for (const part of [null, ...ArrivalPart.options]) {
      const wanted = known.filter(
        (each) => (day === null || each.day === day) && (part === null || story.partOf(each) === part),
      );
      const calls = [...new Set(wanted.map((each) => each.record.id as string))].sort().reverse();
      const query = { agentId: null, states: [], search: '', onlyUnreviewed: false, offset: 0, limit: 200 };
      const { rows, total } = store.queue.list({ ...query, arrival: { day, part } });
      expect([rows.map(({ id }) => id), total]).toEqual([calls, calls.length]);
      const short = store.queue.list({ ...query, limit: 1, arrival: { day, part } });
      expect([part, short.total]).toEqual([part, calls.length]);
    }
  }
}

describe('the equation of arrival', () => {
  it('closes after whatever happened to the outbox, in all and on each day, and each figure opens its calls', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const story = new Story();
        try {
          for (const each of steps) {
            story.take(each);
            check(story);
          }
          checkDrill(story);
        } finally {
          story.store.close();
        }
      }),
      { numRuns: 60 },
    );
  });

  function aStory(steps: readonly Step[]): Story {
    const story = new Story();
    onTestFinished(() => story.store.close());
    for (const each of steps) story.take(each);
    return story;
  }

  it('shows a lost trace where an outbox row is gone without a receipt, on its day too', () => {
    const story = aStory([{ do: 'finish' }, { do: 'wait', minutes: 30 }, { do: 'finish' }]);
    const { db, arrival, queue } = story.store;
    expect(() => db.exec('delete from outbox where seq = 2')).toThrow('law: owed until received');
    db.exec('drop trigger outbox_owes; drop trigger outbox_settled; delete from outbox where seq = 2');
    const total = arrival.total();
    expect(total).toMatchObject({ made: 2, owed: 1, lost: 1 });
    expect(closes(total)).toBe(false);
    expect(arrival.daysWithOpen()).toEqual(['2026-11-21', '2026-11-20']);
    expect(arrival.days({ from: '2026-11-21', to: '2026-11-21' })[0]?.counts).toMatchObject({
      made: 1,
      lost: 1,
    });
    const query = { agentId: null, states: [], search: '', onlyUnreviewed: false, offset: 0, limit: 5 };
    expect(queue.list({ ...query, arrival: { day: null, part: 'lost' } }).rows.map(({ id }) => id)).toEqual([
      callId(2),
    ]);
  });

  it('shows it where the kept sums never heard of it, once they are held to their rows', () => {
    const story = aStory([{ do: 'finish' }, { do: 'wait', minutes: 30 }, { do: 'finish' }]);
    const { db, arrival, sums, write } = story.store;
    db.exec('drop trigger outbox_owes; drop trigger outbox_settled; drop trigger outbox_counted_off');
    db.exec('delete from outbox where seq = 2');
    expect(sums.amiss()).toEqual(['arrival_days']);
    write(() => sums.recount());
    expect(sums.amiss()).toEqual([]);
    expect(arrival.total()).toMatchObject({ made: 2, owed: 1, lost: 1 });
    expect(arrival.days({ from: '2026-11-20', to: '2026-11-21' }).map(({ counts }) => counts)).toMatchObject([
      { made: 1, owed: 0, lost: 1 },
      { made: 1, owed: 1, lost: 0 },
    ]);
    expect(arrival.daysWithOpen()).toEqual(['2026-11-21', '2026-11-20']);
  });

  it('shows it where a receipt is gone', () => {
    const story = aStory([
      { do: 'finish' },
      { do: 'claim', count: 1 },
      { do: 'settle', kinds: ['accepted'] },
    ]);
    const { db, arrival } = story.store;
    expect(() => db.exec('delete from receipts')).toThrow('law: receipts stay');
    db.exec('drop trigger receipts_stay; delete from receipts');
    expect(arrival.total()).toMatchObject({ made: 1, received: 0, lost: 1 });
  });

  it('owes nothing twice: only what the center lacks can be handed in again', () => {
    const story = aStory([
      { do: 'finish' },
      { do: 'claim', count: 1 },
      { do: 'settle', kinds: ['accepted'] },
    ]);
    const { store } = story;
    expect(() => store.outbox.handInAgain(1, START)).toThrow('law: received once');
    story.take({ do: 'lose', which: 0 });
    expect(store.queue.find(callId(1))?.state).toBe('waiting');
    story.take({ do: 'claim', count: 1 });
    story.take({ do: 'settle', kinds: ['accepted'] });
    expect(store.queue.find(callId(1))?.state).toBe('accepted');
    expect(store.queue.receiptsOf(callId(1))).toHaveLength(2);
    expect(store.counts.countLacking()).toBe(0);
    for (const table of ['center_lacks', 'later_receipts']) {
      expect(() => store.db.exec(`delete from ${table}`)).toThrow('law:');
    }
    expect(() => store.db.exec("update later_receipts set center_number = 'x'")).toThrow(
      'law: receipts are fixed',
    );
  });

  it('adds and takes away part by part', () => {
    const some: ArrivalCounts = {
      made: 7,
      received: 3,
      owed: 1,
      unconfirmed: 1,
      quarantined: 2,
      superseded: 1,
      lost: 0,
    };
    expect(minus(plus(some, some), some)).toEqual(some);
    expect(closes({ ...some, received: 4 })).toBe(false);
    expect(closes({ ...some, superseded: 3 })).toBe(false);
  });
});
