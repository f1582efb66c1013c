import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CenterComparison } from '../../../src/main/core/arrival/comparison';
import { AuditChain } from '../../../src/main/core/audit/chain';
import { AuditRepository } from '../../../src/main/core/store/repositories/audit';
import type { CenterClient, Settlement } from '../../../src/main/core/sync/ports';
import { createReceiptCheck } from '../../../src/main/core/sync/center/receipt-check';
import { ledgerText } from '../../../src/shared/center-api/ledger';
import type { PushedRecord } from '../../../src/shared/center-api/messages';
import type { RecordKey } from '../../../src/shared/center-api/receipt';
import { addDays, shanghaiDate } from '../../../src/shared/shanghai-time';
import { FakeTime } from '../../builders/sync/fake-time';
import { createSigner, record, SEAT } from '../../builders/sync/keys';
import { OwedStore } from '../../builders/sync/owed-store';
import { answer, problem } from '../../builders/sync/simulated-center';

const signer = createSigner('center-1');
const NEVER = new AbortController().signal;
const DAY_MS = 86_400_000;

/** A center that counts what it is told to hold. */
class CountingCenter {
  readonly held: (RecordKey & { day: string })[] = [];
  readonly spans: string[] = [];
  asked = 0;
  status = 200;

  constructor(private readonly time: FakeTime) {}

  readonly client: CenterClient = {
    push: () => Promise.reject(new Error('Nothing is pushed here')),
    health: () => Promise.reject(new Error('Not asked here')),
    bundle: () => Promise.reject(new Error('Not asked here')),
    changes: () => Promise.reject(new Error('Not asked here')),
    close: () => undefined,
    ledger: async ({ from, to }) => {
      this.spans.push(`${from}/${to}`);
      if (this.status !== 200) return answer(this.status, problem(this.status), { retryAfter: '600' });
      const names = [...new Set(this.held.map(({ day }) => day))]
        .filter((day) => day >= from && day <= to)
        .sort();
      const days = names.map((day) => {
        const keys = this.held.filter((each) => each.day === day);
        return {
          day,
          received: keys.length,
          digest: createHash('sha256').update(ledgerText(keys)).digest('hex'),
        };
      });
      return answer(200, {
        seatId: SEAT,
        from,
        to,
        days,
        total: this.held.length,
        centerTime: this.time.now(),
      });
    },
    ask: async (keys) => {
      this.asked += keys.length;
      const known = keys.filter((key) => this.held.some((each) => ledgerText([each]) === ledgerText([key])));
      return answer(200, { centerTime: this.time.now(), receipts: known.map((key) => signer.receipt(key)) });
    },
  };
}

function aSeat(isCarried = false) {
  const time = new FakeTime(Date.UTC(2026, 10, 23, 4));
  const store = new OwedStore();
  const center = new CountingCenter(time);
  const audit = new AuditRepository(store.db);
  const comparison = new CenterComparison({
    seatId: SEAT,
    arrival: store.arrival,
    counts: store.counts,
    center: center.client,
    isTrusted: createReceiptCheck(SEAT, [signer.key]),
    mayBeCarried: () => isCarried,
    writer: { write: (change) => change() },
    audit: new AuditChain(audit),
    clock: time,
    log: () => undefined,
  });
  /** Made so many days ago, and settled so. */
  const make = (n: number, daysAgo: number, kind: 'accepted' | 'unconfirmed' | 'owed'): PushedRecord => {
    const made = record(n);
    store.enter(made, time.now() - daysAgo * DAY_MS);
    if (kind === 'owed') return made;
    const key = { id: made.id, revision: 1, bodySha256: made.bodySha256 };
    store.outbox.claim(time.now(), 1, 1e6);
    const settlement: Settlement =
      kind === 'accepted'
        ? { ...key, kind, receipt: signer.receipt(key) }
        : { ...key, kind, cause: 'timeout', nextTryAt: time.now() + DAY_MS };
    store.outbox.settle([settlement], time.now());
    return made;
  };
  const hold = ({ id, bodySha256 }: PushedRecord, daysAgo: number, change: Partial<RecordKey> = {}) => {
    const day = shanghaiDate(time.now() - daysAgo * DAY_MS);
    center.held.push({ id, revision: 1, bodySha256, ...change, day });
  };
  return { time, store, center, comparison, audit, make, hold };
}

