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
/** Shanghai's calendar day as a whole number. */
const DAY = '(made_at + 28800000) / 86400000';

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
const sumOf = (name: string, what: string): string => `coalesce(sum(${what}), 0) as ${name}`;
const SUMS = [...Object.entries(PARTS), ['superseded', SUPERSEDED] as const].map(([name, what]) =>
  sumOf(name, what),
);

/** The equation of arrival, read from the rows themselves: it has no numbers of its own that could drift from them. */
export class ArrivalEquation {
  private readonly everything: Database.Statement<[], ArrivalCounts>;
  private readonly madePerDay: Database.Statement<[Bounds], { day: number; made: number }>;
  private readonly perDay: Database.Statement<[Bounds], ArrivalCounts & { day: number }>;
  private readonly openDays: Database.Statement<[], { day: number }>;
  private readonly lostDays: Database.Statement<[], { day: number }>;
  private readonly ends: Database.Statement<[], { first: number | null; last: number | null }>;
  private readonly keys: Database.Statement<[Bounds], RecordKey & { seq: number }>;
  private readonly newest: Database.Statement<[], { centerNumber: string; receivedAt: number }>;
  private readonly inOneRead: (read: () => unknown) => unknown;
  /** Days of which everything was found to have arrived. Nothing made or received is ever taken away (laws in SQL). */
  private readonly arrived = new Map<number, number>();

  constructor(db: Database.Database) {
    // Receipts and outbox rows are of revisions, each at most once (primary and foreign keys), so that the sums of whole
    // tables say what no trace is left of. One statement: one moment.
    this.everything = db.prepare(`
      with waiting as (
        select count(*) as rows, coalesce(sum(x.seq is not null), 0) as again,
          ${['owed', 'unconfirmed', 'quarantined'].map((part) => sumOf(part, PARTS[part as 'owed'])).join(', ')},
          ${sumOf('superseded', SUPERSEDED)}
        from outbox o left join receipts x on x.seq = o.seq
      ), counted as (
        select (select count(*) from revisions) as made, (select count(*) from receipts) as receipts
      )
      select made, receipts - again as received, owed, unconfirmed, quarantined, superseded,
        made - (receipts - again) - rows as lost
      from waiting, counted`);
    this.madePerDay = db.prepare(`select ${DAY} as day, count(*) as made
      from revisions indexed by revisions_made where made_at between :from and :to group by 1 order by 1 desc`);
    this.perDay = db.prepare(
      `select ${DAY} as day, count(*) as made, ${SUMS.join(', ')} from ${MADE} group by 1`,
    );
    this.openDays = db.prepare(`select distinct ${DAY} as day from outbox cross join revisions using (seq)`);
    this.lostDays = db.prepare(`select distinct ${DAY} as day from revisions indexed by revisions_made
      where not exists (select 1 from outbox where seq = revisions.seq)
        and not exists (select 1 from receipts where seq = revisions.seq)`);
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
    return this.everything.get() ?? NOTHING_MADE;
  }

  /**
   * Days of the span on which something was made, latest first. Revisions that have arrived are looked at one by one
   * once: a day that closed stays so while nothing of it is in the outbox and nothing was made on it since. `isSure`
   * false looks at each again.
   */
  days(span: DaySpan, isSure = true): { day: string; counts: ArrivalCounts }[] {
    const open = new Set(this.openDays.all().map(({ day }) => day));
    return this.madePerDay.all(boundsOf(span)).map(({ day, made }) => {
      const date = dateOf(day);
      if (isSure && !open.has(day) && this.arrived.get(day) === made) {
        return { day: date, counts: { ...NOTHING_MADE, made, received: made } };
      }
      const { day: _, ...counts } = this.perDay.get(boundsOf({ from: date, to: date })) ?? {
        day,
        ...NOTHING_MADE,
      };
      if (!open.has(day) && counts.received === made) this.arrived.set(day, made);
      return { day: date, counts };
    });
  }

  /** Days on which something made has not arrived: owed, in doubt, in quarantine; with `lost`, without a trace, too. */
  daysWithOpen(hasLost: boolean): string[] {
    const days = [...this.openDays.all(), ...(hasLost ? this.lostDays.all() : [])];
    return [...new Set(days.map(({ day }) => dateOf(day)))].sort().reverse();
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
        ? `0 between :from and :to and (delivery = 'accepted' or id in (
            select r.call_id from outbox open cross join revisions r on r.call_id = open.call_id
              left join outbox o on o.seq = r.seq left join receipts x on x.seq = r.seq
            where ${PARTS.received}))`
        : `id in (select r.call_id from ${made} and ${PARTS.received})`;
    case 'lost':
      return `id in (select r.call_id from ${made} and ${PARTS.lost})`;
    case 'owed':
    case 'unconfirmed':
    case 'quarantined':
      // From the outbox: it is short where the table of revisions is long.
      return `id in (select o.call_id from outbox o cross join revisions r on r.seq = o.seq
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
