import type Database from 'better-sqlite3';
import { NOTHING_MADE, type ArrivalCounts, type ArrivalFilter } from '../../../../../shared/queue/arrival';
import type { RecordKey } from '../../../../../shared/center-api/receipt';
import { endOfShanghaiDay, startOfShanghaiDay } from '../../../../../shared/shanghai-time';

/** Both days counted, `YYYY-MM-DD`. */
export interface DaySpan {
  from: string;
  to: string;
}

type Bounds = { from: number; to: number };

const ALL: Bounds = { from: -Infinity, to: Infinity };
const DAY_MS = 86_400_000;

/** A lost answer stays in doubt while it is asked about. */
const IN_DOUBT = "(o.delivery = 'unconfirmed' or (o.delivery = 'sending' and o.is_unconfirmed = 1))";
/** What is owed again, because the center lost it, is owed: a row in the outbox outweighs the receipt. */
const PARTS = {
  received: 'o.seq is null and x.seq is not null',
  owed: `o.delivery in ('owed', 'sending') and not ${IN_DOUBT}`,
  unconfirmed: IN_DOUBT,
  quarantined: "o.delivery = 'quarantined'",
  lost: 'o.seq is null and x.seq is null',
} as const;
/** Put right by a later revision that the center has. */
const SUPERSEDED = `o.delivery = 'quarantined' and exists (
  select 1 from revisions later join receipts on receipts.seq = later.seq
  where later.call_id = o.call_id and later.revision > o.revision
    and not exists (select 1 from outbox where seq = later.seq))`;

const MADE = `revisions r indexed by revisions_made left join outbox o on o.seq = r.seq
  left join receipts x on x.seq = r.seq where r.made_at between :from and :to`;
/** Kept for each day by triggers. */
const KEPT = ['made', 'receipts', 'owed', 'unconfirmed', 'quarantined', 'again'] as const;
const sumOf = (name: string, what: string): string => `coalesce(sum(${what}), 0) as ${name}`;

/** What triggers keep of a day, or of all. */
type Kept = { receipts: number; again: number } & Omit<ArrivalCounts, 'received' | 'superseded' | 'lost'>;

/**
 * The equation of arrival, told by sums that are kept in the transaction that changes their rows (migration 0020): it costs the
 * same however much is owed. Each term has a sum of its own, so that what is in neither receipts nor outbox comes out as lost;
 * the reader holds the sums to their rows at each start (`arrival/held-sums.ts`).
 */
export class ArrivalEquation {
  private readonly kept: Database.Statement<[], Kept>;
  private readonly keptDays: Database.Statement<[Bounds], Kept & { day: number }>;
  private readonly superseded: Database.Statement<[], { count: number }>;
  private readonly supersededOfDay: Database.Statement<[Bounds], { count: number }>;
  private readonly openDays: Database.Statement<[], { day: number }>;
  private readonly ends: Database.Statement<[], { first: number | null; last: number | null }>;
  private readonly keys: Database.Statement<[Bounds], RecordKey & { seq: number }>;
  private readonly newest: Database.Statement<[], { centerNumber: string; receivedAt: number }>;
  private readonly inOneRead: (read: () => unknown) => unknown;

  constructor(db: Database.Database) {
    this.kept = db.prepare(`select ${KEPT.map((name) => sumOf(name, name)).join(', ')} from arrival_days`);
    this.keptDays = db.prepare(`select day, ${KEPT.join(', ')} from arrival_days
      where made > 0 and day between (:from + 28800000) / 86400000 and (:to + 28800000) / 86400000 order by day desc`);
    // What the center refused for good is little: a person looks after each.
    this.superseded = db.prepare(
      `select count(*) as count from outbox o indexed by outbox_next where ${SUPERSEDED}`,
    );
    this.supersededOfDay = db.prepare(`select count(*) as count
      from outbox o indexed by outbox_next cross join revisions r on r.seq = o.seq
      where ${SUPERSEDED} and r.made_at between :from and :to`);
    this.openDays = db.prepare(`select day from arrival_days
      where owed + unconfirmed + quarantined > 0 or made <> receipts - again + owed + unconfirmed + quarantined
      order by day desc`);
    this.ends = db.prepare(
      'select (select min(made_at) from revisions) as first, (select max(made_at) from revisions) as last',
    );
    this.keys = db.prepare(`select r.seq, r.call_id as id, r.revision, x.body_sha256 as bodySha256
      from ${MADE} and ${PARTS.received}`);
    this.newest = db.prepare(`select center_number as centerNumber, received_at as receivedAt
      from receipts order by stored_at desc, seq desc limit 1`);
    this.inOneRead = db.transaction((read: () => unknown) => read());
  }

