import { createHash } from 'node:crypto';
import {
  AttachmentId,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
  neutralName,
} from '../../../shared/attachments/attachment';
import { ProblemDetails } from '../../../shared/center-api/messages';
import {
  PIECE_BYTES,
  type AttachmentOutcome,
  type AttachmentView,
  type Input,
  type NotTaken,
  type SessionPerson,
} from '../../../shared/ipc/contract';
import type { AuditChain } from '../audit/chain';
import { newCallId } from '../calls/call-id';
import type { Announce } from '../ports';
import { Refusal } from '../refusal';
import type { AttachmentRepository, StoredAttachment } from '../store/repositories/attachments/attachments';
import type { CallRepository } from '../store/repositories/calls';
import type { DraftRepository } from '../store/repositories/drafts';
import type { SpareWriter } from '../store/writer';
import type { Clock } from '../sync/ports';
import type { UploadOutbox } from '../sync/uploads/ports';
import type { Cleaner } from './cleaner';

export interface AttachmentParts {
  attachments: AttachmentRepository;
  uploads: Pick<UploadOutbox, 'makeDue' | 'read'>;
  drafts: DraftRepository;
  calls: CallRepository;
  writer: SpareWriter;
  audit: AuditChain;
  clock: Clock;
  clean: Cleaner;
  announce: Announce;
  /** Bytes of it that the center has, as last heard; undefined where nothing goes out from here. */
  sentOf: (id: string) => number;
  wakeUploads: (why: 'work' | 'person') => void;
}

/** A file on its way from the window; in memory alone, never in a file of its own. */
interface Arriving {
  uploadId: number;
  callId: string;
  bytes: Uint8Array<ArrayBuffer>;
  length: number;
}

/** One transaction each: what a keystroke may have to wait for. */
const STORED_BYTES = 128_000;

const yielded = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Photos and documents of calls: taken in, cleaned, kept in the store, shown. What a record names stays. */
export class Attachments {
  private readonly arriving = new Map<string, Arriving>();
  private lastUpload = 0;
  /** Being written just now: their pieces belong to nothing yet. */
  private readonly keeping = new Set<string>();
  private isSweeping = false;

  constructor(private readonly parts: AttachmentParts) {}

  /** A file is going to be handed over, for a call in this person's hands. Says at once where it cannot be taken. */
  begin(person: SessionPerson, { callId, size }: Input<'attachment.begin'>): AttachmentOutcome {
    this.ownDraft(person, callId);
    this.arriving.delete(person.id);
    if (size === 0) return refused('empty');
    if (size > MAX_ATTACHMENT_BYTES) return refused('too_large');
    if (this.parts.attachments.nextRefs(callId).length >= MAX_ATTACHMENTS) return refused('too_many');
    const uploadId = (this.lastUpload += 1);
    this.arriving.set(person.id, { uploadId, callId, bytes: new Uint8Array(size), length: 0 });
    return { kind: 'begun', uploadId };
  }

  /** The next bytes of it. Throws `outdated` where another file took its place or a piece is missing. */
  piece(
    person: SessionPerson,
    { uploadId, offset, bytes }: Input<'attachment.piece'>,
  ): Record<string, never> {
    const file = this.arriving.get(person.id);
    if (file?.uploadId !== uploadId || offset !== file.length || offset + bytes.length > file.bytes.length) {
      throw new Refusal('outdated');
    }
    file.bytes.set(bytes, offset);
    file.length += bytes.length;
    return {};
  }

  /**
   * Judges, cleans and keeps it: piece by piece, each its own transaction, and last the row that makes it count, so that
   * a crash leaves none of it or all. Never throws for what is in the file, nor for a full disk: the call in hand goes
   * on without it.
   */
  async end(person: SessionPerson, uploadId: number): Promise<AttachmentOutcome> {
    const file = this.arriving.get(person.id);
    if (file?.uploadId !== uploadId || file.length !== file.bytes.length) return refused('superseded');
    this.arriving.delete(person.id);
    const { callId } = file;
    const cleaned = await this.parts.clean(file.bytes);
    if (!cleaned.ok) return refused(cleaned.reason);
    const { clock, writer, attachments, audit, announce } = this.parts;
    const now = clock.now();
    const id = AttachmentId.parse(newCallId(now));
    const { type, bytes } = cleaned;
    this.keeping.add(id);
    try {
      const sha256 = await this.keepPieces(id, bytes);
      const isAdded = writer.writeSpare(() => {
        if (this.parts.drafts.find(callId)?.ownerId !== person.id) return false;
        if (attachments.nextRefs(callId).length >= MAX_ATTACHMENTS) return false;
        attachments.add({ id, callId, type, size: bytes.length, sha256, addedBy: person.id, addedAt: now });
        audit.append({
          at: now,
          actor: person.id,
          act: 'attachment_added',
          subject: callId,
          detail: bytes.length,
        });
        return true;
      });
      if (!isAdded) return refused('call_ended');
    } catch (error) {
      if (!(error instanceof Refusal) || error.failure.code !== 'store_full') throw error;
      return refused('disk_full');
    } finally {
      this.keeping.delete(id);
      void this.sweep();
    }
    announce('attachments', [callId]);
    return { kind: 'added', id };
  }

