import type { AttachmentId, AttachmentRef } from '../../shared/attachments/attachment';
import { CallRecord } from '../../shared/call/record';
import {
  AttachmentReceipt,
  attachmentReceiptText,
  type AttachmentClaim,
  type UploadMetadata,
} from '../../shared/center-api/attachments';
import { SeatId } from '../../shared/ids';
import type { Database } from '../database/database';
import type { CenterKeys } from '../keys/keys';
import { judgeBytes, type ByteRefusal } from './judge';

export type Announced = { kind: 'announced' } | { kind: 'no_record' } | { kind: 'refused'; why: 'not_named' };
export type Appended = { kind: 'appended'; offset: number } | { kind: 'unknown' } | { kind: 'other_offset' };
export type Proved =
  | { kind: 'proved'; receipt: AttachmentReceipt }
  | { kind: 'unknown' }
  | { kind: 'incomplete' }
  | { kind: 'refused'; why: ByteRefusal };

/** Uploads of all seats, in the database alone: any process of the center can go on with any of them. */
export interface AttachmentStore {
  /** Only what a received record of this seat names, with the same type, size and hash. */
  announce(seatId: string, upload: UploadMetadata, size: number, now: number): Promise<Announced>;
  /** How far it is; undefined where it was not announced by this seat. */
  find(seatId: string, id: AttachmentId): Promise<{ offset: number; size: number } | undefined>;
  /** One transaction; of two that come at once for the same place, one finds another offset. */
  append(seatId: string, id: AttachmentId, offset: number, bytes: Uint8Array): Promise<Appended>;
  /** Holds the whole to its hash, then signs once. Bytes that are not what was announced are dropped. */
  prove(seatId: string, id: AttachmentId, now: number): Promise<Proved>;
  /** The bytes of what was received, for tests and operators. */
  read(id: AttachmentId): Promise<Uint8Array>;
}

interface Row {
  record_id: string;
  revision: number;
  type: AttachmentRef['type'];
  size: number;
  sha256: string;
  received: number;
  receipt: string | null;
}

export function createAttachmentStore(
  database: Database,
  keys: Pick<CenterKeys, 'sign' | 'signing'>,
): AttachmentStore {
  async function rowOf(seatId: string, id: string): Promise<Row | undefined> {
    const rows = await database.query<Row>(
      `select record_id, revision, type, size, sha256, received, receipt
       from attachments where attachment_id = $1 and seat_id = $2`,
      [id, seatId],
    );
    return rows[0];
  }

  async function read(id: string): Promise<Uint8Array> {
    const rows = await database.query<{ bytes: Uint8Array }>(
      'select bytes from attachment_pieces where attachment_id = $1 order by start_at',
      [id],
    );
    return Buffer.concat(rows.map((row) => row.bytes));
  }

  return {
    async announce(seatId, { attachmentId, recordId, revision, type, sha256 }, size, now) {
      const [record] = await database.query<{ body: string }>(
        'select body from records where record_id = $1 and revision = $2 and seat_id = $3',
        [recordId, revision, seatId],
      );
      if (record === undefined) return { kind: 'no_record' };
      const named = CallRecord.parse(JSON.parse(record.body)).attachments ?? [];
      const isNamed = named.some(
        (each) =>
          each.id === attachmentId && each.type === type && each.size === size && each.sha256 === sha256,
      );
      if (!isNamed) return { kind: 'refused', why: 'not_named' };
      await database.query(
        `insert into attachments (attachment_id, seat_id, record_id, revision, type, size, sha256, announced_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
        [attachmentId, seatId, recordId, revision, type, size, sha256, now],
      );
      const row = await rowOf(seatId, attachmentId);
      const isSame = row?.record_id === recordId && row.size === size && row.sha256 === sha256;
      return isSame ? { kind: 'announced' } : { kind: 'refused', why: 'not_named' };
    },
    async find(seatId, id) {
      const row = await rowOf(seatId, id);
      return row && { offset: row.received, size: row.size };
    },
    append: (seatId, id, offset, bytes) =>
      database.transaction(async (transaction): Promise<Appended> => {
        const moved = await transaction.query<{ received: number }>(
          `update attachments set received = received + $4
           where attachment_id = $1 and seat_id = $2 and received = $3 and received + $4 <= size and receipt is null
           returning received`,
          [id, seatId, offset, bytes.length],
        );
        const [row] = moved;
        if (row === undefined) {
          const known = await transaction.query(
            'select 1 from attachments where attachment_id = $1 and seat_id = $2',
            [id, seatId],
          );
          return { kind: known.length === 0 ? 'unknown' : 'other_offset' };
        }
        await transaction.query(
          'insert into attachment_pieces (attachment_id, start_at, bytes) values ($1, $2, $3)',
          [id, offset, bytes],
        );
        return { kind: 'appended', offset: row.received };
      }),
    async prove(seatId, id, now) {
      const row = await rowOf(seatId, id);
      if (row === undefined) return { kind: 'unknown' };
      if (row.receipt !== null) return { kind: 'proved', receipt: receiptIn(row.receipt) };
      if (row.received < row.size) return { kind: 'incomplete' };
      const why = judgeBytes(await read(id), row);
      if (why !== null) {
        await drop(id);
        return { kind: 'refused', why };
      }
      const claim: AttachmentClaim = {
        attachmentId: id,
        recordId: AttachmentReceipt.shape.recordId.parse(row.record_id),
        revision: row.revision,
        sha256: row.sha256,
        size: row.size,
        seatId: SeatId.parse(seatId),
        receivedAt: now,
        keyId: keys.signing.id,
      };
      const receipt = { ...claim, signature: keys.sign(attachmentReceiptText(claim)) };
      await database.query(
        'update attachments set receipt = $2 where attachment_id = $1 and receipt is null and received = size',
        [id, JSON.stringify(receipt)],
      );
      // Another process may have been first: its receipt is the one.
      const kept = (await rowOf(seatId, id))?.receipt;
      return kept ? { kind: 'proved', receipt: receiptIn(kept) } : { kind: 'incomplete' };
    },
    read,
  };

  /** From the beginning again: nothing of what does not hold is kept. */
  function drop(id: string): Promise<void> {
    return database.transaction(async (transaction) => {
      const reset = await transaction.query(
        'update attachments set received = 0 where attachment_id = $1 and receipt is null returning 1',
        [id],
      );
      if (reset.length > 0)
        await transaction.query('delete from attachment_pieces where attachment_id = $1', [id]);
    });
  }
}

function receiptIn(text: string): AttachmentReceipt {
  return AttachmentReceipt.parse(JSON.parse(text));
}
