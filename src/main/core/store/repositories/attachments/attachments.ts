import type Database from 'better-sqlite3';
import type { AttachmentRef } from '../../../../../shared/attachments/attachment';
import { PieceRepository } from './pieces';

export interface StoredAttachment extends AttachmentRef {
  callId: string;
  number: number;
  addedBy: string;
  addedAt: number;
  sinceRevision: number | null;
  untilRevision: number | null;
  isLeaving: boolean;
  /** Null while it is in a draft alone. */
  delivery: 'owed' | 'refused' | 'received' | null;
  refusal: string | null;
  receivedAt: number | null;
}

type Row = Omit<StoredAttachment, 'isLeaving'> & { isLeaving: number };

export type NewAttachment = AttachmentRef & Pick<StoredAttachment, 'callId' | 'addedBy' | 'addedAt'>;

const READ = `select a.id, a.call_id as callId, a.number, a.type, a.size, a.sha256, a.added_by as addedBy,
    a.added_at as addedAt, a.since_revision as sinceRevision, a.until_revision as untilRevision,
    a.is_leaving as isLeaving, o.refusal, r.received_at as receivedAt,
    iif(r.attachment_id is not null, 'received', o.delivery) as delivery
  from attachments a left join attachment_outbox o on o.attachment_id = a.id
    left join attachment_receipts r on r.attachment_id = a.id`;

/** Attachments, and in `pieces` their bytes. */
export class AttachmentRepository {
  readonly pieces: PieceRepository;
  private readonly ofCall: Database.Statement<[string], Row>;
  private readonly byId: Database.Statement<[string], Row>;
  private readonly added: Database.Statement<[NewAttachment]>;
  private readonly dropped: Database.Statement<[string]>;
  private readonly leaving: Database.Statement<[number, string]>;
  private readonly bound: Database.Statement<[{ callId: string; revision: number }]>;
  private readonly left: Database.Statement<[{ callId: string; revision: number }]>;
  private readonly owed: Database.Statement<[{ callId: string; revision: number; now: number }]>;

  constructor(db: Database.Database) {
    this.pieces = new PieceRepository(db, {
      pieces: 'attachment_pieces',
      owner: 'attachments',
      id: 'attachment_id',
    });
    this.ofCall = db.prepare(`${READ} where a.call_id = ? order by a.number`);
    this.byId = db.prepare(`${READ} where a.id = ?`);
    this.added =
      db.prepare(`insert into attachments (id, call_id, number, type, size, sha256, added_by, added_at)
      values (:id, :callId, (select coalesce(max(number), 0) + 1 from attachments where call_id = :callId),
        :type, :size, :sha256, :addedBy, :addedAt)`);
    this.dropped = db.prepare('delete from attachments where id = ?');
    this.leaving = db.prepare(
      'update attachments set is_leaving = ? where id = ? and until_revision is null',
    );
    this.bound = db.prepare(`update attachments set since_revision = :revision
      where call_id = :callId and since_revision is null`);
    this.left = db.prepare(`update attachments set until_revision = :revision, is_leaving = 0
      where call_id = :callId and is_leaving = 1 and since_revision < :revision`);
    this.owed = db.prepare(`insert into attachment_outbox (attachment_id, queued_at, next_try_at)
      select id, :now, :now from attachments where call_id = :callId and since_revision = :revision`);
  }

  listOf(callId: string): StoredAttachment[] {
    return this.ofCall.all(callId).map(fromRow);
  }

  find(id: string): StoredAttachment | undefined {
    const row = this.byId.get(id);
    return row && fromRow(row);
  }

  add(attachment: NewAttachment): void {
    this.added.run(attachment);
  }

  /** Takes an attachment back that no record names; its pieces go one by one (`PieceKeeper.sweep`). */
  drop(id: string): void {
    this.dropped.run(id);
  }

  setLeaving(id: string, isLeaving: boolean): void {
    this.leaving.run(Number(isLeaving), id);
  }

  /** What the next revision of the call names. */
  nextRefs(callId: string): AttachmentRef[] {
    return this.listOf(callId)
      .filter(({ untilRevision, isLeaving }) => untilRevision === null && !isLeaving)
      .map(({ id, type, size, sha256 }) => ({ id, type, size, sha256 }));
  }

  /** In the transaction of a finish: the revision names what was added, names no more what leaves, and owes the new. */
  bind(callId: string, revision: number, now: number): void {
    this.left.run({ callId, revision });
    if (this.bound.run({ callId, revision }).changes > 0) this.owed.run({ callId, revision, now });
  }
}

function fromRow(row: Row): StoredAttachment {
  return { ...row, isLeaving: row.isLeaving === 1 };
}
