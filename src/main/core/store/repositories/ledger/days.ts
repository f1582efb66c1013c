import type Database from 'better-sqlite3';
import type { OriginKind } from '../../../../../shared/call/origin';
import type { LedgerTerm } from '../../../../../shared/call/ledger';
import { Disposition } from '../../../../../shared/call/record';
import type { QueueState } from '../../../../../shared/queue/state';
import { STATE } from '../queue';

/** Milliseconds of a day, first and last inclusive; `agentId` narrows it to one person's own calls. */
export interface DayQuery {
  from: number;
  to: number;
  agentId: string | null;
}

export interface DayCounts {
  answered: number;
  byDisposition: Record<Disposition, number>;
  open: number;
  transfers: number;
  backEntered: number;
}

export interface LedgerRow {
  id: string;
  localNumber: string;
  origin: OriginKind;
  startedAt: number;
  hungUpAt: number | null;
  finishedAt: number | null;
  agentId: string;
  disposition: Disposition | null;
  transfers: number;
  state: QueueState;
}

export interface OpenRow {
  id: string;
  localNumber: string;
  startedAt: number;
  hungUpAt: number | null;
  agentId: string;
  ownerId: string;
}

type Named = { from: number; to: number; agent: string | null };
type Paged = Named & { term: string | null; offset: number; limit: number };

/** Every call of a day once, open or ended. A revision in the making is no second call. */
const ENTRIES = `
  select c.id, local_number as localNumber, c.origin, started_at as startedAt, null as hungUpAt,
    finished_at as finishedAt, agent_id as agentId, disposition, transfers,
    ${STATE} as state
  from calls c where started_at between :from and :to and (:agent is null or agent_id = :agent)
  union all
  select id, local_number, json_extract(origin, '$.kind'), started_at, hung_up_at, null, agent_id, null,
    json_array_length(form, '$.transfers'), iif(hung_up_at is null, 'draft', 'incomplete')
  from drafts where revises is null and started_at between :from and :to and (:agent is null or agent_id = :agent)`;

const TERM = `(:term is null or :term = disposition or (:term = 'open' and disposition is null)
  or (:term = 'transferred' and transfers > 0) or (:term = 'back_entry' and origin = 'back_entry'))`;

/** 来电台账, read from the calls themselves: it has no numbers of its own that could drift from them. */
export class LedgerDays {
  private readonly sums: Database.Statement<
    [Named],
    { disposition: Disposition | null; count: number; transfers: number; backEntered: number }
  >;
  private readonly entries: Database.Statement<[Paged], LedgerRow>;
  private readonly total: Database.Statement<[Named & { term: string | null }], { total: number }>;
  private readonly open: Database.Statement<[], OpenRow>;
  private readonly given: Database.Statement<[string], { given: number }>;
  private readonly numbered: Database.Statement<
    [{ first: string; last: string; number: string }],
    { there: number }
  >;

  constructor(db: Database.Database) {
    this.sums = db.prepare(`select disposition, count(*) as count, coalesce(sum(transfers), 0) as transfers,
      coalesce(sum(origin = 'back_entry'), 0) as backEntered from (${ENTRIES}) group by disposition`);
    this.entries = db.prepare(`select * from (${ENTRIES}) where ${TERM}
      order by startedAt desc, id desc limit :limit offset :offset`);
    this.total = db.prepare(`select count(*) as total from (${ENTRIES}) where ${TERM}`);
    this.open = db.prepare(`select id, local_number as localNumber, started_at as startedAt,
      hung_up_at as hungUpAt, agent_id as agentId, owner_id as ownerId
      from drafts where revises is null order by started_at`);
    this.given = db.prepare('select coalesce(sum(last), 0) as given from number_series where day = ?');
    // A call's id and number are made in the same moment, so the primary key finds a day's numbers.
    this.numbered = db.prepare(`select
        (select count(*) from calls where id between :first and :last and local_number like :number)
      + (select count(*) from drafts where revises is null and id between :first and :last
          and local_number like :number) as there`);
  }

  count({ from, to, agentId }: DayQuery): DayCounts {
    const rows = this.sums.all({ from, to, agent: agentId });
    const of = (disposition: Disposition | null) =>
      rows.find((row) => row.disposition === disposition)?.count ?? 0;
    const total = (field: 'count' | 'transfers' | 'backEntered') =>
      rows.reduce((sum, row) => sum + row[field], 0);
    return {
      answered: total('count'),
      byDisposition: Object.fromEntries(Disposition.options.map((each) => [each, of(each)])) as Record<
        Disposition,
        number
      >,
      open: of(null),
      transfers: total('transfers'),
      backEntered: total('backEntered'),
    };
  }

  /** One page of the day, latest first, and how many there are. */
  list(
    { from, to, agentId }: DayQuery,
    term: LedgerTerm | null,
    page: { offset: number; limit: number },
  ): { rows: LedgerRow[]; total: number } {
    const query = { from, to, agent: agentId, term };
    return {
      rows: this.entries.all({ ...query, ...page }),
      total: this.total.get(query)?.total ?? 0,
    };
  }

  /** Every call of the seat without an end, oldest first. */
  openCalls(): OpenRow[] {
    return this.open.all();
  }

  /** Numbers of this day (`YYYYMMDD`) that were given out and whose calls are not there: 0, or alarm. */
  missingNumbers(day: string, from: number, to: number): number {
    const given = this.given.get(day)?.given ?? 0;
    const there =
      this.numbered.get({ first: idOf(from), last: `${idOf(to)}~`, number: `%-${day}-%` })?.there ?? 0;
    return Math.max(0, given - there);
  }
}

/** How ids of a moment begin: 48 bits of UTC ms (UUIDv7). */
function idOf(at: number): string {
  const hex = at.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
