import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Arrival } from '../../../src/main/core/arrival/arrival';
import { AuditChain } from '../../../src/main/core/audit/chain';
import { newCallId } from '../../../src/main/core/calls/call-id';
import { Reserve } from '../../../src/main/core/store/reserve';
import { Store } from '../../../src/main/core/store/store';
import { summaryOf } from '../../../src/main/core/store/summary';
import type { Settlement } from '../../../src/main/core/sync/ports';
import { realClock } from '../../../src/main/core/sync/timer';
import { canonicalJson } from '../../../src/shared/canonical-json';
import { formOf } from '../../../src/shared/call/finish';
import { ledgerText } from '../../../src/shared/center-api/ledger';
import { Receipt } from '../../../src/shared/center-api/receipt';
import { addDays, shanghaiDate } from '../../../src/shared/shanghai-time';
import { aBundle } from '../../builders/bundle';
import { aRecord } from '../../builders/draft';
import { anEnrolment } from '../../builders/enrolment';
import { quantile, round } from '../figures';

/** CPU time, for it holds the core's loop alone: what else the machine does is not the equation's. */
export interface ArrivalFigures {
  records: number;
  days: number;
  /** A new process' first answer: nothing of the file is in memory. */
  coldMs: number;
  /** Sums alone, as the status bar asks. */
  sumsP50Ms: number;
  sumsP95Ms: number;
  /** Sums and the recent 31 days, as the queue page asks. */
  daysP50Ms: number;
  daysP95Ms: number;
  /** The list behind a figure: one day's received, and all in quarantine. */
  dayListP95Ms: number;
  openListP95Ms: number;
  /** The list behind the largest figure: all received. */
  allListMs: number;
  /** Hashing one day, which is what holds the loop while the two sides are compared. */
  digestP95Ms: number;
}

const BATCH = 1_000;
/** Of each batch of the last days: what has no receipt. */
const OPEN = { owed: 40, unconfirmed: 10, quarantined: 5 };
const ROUNDS = 200;

/** The equation of arrival over `records` revisions on the seat's own encrypted store. */
export async function benchArrival(
  folder: string,
  records: number,
  tell: (line: string) => void,
): Promise<ArrivalFigures> {
  mkdirSync(folder, { recursive: true });
  const options = { file: join(folder, 'seat.db'), key: randomBytes(32), nativeBinding: null, salt: null };
  const open = () => Store.open(options, new Reserve(join(folder, 'reserve'), 4096));
  const store = open();
  await enrolInto(store);
  tell(`arrival: writing ${records} revisions`);
  const last = fill(store, records);
  store.close();

  const again = open();
  const arrival = new Arrival({
    arrival: again.arrival,
    centerCounts: again.centerCounts,
    outbox: again.outbox,
    comparison: undefined,
    writer: again,
    audit: new AuditChain(again.audit),
    clock: { ...realClock, now: () => last },
    announce: () => undefined,
    wakeSync: () => undefined,
  });
  const [coldMs = 0] = times(1, () => arrival.proof(true));
  const sums = times(ROUNDS, () => arrival.proof(false));
  const days = times(ROUNDS, () => arrival.proof(true));
  const query = { agentId: null, states: [], search: '', onlyUnreviewed: false, offset: 0, limit: 50 };
  const list = (part: 'received' | 'quarantined', day: string | null) =>
    again.queue.list({ ...query, arrival: { part, day } });
  const day = (round: number) => addDays(shanghaiDate(last), -1 - (round % 30));
  const figures = {
    records,
    days: new Set(Array.from({ length: records }, (_, number) => shanghaiDate(madeAt(number)))).size,
    coldMs: round(coldMs),
    sumsP50Ms: round(quantile(sums, 0.5)),
    sumsP95Ms: round(quantile(sums, 0.95)),
    daysP50Ms: round(quantile(days, 0.5)),
    daysP95Ms: round(quantile(days, 0.95)),
    dayListP95Ms: round(
      quantile(
        times(ROUNDS, (at) => list('received', day(at))),
        0.95,
      ),
    ),
    openListP95Ms: round(
      quantile(
        times(ROUNDS, () => list('quarantined', null)),
        0.95,
      ),
    ),
    allListMs: round(
      quantile(
        times(5, () => list('received', null)),
        0.5,
      ),
    ),
    digestP95Ms: round(
      quantile(
        times(ROUNDS, (at) =>
          createHash('sha256')
            .update(ledgerText(again.arrival.receivedKeys(day(at))))
            .digest('hex'),
        ),
        0.95,
      ),
    ),
  };
  again.close();
  return figures;
}

function times(rounds: number, act: (round: number) => unknown): number[] {
  return Array.from({ length: rounds }, (_, at) => {
    const before = process.cpuUsage();
    act(at);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
}

/** 360 a day. */
const madeAt = (number: number): number => Date.UTC(2024, 0, 1) + number * 240_000;

async function enrolInto(store: Store): Promise<void> {
  const { enrolment } = await anEnrolment();
  store.write(() => {
    store.people.replaceRoster(enrolment.people);
    const { version, effectiveFrom } = aBundle();
    store.bundles.add({ version, effectiveFrom }, enrolment.bundle, 0);
  });
}

function fill(store: Store, records: number): number {
  const template = aRecord();
  for (let done = 0; done < records; done += BATCH) {
    const isLast = done + BATCH >= records;
    store.write(() => {
      for (let number = done; number < Math.min(records, done + BATCH); number += 1) {
        const finishedAt = madeAt(number);
        const record = {
          ...template,
          id: newCallId(finishedAt - 200_000),
          localNumber: `ZZ01-20240101-${String(number).padStart(6, '0')}`,
          startedAt: finishedAt - 200_000,
          finishedAt,
        };
        const body = canonicalJson(record);
        const bodySha256 = createHash('sha256').update(body, 'utf8').digest('hex');
        store.calls.addRevision(
          { record, body, bodySha256 },
          summaryOf(formOf(record), record.localNumber, aBundle()),
        );
      }
    });
    settle(
      store,
      madeAt(Math.min(records, done + BATCH)),
      isLast ? OPEN : { owed: 0, unconfirmed: 0, quarantined: 0 },
    );
  }
  store.wipeLog();
  return madeAt(records);
}

function settle(store: Store, now: number, open: typeof OPEN): void {
  const claimed = store.outbox.claim(now, BATCH, Number.MAX_SAFE_INTEGER);
  const settlements = claimed.map(({ id, revision, bodySha256 }, index): Settlement => {
    const key = { id, revision, bodySha256 };
    if (index < open.owed) return { ...key, kind: 'retry', cause: 'busy', nextTryAt: now };
    if (index < open.owed + open.unconfirmed)
      return { ...key, kind: 'unconfirmed', cause: 'timeout', nextTryAt: now };
    if (index < open.owed + open.unconfirmed + open.quarantined) {
      return { ...key, kind: 'quarantined', problem: { type: 'about:blank', title: 'refused', status: 422 } };
    }
    const receipt = Receipt.parse({
      recordId: id,
      revision,
      bodySha256,
      seatId: 'ZZ01',
      centerNumber: `HN20240101-${id.slice(-6)}`,
      receivedAt: now,
      keyId: 'sign-2026',
      signature: 'A'.repeat(88),
    });
    return { ...key, kind: 'accepted', receipt };
  });
  store.outbox.settle(settlements, now);
}
