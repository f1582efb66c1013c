import type Database from 'better-sqlite3';
import type { CallRecord } from '../../../../shared/call/record';
import type { Stage } from '../../../../shared/queue/state';
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
  delivery: string;
  state: string;
}

export interface RevisionHead {
  revision: number;
  body: string;
  bodySha256: string;
  madeBy: string;
  madeAt: number;
  why: string;
}

type NewCall = SummaryColumns & {
  id: string;
  local_number: string;
  seat_id: string;
  agent_id: string;
  agent_number: string;
  started_at: number;
  finished_at: number;
  bundle_version: string;
};
type NewRevision = {
  call_id: string;
  revision: number;
  body: string;
  body_sha256: string;
  made_by: string;
  made_at: number;
  why: string;
};

/** Finished calls and their revisions. Writes belong inside `Store.write`. */
export class CallRepository {
  private readonly addedCall: Database.Statement<[NewCall]>;
  private readonly movedOn: Database.Statement<[SummaryColumns & { id: string; revision: number }]>;
  private readonly addedRevision: Database.Statement<[NewRevision]>;
  private readonly owed: Database.Statement<[string, number, string, number, number, number]>;
  private readonly staged: Database.Statement<[string, string]>;
  private readonly head: Database.Statement<[string], CallHead>;
  private readonly revisions: Database.Statement<[string], RevisionHead>;
  private readonly latestBody: Database.Statement<[string], { body: string }>;

  constructor(db: Database.Database) {
    this.addedCall = db.prepare(`insert into calls
      (id, local_number, seat_id, agent_id, agent_number, started_at, finished_at, bundle_version, revision,
        disposition, title, place, urgency, due_date, is_anonymous, answered, search_text)
      values (:id, :local_number, :seat_id, :agent_id, :agent_number, :started_at, :finished_at, :bundle_version, 1,
        :disposition, :title, :place, :urgency, :due_date, :is_anonymous, :answered, :search_text)`);
    this.movedOn = db.prepare(`update calls set revision = :revision, stage = 'finished', disposition = :disposition,
      title = :title, place = :place, urgency = :urgency, due_date = :due_date, is_anonymous = :is_anonymous,
      answered = :answered, search_text = :search_text where id = :id`);
    this.addedRevision = db.prepare(`insert into revisions
      (call_id, revision, body, body_sha256, made_by, made_at, why)
      values (:call_id, :revision, :body, :body_sha256, :made_by, :made_at, :why)`);
    this.owed = db.prepare(`insert into outbox
      (call_id, revision, body_sha256, body_chars, queued_at, next_try_at) values (?, ?, ?, ?, ?, ?)`);
    this.staged = db.prepare('update calls set stage = ? where id = ?');
    this.head = db.prepare(
      'select id, agent_id as agentId, revision, stage, delivery, state from calls where id = ?',
    );
    this.revisions = db.prepare(`select revision, body, body_sha256 as bodySha256, made_by as madeBy,
      made_at as madeAt, why from revisions where call_id = ? order by revision`);
    this.latestBody = db.prepare(
      'select body from revisions where call_id = ? order by revision desc limit 1',
    );
  }

  /** Takes in revision 1 of a new call or the next of a known one, and owes it to the center (R-13: at once). */
  addRevision(finished: FinishedRevision, summary: Summary): void {
    const { record } = finished;
    const columns = summaryColumns(summary);
    if (record.revision === 1) {
      this.addedCall.run({
        ...columns,
        id: record.id,
        local_number: record.localNumber,
        seat_id: record.seatId,
        agent_id: record.agentId,
        agent_number: record.agentNumber,
        started_at: record.startedAt,
        finished_at: record.finishedAt,
        bundle_version: record.bundleVersion,
      });
    } else {
      this.movedOn.run({ ...columns, id: record.id, revision: record.revision });
    }
    this.addedRevision.run({
      call_id: record.id,
      revision: record.revision,
      body: finished.body,
      body_sha256: finished.bodySha256,
      made_by: record.madeBy,
      made_at: record.finishedAt,
      why: record.why,
    });
    const { id, revision, finishedAt } = record;
    this.owed.run(id, revision, finished.bodySha256, finished.body.length, finishedAt, finishedAt);
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
    return row && (JSON.parse(row.body) as CallRecord);
  }
}
