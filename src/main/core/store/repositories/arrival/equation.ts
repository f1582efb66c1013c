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
/** Kept for each day by triggers. */
const KEPT = ['made', 'owed', 'unconfirmed', 'quarantined'] as const;
const sumOf = (name: string, what: string): string => `coalesce(sum(${what}), 0) as ${name}`;
const SUMS = [...Object.entries(PARTS), ['superseded', SUPERSEDED] as const].map(([name, what]) =>
  sumOf(name, what),
);

type Kept = Omit<ArrivalCounts, 'received' | 'lost' | 'superseded'>;

/**
 * The equation of arrival. What is in the outbox is told by sums that triggers keep (migration 0020), so that it costs the same
 * however much is owed; how many rows there are is counted each time. Where the two do not add up, or a trace is lost, every
 * figure is read from the rows themselves: sums can hide nothing.
 */
export class ArrivalEquation {
  private readonly rows: Database.Statement<[], { made: number; receipts: number; open: number }>;
  private readonly kept: Database.Statement<[], Kept & { again: number }>;
  private readonly superseded: Database.Statement<[], { count: number }>;
  private readonly everything: Database.Statement<[], ArrivalCounts>;
  private readonly keptDays: Database.Statement<[Bounds], Kept & { day: number }>;
  private readonly madeDays: Database.Statement<[Bounds], { day: number }>;
  private readonly perDay: Database.Statement<[Bounds], ArrivalCounts & { day: number }>;
  private readonly openDays: Database.Statement<[], { day: number }>;
  private readonly openDaysOfRows: Database.Statement<[], { day: number }>;
  private readonly lostDays: Database.Statement<[], { day: number }>;
  private readonly ends: Database.Statement<[], { first: number | null; last: number | null }>;
  private readonly keys: Database.Statement<[Bounds], RecordKey & { seq: number }>;
  private readonly newest: Database.Statement<[], { centerNumber: string; receivedAt: number }>;
  private readonly inOneRead: (read: () => unknown) => unknown;

  constructor(db: Database.Database) {
    // Receipts and outbox rows are of revisions, each at most once (primary and foreign keys), so that the sums of whole
    // tables say what no trace is left of. One statement: one moment.
    this.rows = db.prepare(`select (select count(*) from revisions) as made,
      (select count(*) from receipts) as receipts, (select count(*) from outbox) as open`);
    this.kept =
      db.prepare(`select ${KEPT.map((name) => sumOf(name, name)).join(', ')}, ${sumOf('again', 'again')}
      from arrival_days`);
    this.superseded = db.prepare(
      `select count(*) as count from outbox o indexed by outbox_next where ${SUPERSEDED}`,
    );
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
    this.keptDays = db.prepare(`select day, ${KEPT.join(', ')} from arrival_days
      where made > 0 and day between (:from + 28800000) / 86400000 and (:to + 28800000) / 86400000 order by day desc`);
    this.madeDays = db.prepare(`select distinct ${DAY} as day
      from revisions indexed by revisions_made where made_at between :from and :to order by 1 desc`);
    this.perDay = db.prepare(
      `select ${DAY} as day, count(*) as made, ${SUMS.join(', ')} from ${MADE} group by 1`,
    );
    this.openDays = db.prepare('select day from arrival_days where owed + unconfirmed + quarantined > 0');
    // Along the index of times: a revision itself lies beside its whole text.
    this.openDaysOfRows = db.prepare(`select distinct ${DAY} as day
      from revisions r indexed by revisions_made cross join outbox o on o.seq = r.seq`);
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
    return this.fromSums() ?? this.everything.get() ?? NOTHING_MADE;
  }

  /** True where the kept sums add up to the rows there are, and nothing is lost: then each day may be told by them. */
  isSure(): boolean {
    return this.fromSums()?.lost === 0;
  }

  /** Undefined where the kept sums do not add up to the rows there are. */
  private fromSums(): ArrivalCounts | undefined {
    const [rows, kept] = [this.rows.get(), this.kept.get()];
    if (rows === undefined || kept === undefined) return undefined;
    const { again, ...counts } = kept;
    const { made, owed, unconfirmed, quarantined } = counts;
    if (made !== rows.made || owed + unconfirmed + quarantined !== rows.open) return undefined;
    const received = rows.receipts - again;
    const superseded = quarantined === 0 ? 0 : (this.superseded.get()?.count ?? 0);
    return { ...counts, received, superseded, lost: made - received - rows.open };
  }

  /** Days of the span on which something was made, latest first. `isSure` false: each is read from its rows. */
  days(span: DaySpan, isSure = this.isSure()): { day: string; counts: ArrivalCounts }[] {
    if (!isSure) {
      return this.madeDays
        .all(boundsOf(span))
        .map(({ day }) => ({ day: dateOf(day), counts: this.rowsOf(day) }));
    }
    return this.keptDays.all(boundsOf(span)).map(({ day, ...kept }) => {
      const { made, owed, unconfirmed, quarantined } = kept;
      const received = made - owed - unconfirmed - quarantined;
      const superseded = quarantined === 0 ? 0 : this.rowsOf(day).superseded;
      return { day: dateOf(day), counts: { ...kept, received, superseded, lost: 0 } };
    });
  }

  private rowsOf(day: number): ArrivalCounts {
    const date = dateOf(day);
    const { day: _, ...counts } = this.perDay.get(boundsOf({ from: date, to: date })) ?? {
      day,
      ...NOTHING_MADE,
    };
    return counts;
  }

  /** Days on which something made has not arrived, latest first: owed, in doubt, in quarantine, or without a trace. */
  daysWithOpen(isSure = this.isSure()): string[] {
    const days = isSure ? this.openDays.all() : [...this.openDaysOfRows.all(), ...this.lostDays.all()];
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
