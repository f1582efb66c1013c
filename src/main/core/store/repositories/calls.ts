import type Database from 'better-sqlite3';
import { CallRecord } from '../../../../shared/call/record';
import type { Delivery, Stage } from '../../../../shared/queue/state';
import { summaryColumns, type Summary, type SummaryColumns } from '../summary';

/** A finished revision: the record, the exact text that is hashed and sent, and its hash. */
export interface FinishedRevision {
  record: CallRecord;
  body: string;
  bodySha256: string;
}

export interface CallHead {
  id: string;
  agentId: string;
  revision: number;
  stage: Exclude<Stage, 'draft'>;
  delivery: Delivery;
}

export interface RevisionHead {
  revision: number;
  body: string;
  bodySha256: string;
  madeBy: string;
  madeAt: number;
  why: string;
}

type SqlValue = string | number | bigint | null;

/** Finished calls and their revisions. Writes belong inside `Store.write`. */
export class CallRepository {
  private readonly addedCall: Database.Statement<SqlValue[]>;
  private readonly movedOn: Database.Statement<
    [SummaryColumns & { id: string; revision: number; transfers: number }]
  >;
  private readonly addedRevision: Database.Statement<SqlValue[]>;
  private readonly owed: Database.Statement<[number | bigint, string, number, number, number, number]>;
  private readonly staged: Database.Statement<[string, string]>;
  private readonly head: Database.Statement<[string], CallHead>;
  private readonly revisions: Database.Statement<[string], RevisionHead>;
  private readonly latestBody: Database.Statement<[string], { body: string }>;

  constructor(db: Database.Database) {
    this.addedCall = db.prepare<SqlValue[]>(`insert into calls
      (id, local_number, seat_id, agent_id, agent_number, started_at, finished_at, bundle_version, revision,
        disposition, title, place, grade, urgency, due_date, is_anonymous, answered, search_text, origin, transfers)
      values (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.movedOn =
      db.prepare(`update calls set revision = :revision, stage = 'finished', disposition = :disposition,
      title = :title, place = :place, grade = :grade, urgency = :urgency, due_date = :due_date, is_anonymous = :is_anonymous,
      answered = :answered, search_text = :search_text, transfers = :transfers where id = :id`);
    this.addedRevision = db.prepare<SqlValue[]>(`insert into revisions
      (call_id, revision, body, body_sha256, made_by, made_at, why)
      values (?, ?, ?, ?, ?, ?, ?)`);
    this.owed = db.prepare(`insert into outbox
      (seq, call_id, revision, body_chars, queued_at, next_try_at) values (?, ?, ?, ?, ?, ?)`);
    this.staged = db.prepare('update calls set stage = ? where id = ?');
    this.head = db.prepare(
      'select id, agent_id as agentId, revision, stage, delivery from calls where id = ?',
    );
    this.revisions = db.prepare(`select revision, body, body_sha256 as bodySha256, made_by as madeBy,
      made_at as madeAt, why from revisions where call_id = ? order by revision`);
    this.latestBody = db.prepare(
      'select body from revisions where call_id = ? order by revision desc limit 1',
    );
  }

  /**
   * Takes in revision 1 of a new call or the next of a known one, and owes it to the center (R-13: at once). Returns the
   * revision's number in the store.
   */
  addRevision(finished: FinishedRevision, summary: Summary): number {
    const { record, body, bodySha256 } = finished;
    const { id, revision, finishedAt } = record;
    const columns = summaryColumns(summary);
    if (revision === 1) this.addCall(record, columns);
    else this.movedOn.run({ ...columns, id, revision, transfers: record.transfers.length });
    const { lastInsertRowid: seq } = this.addedRevision.run(
      id,
      revision,
      body,
      bodySha256,
      record.madeBy,
      finishedAt,
      record.why,
    );
    this.owed.run(seq, id, revision, body.length, finishedAt, finishedAt);
    return Number(seq);
  }

  /** Values by place, not by name: this is the hot path, and naming 18 of them costs 20 µs. */
  private addCall(record: CallRecord, columns: SummaryColumns): void {
    this.addedCall.run(
      record.id,
      record.localNumber,
      record.seatId,
      record.agentId,
      record.agentNumber,
      record.startedAt,
      record.finishedAt,
      record.bundleVersion,
      columns.disposition,
      columns.title,
      columns.place,
      columns.grade,
      columns.urgency,
      columns.due_date,
      columns.is_anonymous,
      columns.answered,
      columns.search_text,
      record.origin.kind,
      record.transfers.length,
    );
  }

  setStage(id: string, stage: CallHead['stage']): void {
    this.staged.run(stage, id);
  }

  findHead(id: string): CallHead | undefined {
    return this.head.get(id);
  }

  listRevisions(id: string): RevisionHead[] {
    return this.revisions.all(id);
  }

  /** The latest revision's record as it was finished. */
  findLatest(id: string): CallRecord | undefined {
    const row = this.latestBody.get(id);
    return row && recordIn(row.body);
  }
}

/** A body as it was finished; what an older program did not know of stands at its default. */
export function recordIn(body: string): CallRecord {
  return CallRecord.parse(JSON.parse(body));
}