  /** Runs several reads over one state of the store. */
  atOnce<T>(read: () => T): T {
    return this.inOneRead(read) as T;
  }

  total(): ArrivalCounts {
    const kept = this.kept.get();
    return kept === undefined ? NOTHING_MADE : countsOf(kept, () => this.superseded.get()?.count ?? 0);
  }

  /** Days of the span on which something was made, latest first. */
  days(span: DaySpan): { day: string; counts: ArrivalCounts }[] {
    return this.keptDays.all(boundsOf(span)).map(({ day: number, ...kept }) => {
      const day = dateOf(number);
      const putRight = () => this.supersededOfDay.get(boundsOf({ from: day, to: day }))?.count ?? 0;
      return { day, counts: countsOf(kept, putRight) };
    });
  }

  /** Days on which something made has not arrived, latest first: owed, in doubt, in quarantine, or without a trace. */
  daysWithOpen(): string[] {
    return this.openDays.all().map(({ day }) => dateOf(day));
  }

  /** First and last day on which anything was made; null: nothing was. */
  span(): DaySpan | null {
    const { first, last } = this.ends.get() ?? { first: null, last: null };
    return first === null || last === null ? null : { from: dateOf(dayOf(first)), to: dateOf(dayOf(last)) };
  }

  /** What this seat holds a receipt of that was made on a day, with its number in the store. */
  receivedKeys(day: string): (RecordKey & { seq: number })[] {
    return this.keys.all(boundsOf({ from: day, to: day }));
  }

  lastReceipt(): { centerNumber: string; receivedAt: number } | null {
    return this.newest.get() ?? null;
  }
}

/** What is owed again, because the center lost it, is owed and not received. */
function countsOf({ receipts, again, ...kept }: Kept, countPutRight: () => number): ArrivalCounts {
  const { made, owed, unconfirmed, quarantined } = kept;
  const received = receipts - again;
  const superseded = quarantined === 0 ? 0 : countPutRight();
  return { ...kept, received, superseded, lost: made - received - owed - unconfirmed - quarantined };
}

/** SQL that says of a row of `calls` that is not simply accepted whether some revision of it was received. */
export const IS_PARTLY_RECEIVED = `id in (
  select r.call_id from outbox open cross join revisions r on r.call_id = open.call_id
    left join outbox o on o.seq = r.seq left join receipts x on x.seq = r.seq
  where ${PARTS.received})`;

/**
 * SQL that says of a row of `calls` whether it has a revision in the filter's part; it takes `:from` and `:to`. Of all
 * days the long parts are told by how the call stands: only a call with something in the outbox can be both.
 */
export function isCallIn({ part, day }: ArrivalFilter): string {
  const made = day === null ? MADE.replace(' indexed by revisions_made', '') : MADE;
  const within = 'r.made_at between :from and :to';
  switch (part) {
    case null:
      return day === null
        ? within.replace('r.made_at', '0')
        : `id in (select r.call_id from revisions r indexed by revisions_made where ${within})`;
    case 'received':
      return day === null
        ? `0 between :from and :to and (delivery = 'accepted' or ${IS_PARTLY_RECEIVED})`
        : `id in (select r.call_id from ${made} and ${PARTS.received})`;
    case 'lost':
      return `id in (select r.call_id from ${made} and ${PARTS.lost})`;
    case 'owed':
    case 'unconfirmed':
    case 'quarantined':
      // From the outbox: it is short where the table of revisions is long, and a revision lies beside its whole text.
      return day === null
        ? `0 between :from and :to and id in (select o.call_id from outbox o where ${PARTS[part]})`
        : `id in (select o.call_id from outbox o cross join revisions r on r.seq = o.seq
          where ${within} and ${PARTS[part]})`;
  }
}

export function boundsOfFilter({ day }: ArrivalFilter): Bounds {
  return day === null ? ALL : boundsOf({ from: day, to: day });
}

function boundsOf({ from, to }: DaySpan): Bounds {
  return { from: startOfShanghaiDay(from), to: endOfShanghaiDay(to) };
}

function dayOf(at: number): number {
  return Math.floor((at + 28_800_000) / DAY_MS);
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