  private async keepPieces(id: AttachmentId, bytes: Uint8Array): Promise<string> {
    const { writer, attachments } = this.parts;
    const hash = createHash('sha256');
    for (let place = 0; place * STORED_BYTES < bytes.length; place += 1) {
      const piece = bytes.subarray(place * STORED_BYTES, (place + 1) * STORED_BYTES);
      hash.update(piece);
      writer.writeSpare(() => attachments.addPiece(id, place, piece));
      await yielded(); // others first: a keystroke waits for one piece at most
    }
    return hash.digest('hex');
  }

  /** Of a call in this person's hands all; else what its records name, for who answered and for supervisors. */
  list(person: SessionPerson, callId: string): AttachmentView[] {
    const { attachments, calls, drafts } = this.parts;
    const isOwner = drafts.find(callId)?.ownerId === person.id;
    const head = calls.findHead(callId);
    const maySee = head !== undefined && (person.role === 'supervisor' || head.agentId === person.id);
    if (!isOwner && !maySee) throw new Refusal('not_found');
    return attachments
      .listOf(callId)
      .filter((each) => isOwner || each.sinceRevision !== null)
      .map((each) => this.viewOf(each, isOwner));
  }

  /** What no record names is gone for good; what one names only leaves with the next revision, and may come back. */
  remove(person: SessionPerson, id: string, isRemoved: boolean): AttachmentView[] {
    const { writer, attachments, audit, clock, announce } = this.parts;
    const found = attachments.find(id);
    if (found === undefined) throw new Refusal('not_found');
    const { callId, sinceRevision, size } = found;
    this.ownDraft(person, callId);
    if (!isRemoved && attachments.nextRefs(callId).length >= MAX_ATTACHMENTS)
      throw new Refusal('not_allowed');
    writer.write(() => {
      if (sinceRevision !== null) attachments.setLeaving(id, isRemoved);
      else if (isRemoved) attachments.drop(id);
      if (!isRemoved) return;
      audit.append({
        at: clock.now(),
        actor: person.id,
        act: 'attachment_removed',
        subject: callId,
        detail: size,
      });
    });
    if (sinceRevision === null) void this.sweep();
    announce('attachments', [callId]);
    return this.list(person, callId);
  }

  /** Throws `not_found` for whom `list` would not show it. */
  read(person: SessionPerson, id: string, offset: number): { bytes: Uint8Array<ArrayBuffer> } {
    this.visible(person, id);
    return { bytes: new Uint8Array(this.parts.uploads.read(id, offset, PIECE_BYTES)) };
  }

  /** One that the center refused goes out again; its key is the same. */
  retry(person: SessionPerson, id: string): AttachmentView[] {
    const { callId } = this.visible(person, id);
    this.parts.uploads.makeDue(id, this.parts.clock.now());
    this.parts.wakeUploads('person');
    this.parts.announce('attachments', [callId]);
    return this.list(person, callId);
  }

  /** Removes pieces that belong to nothing: a crash's, a full disk's, those taken back. A few at a time. */
  async sweep(): Promise<void> {
    if (this.isSweeping) return;
    this.isSweeping = true;
    try {
      const { attachments, writer } = this.parts;
      for (const id of attachments.findOrphans()) {
        if (this.keeping.has(id)) continue;
        while (writer.writeSpare(() => attachments.dropPiece(id))) await yielded();
      }
    } catch {
      // A full disk lets nothing be deleted: again at the next start.
    } finally {
      this.isSweeping = false;
    }
  }

  private ownDraft(person: SessionPerson, callId: string): void {
    const owner = this.parts.drafts.find(callId)?.ownerId;
    if (owner === undefined) throw new Refusal('not_found');
    if (owner !== person.id) throw new Refusal('not_allowed');
  }

  private visible(person: SessionPerson, id: string): StoredAttachment {
    const found = this.parts.attachments.find(id);
    const isListed = found && this.list(person, found.callId).some((each) => each.id === id);
    if (!isListed) throw new Refusal('not_found');
    return found;
  }

  private viewOf(each: StoredAttachment, isOwner: boolean): AttachmentView {
    const sent = each.delivery === 'received' ? each.size : this.parts.sentOf(each.id);
    return {
      id: each.id,
      name: neutralName(each.number, each.type),
      type: each.type,
      size: each.size,
      addedAt: each.addedAt,
      state: stateOf(each, sent),
      sent,
      refusal: each.refusal === null ? null : reasonIn(each.refusal),
      receivedAt: each.receivedAt,
      isRemoved: each.isLeaving || each.untilRevision !== null,
      canBeRemoved: isOwner && each.untilRevision === null,
    };
  }
}

function stateOf({ delivery }: StoredAttachment, sent: number): AttachmentView['state'] {
  if (delivery === null) return 'draft';
  if (delivery === 'owed') return sent > 0 ? 'sending' : 'waiting';
  return delivery;
}

function reasonIn(refusal: string): string {
  const problem = ProblemDetails.safeParse(JSON.parse(refusal));
  return problem.data?.errors?.[0]?.code ?? problem.data?.title ?? '';
}

function refused(reason: NotTaken): AttachmentOutcome {
  return { kind: 'refused', reason };
}
