import type Database from 'better-sqlite3';
import type { Receipt } from '../../../../shared/center-api/receipt';
import type { QueueState } from '../../../../shared/queue/state';
import type { ArrivalFilter } from '../../../../shared/queue/arrival';
import { boundsOfFilter, isCallIn } from './arrival/equation';
import { searchable } from '../summary';

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

/** Reads for lists, counts and details. Sees both axes through the view `queue_items`; changes nothing. */
export class QueueRepository {
  private readonly page: Database.Statement<[Filter & Page], { id: string }>;
  private readonly total: Database.Statement<[Filter], { total: number }>;
  private readonly foundPage: Database.Statement<[Filter & Page], { id: string }>;
  private readonly foundTotal: Database.Statement<[Filter], { total: number }>;
  private readonly counted: Database.Statement<
    [{ agent: string | null }],
    { state: QueueState; count: number }
  >;
  private readonly one: Database.Statement<[string], QueueRow>;
  private readonly receipts: Database.Statement<[{ id: string }], Receipt>;
  private readonly outbox: Database.Statement<[string], OutboxRow>;
  private readonly reviews: Database.Statement<[string], ReviewRow>;

  constructor(private readonly db: Database.Database) {
    // Ids first, by the covering index; SQLite would sort the whole view to give one page of it.
    this.page = db.prepare(`select id, started_at from ${CALLS}
      union all select id, started_at from ${DRAFTS} order by started_at desc, id desc ${PAGE}`);
    this.total = db.prepare(
      `select (select count(*) from ${CALLS}) + (select count(*) from ${DRAFTS}) as total`,
    );
    // An id begins with the time the call began, so the table itself lies in the order of the list.
    this.foundPage = db.prepare(`select id from ${CALLS} and ${MATCH}
      union all select id from ${DRAFTS} and ${MATCH} order by id desc ${PAGE}`);
    this.foundTotal = db.prepare(`select (select count(*) from ${CALLS} and ${MATCH})
      + (select count(*) from ${DRAFTS} and ${MATCH}) as total`);
    this.counted = db.prepare(`select ${STATE} as state, count(*) as count from calls where ${MINE} group by 1
      union all select iif(hung_up_at is null, 'draft', 'incomplete'), count(*) from drafts
      where revises is null and ${MINE} group by 1`);
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

  /** One page, newest call first, and how many there are in all. */
  list(query: QueueQuery): { rows: QueueRow[]; total: number } {
    const wanted = searchable(query.search);
    const filter: Filter = {
      agent: query.agentId,
      states: query.states.length === 0 ? null : JSON.stringify(query.states),
      search: wanted === '' ? null : `%${wanted.replace(/[\\%_]/g, '\\$&')}%`,
      unreviewed: Number(query.onlyUnreviewed),
    };
    const page = { ...filter, offset: query.offset, limit: query.limit };
    if (query.arrival !== undefined) return this.listArrived(query.arrival, page);
    const isSearch = filter.search !== null;
    const ids = (isSearch ? this.foundPage : this.page).all(page);
    const rows = ids.flatMap(({ id }) => this.one.get(id) ?? []);
    if (query.offset === 0 && rows.length < query.limit) return { rows, total: rows.length };
    return { rows, total: (isSearch ? this.foundTotal : this.total).get(filter)?.total ?? 0 };
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

  countByState(agentId: string | null): { state: QueueState; count: number }[] {
    return this.counted.all({ agent: agentId });
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
