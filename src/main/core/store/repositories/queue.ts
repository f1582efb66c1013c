import type Database from 'better-sqlite3';
import type { Receipt } from '../../../../shared/center-api/receipt';
import type { QueueState } from '../../../../shared/queue/state';
import type { ArrivalFilter } from '../../../../shared/queue/arrival';
import { boundsOfFilter, isCallIn } from './arrival/equation';
import { searchable } from '../summary';
import { CallSearch } from './search/call-search';

export interface QueueRow {
  id: string;
  local_number: string;
  center_number: string | null;
  state: QueueState;
  disposition: string | null;
  title: string;
  place: string;
  grade: string | null;
  urgency: string | null;
  due_date: string | null;
  is_anonymous: number | null;
  agent_id: string;
  started_at: number;
  finished_at: number | null;
  revision: number;
  answered: number | null;
  stage: string;
}

export interface QueueQuery {
  /** Only this person's calls; null: the whole seat's. */
  agentId: string | null;
  /** Empty: all. */
  states: readonly QueueState[];
  search: string;
  onlyUnreviewed: boolean;
  /** Only calls with a revision in this part of the equation of arrival. */
  arrival?: ArrivalFilter | undefined;
  offset: number;
  limit: number;
}

export interface OutboxRow {
  revision: number;
  delivery: string;
  tries: number;
  nextTryAt: number;
  lastTryAt: number | null;
  cause: string | null;
  refusal: string | null;
  doubtedAt: number | null;
}

export interface ReviewRow {
  revision: number;
  verdict: 'confirmed' | 'returned';
  remark: string;
  reviewerId: string;
  madeAt: number;
}

type Page = { offset: number; limit: number };
type Filter = { agent: string | null; states: string | null; search: string | null; unreviewed: number };
type ListRow = { id: string; started_at: number };

const COLUMNS = `id, local_number, center_number, state, disposition, title, place, urgency, due_date,
  is_anonymous, agent_id, started_at, finished_at, revision, answered, stage, grade`;
/** As in the view; spelled out here because only plain columns are read from the covering index. */
export const STATE = `case when delivery = 'owed' then 'waiting' when delivery <> 'accepted' then delivery
  when stage = 'returned' then 'returned' else 'accepted' end`;
const MINE = '(:agent is null or agent_id = :agent)';
const CALLS = `calls where ${MINE}
  and (:states is null or ${STATE} in (select value from json_each(:states)))
  and (:unreviewed = 0 or stage = 'finished')`;
const DRAFTS = `(select id, started_at, agent_id, search_text, null as center_number,
    iif(hung_up_at is null, 'draft', 'incomplete') as state from drafts where revises is null)
  where ${MINE} and (:states is null or state in (select value from json_each(:states))) and :unreviewed = 0`;
const MATCH = `(search_text like :search escape '\\' or lower(center_number) like :search escape '\\')`;
const PAGE = 'limit :limit offset :offset';
/** Calls of so long are counted in one turn, where nobody reviewed for years. */
const COUNTED_AT_ONCE_MS = 90 * 86_400_000;
const UNSETTLED = "(delivery <> 'accepted' or stage = 'returned')";
const OF_AGENT = 'agent_id = :agent';
const OF_STATES = `${STATE} in (select value from json_each(:states))`;

/** Reads for lists, counts and details. Sees both axes through the view `queue_items`; changes nothing. */
export class QueueRepository {
  private readonly pages = new Map<string, Database.Statement<[Filter & Page], ListRow>>();
  private readonly drafts: Database.Statement<[Filter], ListRow>;
  private readonly foundDrafts: Database.Statement<[Filter], ListRow>;
  private readonly unreviewed: Database.Statement<[Filter & { from: number; to: number }], number>;
  private readonly ends: Database.Statement<[], { first: number | null; last: number | null }>;
  private readonly unsettled: Database.Statement<[Filter], { state: QueueState; count: number }>;
  private readonly unsettledUnreviewed: Database.Statement<[Filter], { state: QueueState; count: number }>;
  private readonly all: Database.Statement<[], { count: number }>;
  private readonly allOfAgent: Database.Statement<[string], { count: number }>;
  private readonly words: CallSearch;
  private readonly one: Database.Statement<[string], QueueRow>;
  private readonly receipts: Database.Statement<[{ id: string }], Receipt>;
  private readonly outbox: Database.Statement<[string], OutboxRow>;
  private readonly reviews: Database.Statement<[string], ReviewRow>;

