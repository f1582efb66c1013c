import { AttachmentId } from '../../../shared/attachments/attachment';
import {
  PIECE_BYTES,
  type AttachmentOutcome,
  type Input,
  type SessionPerson,
} from '../../../shared/ipc/contract';
import { ArrivingFiles, refused } from '../attachments/arriving-files';
import type { Cleaner } from '../attachments/cleaner';
import { PieceKeeper, sha256Of } from '../attachments/piece-keeper';
import type { AuditChain } from '../audit/chain';
import { newCallId } from '../calls/call-id';
import type { Cases } from '../cases/cases';
import type { Announce } from '../ports';
import { Refusal } from '../refusal';
import type { EvidenceRepository } from '../store/repositories/cases/evidence';
import type { SpareWriter } from '../store/writer';
import type { Clock } from '../sync/ports';

export interface EvidenceParts {
  cases: Cases;
  evidence: EvidenceRepository;
  writer: SpareWriter;
  audit: AuditChain;
  clock: Clock;
  clean: Cleaner;
  announce: Announce;
}

const MAX_FILES = 40;

/** Photos, documents and the sealed scan of an investigation: cleaned, hashed, kept, never changed. */
export class EvidenceFiles {
  private readonly arriving = new ArrivingFiles();
  private readonly keeper: PieceKeeper;

  constructor(private readonly parts: EvidenceParts) {
    this.keeper = new PieceKeeper(parts.evidence.pieces, parts.writer);
  }

  /** A file is going to be handed over, for a case in handling or waiting for its replies. */
  begin(person: SessionPerson, { callId, size }: Input<'evidence.begin'>): AttachmentOutcome {
    if (!this.takesFiles(callId)) return refused('call_ended');
    const isFull = this.parts.evidence.listOf(callId).length >= MAX_FILES;
    return this.arriving.begin(person.id, callId, size, isFull);
  }

  /** Throws `outdated` where another file took its place or a piece is missing. */
  piece(person: SessionPerson, input: Input<'evidence.piece'>): Record<string, never> {
    return this.arriving.piece(person.id, input);
  }

  /** Cleans and keeps it. The same bytes again are the same piece of evidence. Never throws for what is in the file. */
  async end(person: SessionPerson, uploadId: number): Promise<AttachmentOutcome> {
    const file = this.arriving.take(person.id, uploadId);
    if (file === undefined) return refused('superseded');
    const { callId } = file;
    const cleaned = await this.parts.clean(file.bytes);
    if (!cleaned.ok) return refused(cleaned.reason);
    const { type, bytes } = cleaned;
    const sha256 = await sha256Of(bytes);
    const { evidence, audit, clock, announce } = this.parts;
    const same = () => evidence.listOf(callId).find((each) => each.sha256 === sha256)?.id;
    const known = same();
    if (known !== undefined) return { kind: 'added', id: known };
    const now = clock.now();
    const id = AttachmentId.parse(newCallId(now));
    const outcome = await this.keeper.keep(id, bytes, (): AttachmentOutcome => {
      const twin = same();
      if (twin !== undefined) return { kind: 'added', id: twin };
      if (!this.takesFiles(callId)) return refused('call_ended');
      evidence.add({ id, callId, type, size: bytes.length, sha256, addedBy: person.id, addedAt: now });
      audit.append({ at: now, actor: person.id, act: 'evidence_added', subject: callId, detail: sha256 });
      return { kind: 'added', id };
    });
    if (outcome === 'disk_full') return refused('disk_full');
    if (outcome.kind === 'added') announce('cases', [callId]);
    return outcome;
  }

  /** A piece of it as it was cleaned, from this byte on; empty at the end. */
  read(id: string, offset: number): { bytes: Uint8Array<ArrayBuffer> } {
    if (this.parts.evidence.find(id) === undefined) throw new Refusal('not_found');
    return { bytes: new Uint8Array(this.parts.evidence.pieces.read(id, offset, PIECE_BYTES)) };
  }

  /** Removes what a crash or a full disk left. */
  sweep(): Promise<void> {
    return this.keeper.sweep();
  }

  private takesFiles(callId: string): boolean {
    const { stage } = this.parts.cases.get(callId).state;
    return stage === 'handling' || stage === 'replying';
  }
}
