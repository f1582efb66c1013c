import type { AttachmentRef } from '../../../../shared/attachments/attachment';
import type { AttachmentReceipt, UploadMetadata } from '../../../../shared/center-api/attachments';
import type { ProblemDetails } from '../../../../shared/center-api/messages';
import type { Clock, Exchange, LinkCause, Timer } from '../ports';

/** An attachment owed to the center, of a record that the center has. */
export interface OwedUpload extends UploadMetadata {
  size: AttachmentRef['size'];
  tries: number;
}

/** The store's side. Nothing is ever deleted on failure. */
export interface UploadOutbox {
  /** The one that is due, fewest tries first, then oldest; undefined where there is none. */
  next(now: number): OwedUpload | undefined;
  read(id: string, offset: number, length: number): Uint8Array;
  /** Receipt and state in one transaction. */
  accept(receipt: AttachmentReceipt, now: number): void;
  postpone(id: string, nextTryAt: number): void;
  /** Only a person brings it back. */
  refuse(id: string, problem: ProblemDetails): void;
  makeDue(id: string, now: number): void;
  summary(): { owed: number; refused: number; nextTryAt: number | null };
}

/** The way to the center for bytes: tus 1.0.0. Every method resolves, as those of CenterClient. */
export interface UploadClient {
  announce(upload: OwedUpload, signal: AbortSignal): Promise<Exchange>;
  offsetOf(id: string, signal: AbortSignal): Promise<Exchange>;
  append(id: string, offset: number, bytes: Uint8Array, signal: AbortSignal): Promise<Exchange>;
  receiptOf(id: string, signal: AbortSignal): Promise<Exchange>;
}

export type UploadEvent =
  | { event: 'upload'; cause: 'received' | 'refused' | 'not_proven' | 'own_fault'; ms: number }
  | { event: 'upload_hold'; cause: LinkCause | 'store_failed'; forMs: number };

export interface UploaderParts {
  outbox: UploadOutbox;
  center: UploadClient;
  isTrusted: (upload: OwedUpload, receipt: AttachmentReceipt) => boolean | Promise<boolean>;
  clock: Clock;
  timer: Timer;
  random: () => number;
  /** The attachment of this record has moved on: bytes, or its state. */
  onChange: (recordId: string) => void;
  log: (event: UploadEvent) => void;
}

export interface Uploader {
  start(): void;
  /** Lets the piece in hand finish for at most `deadlineMs`. */
  stop(deadlineMs: number): Promise<void>;
  /** Something may be due: a record was received, a person wants it now. */
  wake(why: 'work' | 'person'): void;
  whenIdle(): Promise<void>;
  /** Bytes of this attachment that the center has said to have, as far as this process knows. */
  sentOf(id: string): number;
}