  constructor(private readonly db: Database.Database) {
    this.words = new CallSearch(db);
    this.drafts = db.prepare(`select id, started_at from ${DRAFTS}`);
    this.foundDrafts = db.prepare(`select id, started_at from ${DRAFTS} and ${MATCH} order by id desc`);
    this.unreviewed = db
      .prepare<[Filter & { from: number; to: number }], number>(
        `select count(*) from calls indexed by calls_unreviewed
        where stage = 'finished' and started_at > :from and started_at <= :to
          and ${MINE} and (:states is null or ${OF_STATES})`,
      )
      .pluck();
    this.ends = db.prepare(`select
      (select min(started_at) from calls indexed by calls_unreviewed where stage = 'finished') as first,
      (select max(started_at) from calls indexed by calls_unreviewed where stage = 'finished') as last`);
    const unsettled = (which: string) => `select ${STATE} as state, count(*) as count
      from calls indexed by calls_unsettled where ${UNSETTLED} and ${which} and ${MINE} group by 1`;
    this.unsettled = db.prepare(unsettled('true'));
    this.unsettledUnreviewed = db.prepare(unsettled("stage = 'finished'"));
    this.all = db.prepare('select count(*) as count from calls');
    this.allOfAgent = db.prepare(
      `select count(*) as count from calls indexed by calls_agent where agent_id = ?`,
    );
    this.one = db.prepare(`select ${COLUMNS} from queue_items where id = ?`);
    this.receipts = db.prepare(`select call_id as recordId, revision, body_sha256 as bodySha256,
      seat_id as seatId, center_number as centerNumber, received_at as receivedAt, key_id as keyId, signature
      from receipts where seq in (select seq from revisions where call_id = :id)
      union all
      select r.call_id, r.revision, r.body_sha256, x.seat_id, l.center_number, l.received_at, l.key_id, l.signature
      from later_receipts l join revisions r on r.seq = l.seq join receipts x on x.seq = l.seq
      where r.call_id = :id order by revision, receivedAt`);
    this.outbox = db.prepare(`select revision, delivery, tries, next_try_at as nextTryAt,
      last_try_at as lastTryAt, cause, refusal, doubted_at as doubtedAt from outbox
      where seq in (select seq from revisions where call_id = ?) order by revision`);
    this.reviews = db.prepare(`select revision, verdict, remark, reviewer_id as reviewerId, made_at as madeAt
      from reviews where call_id = ? order by seq`);
  }

  /** One page, newest call first, and how many there are in all; words are looked for by `search`. */
  list(query: QueueQuery): { rows: QueueRow[]; total: number } {
    const filter = filterOf(query);
    const page = { ...filter, offset: query.offset, limit: query.limit };
    if (query.arrival !== undefined) return this.listArrived(query.arrival, page);
    const rows = this.rowsOf(query, page);
    if (query.offset === 0 && rows.length < query.limit) return { rows, total: rows.length };
    return { rows, total: this.totalOf(query, filter) };
  }

  private rowsOf(query: QueueQuery, page: Filter & Page): QueueRow[] {
    const ids = this.pageOf(query).all(page);
    return ids.flatMap(({ id }) => this.one.get(id) ?? []);
  }

  /** The same of calls that hold these words; hits are counted up to MOST_FOUND. */
  async search(query: QueueQuery): Promise<{ rows: QueueRow[]; total: number }> {
    const filter = filterOf(query);
    const { offset, limit, agentId, states, onlyUnreviewed } = query;
    if (query.arrival === undefined && filter.search === null && onlyUnreviewed) {
      const rows = this.rowsOf(query, { ...filter, offset, limit });
      const isAll = offset === 0 && rows.length < limit;
      return { rows, total: isAll ? rows.length : await this.countUnreviewed(filter, states) };
    }
    if (filter.search === null || query.arrival !== undefined) return this.list(query);
    const drafts = this.foundDrafts.all(filter).map(({ id }) => id);
    const where = [
      ...(states.length > 0 ? [OF_STATES] : []),
      ...(onlyUnreviewed ? ["stage = 'finished'"] : []),
    ];
    const found = await this.words.find({
      words: searchable(query.search),
      among: agentId === null ? 'true' : OF_AGENT,
      list: where.length === 0 ? null : { of: 'calls', where: where.join(' and ') },
      within: shortest(query),
      params: {
        ...(agentId !== null && { agent: agentId }),
        ...(states.length > 0 && { states: filter.states }),
      },
      offset: 0,
      limit: offset + limit,
    });
    // Drafts are few, and newer than most: where they stand is told by the ids.
    const ids = [...drafts, ...found.ids].sort((a, b) => (a < b ? 1 : -1)).slice(offset, offset + limit);
    return { rows: ids.flatMap((id) => this.one.get(id) ?? []), total: drafts.length + found.total };
  }

  /** Ids along the index that has the order of the list and holds little else than what is asked for. */
  private pageOf({
    agentId,
    states,
    onlyUnreviewed,
  }: QueueQuery): Database.Statement<[Filter & Page], ListRow> {
    const isUnsettled = states.length > 0 && !states.includes('accepted');
    const [index, kind] = isUnsettled
      ? ['calls_unsettled', onlyUnreviewed ? `${UNSETTLED} and stage = 'finished'` : UNSETTLED]
      : onlyUnreviewed
        ? ['calls_unreviewed', "stage = 'finished'"]
        : ['calls_list', 'true'];
    const where = [
      kind,
      ...(agentId === null ? [] : [OF_AGENT]),
      ...(states.length === 0 ? [] : [OF_STATES]),
    ];
    const sql = `select id, started_at from calls indexed by ${index} where ${where.join(' and ')}
      union all select id, started_at from ${DRAFTS} order by started_at desc, id desc ${PAGE}`;
    const known = this.pages.get(sql);
    if (known !== undefined) return known;
    const made = this.db.prepare<[Filter & Page], ListRow>(sql);
    this.pages.set(sql, made);
    return made;
  }

