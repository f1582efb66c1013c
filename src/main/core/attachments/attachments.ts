import { AttachmentId, MAX_ATTACHMENTS, neutralName } from '../../../shared/attachments/attachment';
import { ProblemDetails } from '../../../shared/center-api/messages';
import {
  PIECE_BYTES,
  type AttachmentOutcome,
  type AttachmentView,
  type Input,
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
import { ArrivingFiles, refused } from './arriving-files';
import type { Cleaner } from './cleaner';
import { PieceKeeper, sha256Of } from './piece-keeper';

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

/** Photos and documents of calls: taken in, cleaned, kept in the store, shown. What a record names stays. */
export class Attachments {
  private readonly arriving = new ArrivingFiles();
  private readonly keeper: PieceKeeper;

  constructor(private readonly parts: AttachmentParts) {
    this.keeper = new PieceKeeper(parts.attachments.pieces, parts.writer);
  }

  /** A file is going to be handed over, for a call in this person's hands. Says at once where it cannot be taken. */
  begin(person: SessionPerson, { callId, size }: Input<'attachment.begin'>): AttachmentOutcome {
    this.ownDraft(person, callId);
    const isFull = this.parts.attachments.nextRefs(callId).length >= MAX_ATTACHMENTS;
    return this.arriving.begin(person.id, callId, size, isFull);
  }

  /** The next bytes of it. Throws `outdated` where another file took its place or a piece is missing. */
  piece(person: SessionPerson, input: Input<'attachment.piece'>): Record<string, never> {
    return this.arriving.piece(person.id, input);
  }

  /** Judges, cleans and keeps it. Never throws for what is in the file, nor for a full disk. */
  async end(person: SessionPerson, uploadId: number): Promise<AttachmentOutcome> {
    const file = this.arriving.take(person.id, uploadId);
    if (file === undefined) return refused('superseded');
    const { callId } = file;
    const cleaned = await this.parts.clean(file.bytes);
    if (!cleaned.ok) return refused(cleaned.reason);
    const { clock, attachments, audit, announce } = this.parts;
    const now = clock.now();
    const id = AttachmentId.parse(newCallId(now));
    const { type, bytes } = cleaned;
    const sha256 = await sha256Of(bytes);
    const outcome = await this.keeper.keep(id, bytes, (): 'added' | 'call_ended' => {
      if (this.parts.drafts.find(callId)?.ownerId !== person.id) return 'call_ended';
      if (attachments.nextRefs(callId).length >= MAX_ATTACHMENTS) return 'call_ended';
      attachments.add({ id, callId, type, size: bytes.length, sha256, addedBy: person.id, addedAt: now });
      audit.append({
        at: now,
        actor: person.id,
        act: 'attachment_added',
        subject: callId,
        detail: bytes.length,
      });
      return 'added';
    });
    if (outcome !== 'added') return refused(outcome);
    announce('attachments', [callId]);
    return { kind: 'added', id };
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
    return { bytes: new Uint8Array(this.parts.attachments.pieces.read(id, offset, PIECE_BYTES)) };
  }

  /** One that the center refused goes out again; its key is the same. */
  retry(person: SessionPerson, id: string): AttachmentView[] {
    const { callId } = this.visible(person, id);
    this.parts.uploads.makeDue(id, this.parts.clock.now());
    this.parts.wakeUploads('person');
    this.parts.announce('attachments', [callId]);
    return this.list(person, callId);
  }

  /** Removes what a crash or a full disk left. */
  sweep(): Promise<void> {
    return this.keeper.sweep();
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
