import type { Enrolment } from '../../../shared/center-api/enrolment';
import type { DeskParts } from '../desk-parts';
import type { AuditChain } from '../audit/chain';
import { createAttachmentCheck, createReceiptProof } from '../sync/center/receipt-check';
import { syncLog } from '../sync/sync-log';
import { KeyFollower } from './key-follower';
import { KeyRing } from './key-ring';

type Parts = Pick<DeskParts, 'store' | 'enrolment' | 'center' | 'escrow' | 'clock' | 'announce' | 'log'>;
type ReceiptProof = ReturnType<typeof createReceiptProof>;
type AttachmentCheck = ReturnType<typeof createAttachmentCheck>;

/** The ring of the center's keys at a desk, who keeps it up to date, and the judges of what they sign. */
export class CenterKeys extends KeyRing {
  readonly follower: KeyFollower;
  /** A receipt under a key that is not known here waits until the center was asked for its rolls. */
  readonly isReceipt: ReceiptProof;
  readonly isAttachmentReceipt: (...asked: Parameters<AttachmentCheck>) => Promise<boolean>;

  constructor({ store, enrolment, center, escrow, clock, announce, log }: Parts, audit: AuditChain) {
    const { meta, keyStatements: statements } = store;
    super({ enrolled: enrolment.keys, statements, meta, writer: store, audit, announce });
    const seatId: Enrolment['seat']['id'] = enrolment.seat.id;
    this.follower = new KeyFollower({
      ring: this,
      center: center.keys,
      escrow,
      meta,
      writer: store,
      clock,
      log: syncLog(log),
    });
    const isReceipt = this.under((known) => createReceiptProof(seatId, known));
    this.isReceipt = async (sent, receipt) => {
      await this.follower.learn(receipt.keyId);
      return isReceipt(sent, receipt);
    };
    const isAttachmentReceipt = this.under((known) => createAttachmentCheck(seatId, known));
    this.isAttachmentReceipt = async (sent, receipt) => {
      await this.follower.learn(receipt.keyId);
      return isAttachmentReceipt(sent, receipt);
    };
  }
}