describe('comparing with the center’s own count', () => {
  const fate = fc.constantFrom(
    'received' as const,
    'received' as const,
    'received' as const,
    'lost' as const,
    'arrived' as const,
    'not_arrived' as const,
    'foreign' as const,
    'owed' as const,
  );
  it('names exactly what the center lost; no alarm where the answers alone were lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ fate, daysAgo: fc.nat(3) }), { maxLength: 25 }),
        async (records) => {
          const { store, center, comparison, audit, make, hold } = aSeat();
          try {
            const lost = new Set<string>();
            const owedLast = records.toSorted(
              (a, b) => Number(a.fate === 'owed') - Number(b.fate === 'owed'),
            );
            for (const [n, { fate: each, daysAgo }] of owedLast.entries()) {
              if (each === 'foreign') {
                hold(record(1_000 + n), daysAgo);
                continue;
              }
              const kind = each === 'owed' ? 'owed' : each.endsWith('arrived') ? 'unconfirmed' : 'accepted';
              const made = make(n + 1, daysAgo, kind);
              if (each === 'received' || each === 'arrived') hold(made, daysAgo);
              if (each === 'lost') lost.add(made.id);
            }
            await comparison.run(NEVER);
            expect(new Set(store.counts.lacking(-1).map(({ callId }) => callId))).toEqual(lost);
            expect([...audit.rows()].map(({ subject }) => subject).sort()).toEqual([...lost].sort());
            const has = (what: string) => records.some((each) => each.fate === what);
            const verdict = store.counts.ofAll()?.verdict;
            if (lost.size > 0) expect(verdict).toBe('lacks');
            else if (!has('foreign')) expect(verdict).toBe(has('arrived') ? 'open' : 'agrees');
            else if (!has('not_arrived') && !has('arrived')) expect(verdict).toBe('differs');
            // Nothing was taken away, and what agrees is not asked for record by record.
            expect(store.arrival.total()).toMatchObject({
              made: records.length - records.filter((each) => each.fate === 'foreign').length,
            });
            if (records.every((each) => ['received', 'owed', 'not_arrived'].includes(each.fate)))
              expect(center.asked).toBe(0);
          } finally {
            store.close();
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    [false, 1, 'differs'],
    [true, 1, 'open'],
    [true, 2, 'differs'], // more than could have been in a file
  ])(
    'what is owed and may have been carried (%s) explains as many: %i, %s',
    async (isCarried, there, verdict) => {
      const { store, comparison, make, hold } = aSeat(isCarried);
      hold(make(1, 0, 'owed'), 0);
      if (there === 2) hold(record(1_000), 0);
      await comparison.run(NEVER);
      expect(store.counts.ofAll()?.verdict).toBe(verdict);
      store.close();
    },
  );

  it('tells equal counts of different contents apart', async () => {
    const { store, comparison, make, hold } = aSeat();
    hold(make(1, 0, 'accepted'), 0, { bodySha256: 'f'.repeat(64) });
    await comparison.run(NEVER);
    expect(store.counts.ofAll()).toMatchObject({ received: 1, ownReceived: 1, verdict: 'lacks' });
    store.close();
  });

  it('goes back over all days where the sums differ, a year at a time', async () => {
    const { store, center, comparison, make, hold, time } = aSeat();
    hold(make(1, 0, 'accepted'), 0);
    make(2, 800, 'accepted');
    hold(make(3, 800, 'accepted'), 800);
    await comparison.run(NEVER);
    const today = shanghaiDate(time.now());
    expect(center.spans[0]).toBe(`${addDays(today, -30)}/${today}`);
    expect(center.spans).toHaveLength(1 + 3);
    expect(center.spans.at(-1)).toMatch(new RegExp(`^${addDays(today, -800)}/`));
    expect(store.counts.lacking(9).map(({ callId }) => callId)).toEqual([record(2).id]);
    store.close();
  });

  it('settles what turns up again, and keeps what it knew where the center does not answer', async () => {
    const { store, center, comparison, make, hold, time } = aSeat();
    const made = make(1, 0, 'accepted');
    await comparison.run(NEVER);
    expect(store.counts.countLacking()).toBe(1);
    center.status = 503;
    expect(comparison.dueInMs()).toBeGreaterThan(0);
    comparison.ask();
    expect(comparison.dueInMs()).toBe(0);
    await comparison.run(NEVER);
    expect(comparison.failure).toBe('busy');
    expect(comparison.dueInMs()).toBe(600_000); // as the center asked
    expect(store.counts.ofAll()?.verdict).toBe('lacks');
    center.status = 200;
    hold(made, 0);
    time.setBy(1);
    await comparison.run(NEVER);
    expect(comparison.failure).toBeNull();
    expect([store.counts.ofAll()?.verdict, store.counts.countLacking()]).toEqual(['agrees', 0]);
    store.close();
  });

  it('asks three minutes after receipts at the earliest, else twice an hour', async () => {
    const { store, comparison, time } = aSeat();
    expect(comparison.dueInMs()).toBe(0);
    await comparison.run(NEVER);
    expect(comparison.dueInMs()).toBe(1_800_000);
    comparison.hasNews();
    expect(comparison.dueInMs()).toBe(180_000);
    await time.pass(180_000, () => Promise.resolve());
    expect(comparison.dueInMs()).toBe(0);
    store.close();
  });
});
