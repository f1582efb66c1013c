import type Database from 'better-sqlite3';
import type { Receipt } from '../../../../shared/center-api/receipt';
import { QueueState } from '../../../../shared/queue/state';
import type { ArrivalFilter } from '../../../../shared/queue/arrival';
import { boundsOfFilter, isCallIn, IS_PARTLY_RECEIVED } from './arrival/equation';
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
const UNSETTLED = "(delivery <> 'accepted' or stage = 'returned')";
const OF_AGENT = 'agent_id = :agent';
const OF_STATES = `${STATE} in (select value from json_each(:states))`;

/** Reads for lists, counts and details. Sees both axes through the view `queue_items`; changes nothing. */
export class QueueRepository {
  private readonly pages = new Map<string, Database.Statement<[Filter & Page], ListRow>>();
  private readonly drafts: Database.Statement<[Filter], ListRow>;
  private readonly foundDrafts: Database.Statement<[Filter], ListRow>;
  private readonly sums: Database.Statement<[Filter], { state: QueueState; stage: string; count: number }>;
  private readonly words: CallSearch;
  private readonly one: Database.Statement<[string], QueueRow>;
  private readonly receipts: Database.Statement<[{ id: string }], Receipt>;
  private readonly outbox: Database.Statement<[string], OutboxRow>;
  private readonly reviews: Database.Statement<[string], ReviewRow>;

  constructor(private readonly db: Database.Database) {
    this.words = new CallSearch(db);
    this.drafts = db.prepare(`select id, started_at from ${DRAFTS}`);
    this.foundDrafts = db.prepare(`select id, started_at from ${DRAFTS} and ${MATCH} order by id desc`);
    this.sums = db.prepare(`select ${STATE} as state, stage, sum(calls) as count from call_sums
      where calls > 0 and ${MINE} group by 1, 2`);
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
    const rows = this.pageOf(query)
      .all(page)
      .flatMap(({ id }) => this.one.get(id) ?? []);
    if (query.offset === 0 && rows.length < query.limit) return { rows, total: rows.length };
    return { rows, total: this.totalOf(query, filter) };
  }

  /** The same of calls that hold these words; hits are counted up to MOST_FOUND. */
  async search(query: QueueQuery): Promise<{ rows: QueueRow[]; total: number }> {
    const filter = filterOf(query);
    const { offset, limit, agentId, states, onlyUnreviewed } = query;
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

  /** From kept sums: what is counted costs nothing, however much there is of it. */
  private totalOf({ states, onlyUnreviewed }: QueueQuery, filter: Filter): number {
    const drafts = onlyUnreviewed ? [] : this.countDrafts(filter);
    const calls = this.sums.all(filter).filter(({ stage }) => !onlyUnreviewed || stage === 'finished');
    return [...calls, ...drafts]
      .filter(({ state }) => states.length === 0 || states.includes(state))
      .reduce((sum, { count }) => sum + count, 0);
  }

  /** Made for the question: it is asked when a person opens a figure, and there are 40 kinds of it. */
  private listArrived(arrival: ArrivalFilter, page: Filter & Page): { rows: QueueRow[]; total: number } {
    // Only plain columns where nothing is searched for: then the covering index tells the total.
    const found = `${CALLS} and ${page.search === null ? '1' : MATCH} and ${isCallIn(arrival)}`;
    const query = { ...page, ...boundsOfFilter(arrival) };
    const ids = this.db.prepare<[object], { id: string }>(`select id from ${found} order by id desc ${PAGE}`);
    const rows = ids.all(query).flatMap(({ id }) => this.one.get(id) ?? []);
    if (page.offset === 0 && rows.length < page.limit) return { rows, total: rows.length };
    return { rows, total: this.totalOfArrived(arrival, query, found) };
  }

  /** Of all days the long parts are told by kept sums: what is left to look at is what is not simply accepted. */
  private totalOfArrived({ part, day }: ArrivalFilter, query: Filter, found: string): number {
    const count = (from: string): number =>
      this.db.prepare<[object], number>(`select count(*) from ${from}`).pluck().get(query) ?? 0;
    const isAll = query.search === null && query.states === null && query.unreviewed === 0;
    if (!isAll || day !== null || (part !== null && part !== 'received')) return count(found);
    const sums = this.sums.all(query);
    const sumOf = (states: readonly QueueState[]) =>
      sums.reduce((sum, each) => sum + (states.includes(each.state) ? each.count : 0), 0);
    if (part === null) return sumOf(QueueState.options);
    const rest = `calls where ${MINE} and delivery <> 'accepted' and ${IS_PARTLY_RECEIVED}`;
    return sumOf(['accepted', 'returned']) + count(rest);
  }

  countByState(agentId: string | null): { state: QueueState; count: number }[] {
    const filter = { agent: agentId, states: null, search: null, unreviewed: 0 };
    const counts = new Map<QueueState, number>();
    for (const { state, count } of [...this.sums.all(filter), ...this.countDrafts(filter)])
      counts.set(state, (counts.get(state) ?? 0) + count);
    return [...counts].map(([state, count]) => ({ state, count }));
  }

  private countDrafts({ agent }: Filter): { state: QueueState; count: number }[] {
    const all = { agent, states: null, search: null, unreviewed: 0 };
    return this.drafts.all(all).map(({ id }) => ({ state: this.one.get(id)?.state ?? 'draft', count: 1 }));
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
