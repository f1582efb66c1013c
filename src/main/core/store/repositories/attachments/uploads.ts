import type Database from 'better-sqlite3';
import type { AttachmentReceipt } from '../../../../../shared/center-api/attachments';
import type { ProblemDetails } from '../../../../../shared/center-api/messages';
import type { OwedUpload, UploadOutbox } from '../../../sync/uploads/ports';
import type { Writer } from '../../writer';
import type { AttachmentRepository } from './attachments';

/** No pause is longer; a due time further away was written by another clock. */
const LONGEST_WAIT_MS = 3_600_000;
/** Never before the record that names it. */
const RECEIVED = `exists (select 1 from revisions v join receipts x on x.seq = v.seq
  where v.call_id = a.call_id and v.revision = a.since_revision)`;

/** The uploads' side of the store: what is owed of attachments whose record the center has. */
export class UploadRepository implements UploadOutbox {
  private readonly due: Database.Statement<[number, number], OwedUpload>;
  private readonly sums: Database.Statement<[], { owed: number; refused: number }>;
  private readonly soonest: Database.Statement<[], { at: number | null }>;
  private readonly received: Database.Statement<[AttachmentReceipt & { storedAt: number }]>;
  private readonly settled: Database.Statement<[string]>;
  private readonly postponed: Database.Statement<[number, string]>;
  private readonly refused: Database.Statement<[string, string]>;
  private readonly again: Database.Statement<[number, string]>;

  constructor(
    db: Database.Database,
    private readonly writer: Writer,
    private readonly attachments: AttachmentRepository,
  ) {
    this.due =
      db.prepare(`select a.id as attachmentId, a.call_id as recordId, a.since_revision as revision, a.type,
        a.size, a.sha256, o.tries
      from attachment_outbox o join attachments a on a.id = o.attachment_id
      where o.delivery = 'owed' and (o.next_try_at <= ? or o.next_try_at > ?) and ${RECEIVED}
      order by o.tries, o.queued_at, a.number limit 1`);
    this.sums = db.prepare(`select count(*) filter (where delivery = 'owed') as owed,
        count(*) filter (where delivery = 'refused') as refused from attachment_outbox`);
    this.soonest = db.prepare(`select min(o.next_try_at) as at
      from attachment_outbox o join attachments a on a.id = o.attachment_id
      where o.delivery = 'owed' and ${RECEIVED}`);
    this.received =
      db.prepare(`insert into attachment_receipts (attachment_id, record_id, revision, sha256, size,
        seat_id, received_at, key_id, signature, stored_at)
      values (:attachmentId, :recordId, :revision, :sha256, :size, :seatId, :receivedAt, :keyId, :signature, :storedAt)
      on conflict (attachment_id) do nothing`);
    this.settled = db.prepare('delete from attachment_outbox where attachment_id = ?');
    this.postponed = db.prepare(`update attachment_outbox set tries = tries + 1, next_try_at = ?
      where attachment_id = ? and delivery = 'owed'`);
    this.refused = db.prepare(
      "update attachment_outbox set delivery = 'refused', refusal = ? where attachment_id = ?",
    );
    this.again =
      db.prepare(`update attachment_outbox set delivery = 'owed', refusal = null, tries = 0, next_try_at = ?
      where attachment_id = ?`);
  }

  next(now: number): OwedUpload | undefined {
    return this.due.get(now, now + LONGEST_WAIT_MS);
  }

  read(id: string, offset: number, length: number): Uint8Array {
    return this.attachments.pieces.read(id, offset, length);
  }

  accept(receipt: AttachmentReceipt, now: number): void {
    this.writer.write(() => {
      this.received.run({ ...receipt, storedAt: now });
      this.settled.run(receipt.attachmentId);
    });
  }

  postpone(id: string, nextTryAt: number): void {
    this.writer.write(() => this.postponed.run(nextTryAt, id));
  }

  refuse(id: string, problem: ProblemDetails): void {
    this.writer.write(() => this.refused.run(JSON.stringify(problem), id));
  }

  makeDue(id: string, now: number): void {
    this.writer.write(() => this.again.run(now, id));
  }

  summary(): { owed: number; refused: number; nextTryAt: number | null } {
    return { ...(this.sums.get() ?? { owed: 0, refused: 0 }), nextTryAt: this.soonest.get()?.at ?? null };
  }
}