  private totalOf({ agentId, states, onlyUnreviewed }: QueueQuery, filter: Filter): number {
    if (onlyUnreviewed) return this.unreviewed.get({ ...filter, from: -Infinity, to: Infinity }) ?? 0;
    return this.countByState(agentId)
      .filter(({ state }) => states.length === 0 || states.includes(state))
      .reduce((sum, { count }) => sum + count, 0);
  }

  /** All in turns, latest first: it may be years of calls; those in a state by the few that are not simply received. */
  private async countUnreviewed(filter: Filter, states: readonly QueueState[]): Promise<number> {
    const rest = this.unsettledUnreviewed.all(filter);
    const sumOf = (isWanted: boolean) =>
      rest
        .filter(({ state }) => states.includes(state) === isWanted)
        .reduce((sum, { count }) => sum + count, 0);
    if (states.length > 0 && !states.includes('accepted')) return sumOf(true);
    const all = await this.countAllUnreviewed({ ...filter, states: null });
    return states.length === 0 ? all : all - sumOf(false);
  }

  private async countAllUnreviewed(filter: Filter): Promise<number> {
    const { first, last } = this.ends.get() ?? { first: null, last: null };
    let total = 0;
    for (let to = last ?? 0; first !== null && to >= first; to -= COUNTED_AT_ONCE_MS) {
      if (to !== last) await new Promise<void>((resolve) => setImmediate(resolve));
      total += this.unreviewed.get({ ...filter, from: to - COUNTED_AT_ONCE_MS, to }) ?? 0;
    }
    return total;
  }

  /** Made for the question: it is asked when a person opens a figure, and there are 40 kinds of it. */
  private listArrived(arrival: ArrivalFilter, page: Filter & Page): { rows: QueueRow[]; total: number } {
    // Only plain columns where nothing is searched for: then the covering index tells the total.
    const found = `${CALLS} and ${page.search === null ? '1' : MATCH} and ${isCallIn(arrival)}`;
    const query = { ...page, ...boundsOfFilter(arrival) };
    const ids = this.db.prepare<[object], { id: string }>(`select id from ${found} order by id desc ${PAGE}`);
    const total = this.db.prepare<[object], { total: number }>(`select count(*) as total from ${found}`);
    return {
      rows: ids.all(query).flatMap(({ id }) => this.one.get(id) ?? []),
      total: total.get(query)?.total ?? 0,
    };
  }

  /** What was received is most of it, and is what remains: only the rest is looked at. */
  countByState(agentId: string | null): { state: QueueState; count: number }[] {
    const filter = { agent: agentId, states: null, search: null, unreviewed: 0 };
    const rest = this.unsettled.all(filter);
    const calls = (agentId === null ? this.all.get() : this.allOfAgent.get(agentId))?.count ?? 0;
    const accepted = calls - rest.reduce((sum, { count }) => sum + count, 0);
    const drafts = new Map<QueueState, number>();
    for (const { id } of this.drafts.all(filter)) {
      const state = this.one.get(id)?.state ?? 'draft';
      drafts.set(state, (drafts.get(state) ?? 0) + 1);
    }
    return [
      ...rest,
      ...(accepted > 0 ? [{ state: 'accepted' as const, count: accepted }] : []),
      ...[...drafts].map(([state, count]) => ({ state, count })),
    ];
  }

  find(id: string): QueueRow | undefined {
    return this.one.get(id);
  }

  /** Oldest first; more than one of a revision where it was handed in again. */
  receiptsOf(id: string): Receipt[] {
    return this.receipts.all({ id });
  }

  outboxOf(id: string): OutboxRow[] {
    return this.outbox.all(id);
  }

  reviewsOf(id: string): ReviewRow[] {
    return this.reviews.all(id);
  }
}

/** The index of what is little over years, where this list is of it. */
function shortest({ agentId, states, onlyUnreviewed }: QueueQuery): string | undefined {
  if (states.length > 0 && !states.includes('accepted')) {
    return `select id from calls indexed by calls_unsettled where ${UNSETTLED} and ${OF_STATES}`;
  }
  if (onlyUnreviewed) return "select id from calls indexed by calls_unreviewed where stage = 'finished'";
  return agentId === null ? undefined : `select id from calls indexed by calls_agent where ${OF_AGENT}`;
}

function filterOf({ agentId, states, search, onlyUnreviewed }: QueueQuery): Filter {
  const wanted = searchable(search);
  return {
    agent: agentId,
    states: states.length === 0 ? null : JSON.stringify(states),
    search: wanted === '' ? null : `%${wanted.replace(/[\\%_]/g, '\\$&')}%`,
    unreviewed: Number(onlyUnreviewed),
  };
}
