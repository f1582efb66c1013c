import { createHash } from 'node:crypto';
import { AttachmentId, MAX_ATTACHMENT_BYTES } from '../../../shared/attachments/attachment';
import {
  PIECE_BYTES,
  type AttachmentOutcome,
  type Input,
  type NotTaken,
  type SessionPerson,
} from '../../../shared/ipc/contract';
import type { Cleaner } from '../attachments/cleaner';
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

interface Arriving {
  uploadId: number;
  callId: string;
  bytes: Uint8Array<ArrayBuffer>;
  length: number;
}

const MAX_FILES = 40;
/** One transaction each: what a keystroke may have to wait for. */
const STORED_BYTES = 128_000;
const yielded = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Photos, documents and the sealed scan of an investigation: cleaned, hashed, kept, never changed. */
export class EvidenceFiles {
  private readonly arriving = new Map<string, Arriving>();
  private lastUpload = 0;
  private readonly keeping = new Set<string>();

  constructor(private readonly parts: EvidenceParts) {}

  /** A file is going to be handed over, for a case in handling or waiting for its replies. */
  begin(person: SessionPerson, { callId, size }: Input<'evidence.begin'>): AttachmentOutcome {
    if (!this.takesFiles(callId)) return refused('call_ended');
    this.arriving.delete(person.id);
    if (size === 0) return refused('empty');
    if (size > MAX_ATTACHMENT_BYTES) return refused('too_large');
    if (this.parts.evidence.listOf(callId).length >= MAX_FILES) return refused('too_many');
    const uploadId = (this.lastUpload += 1);
    this.arriving.set(person.id, { uploadId, callId, bytes: new Uint8Array(size), length: 0 });
    return { kind: 'begun', uploadId };
  }

  /** Throws `outdated` where another file took its place or a piece is missing. */
  piece(person: SessionPerson, { uploadId, offset, bytes }: Input<'evidence.piece'>): Record<string, never> {
    const file = this.arriving.get(person.id);
    if (file?.uploadId !== uploadId || offset !== file.length || offset + bytes.length > file.bytes.length) {
      throw new Refusal('outdated');
    }
    file.bytes.set(bytes, offset);
    file.length += bytes.length;
    return {};
  }

  /** Cleans and keeps it. The same bytes again are the same piece of evidence. Never throws for what is in the file. */
  async end(person: SessionPerson, uploadId: number): Promise<AttachmentOutcome> {
    const file = this.arriving.get(person.id);
    if (file?.uploadId !== uploadId || file.length !== file.bytes.length) return refused('superseded');
    this.arriving.delete(person.id);
    const { callId } = file;
    const cleaned = await this.parts.clean(file.bytes);
    if (!cleaned.ok) return refused(cleaned.reason);
    const { type, bytes } = cleaned;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { evidence, writer, audit, clock, announce } = this.parts;
    const same = () => evidence.listOf(callId).find((each) => each.sha256 === sha256);
    const known = same();
    if (known !== undefined) return { kind: 'added', id: known.id };
    const now = clock.now();
    const id = AttachmentId.parse(newCallId(now));
    this.keeping.add(id);
    try {
      for (let place = 0; place * STORED_BYTES < bytes.length; place += 1) {
        const piece = bytes.subarray(place * STORED_BYTES, (place + 1) * STORED_BYTES);
        writer.writeSpare(() => evidence.addPiece(id, place, piece));
        await yielded(); // others first: a keystroke waits for one piece at most
      }
      const twin = same();
      if (twin !== undefined) return { kind: 'added', id: twin.id };
      if (!this.takesFiles(callId)) return refused('call_ended');
      writer.writeSpare(() => {
        evidence.add({ id, callId, type, size: bytes.length, sha256, addedBy: person.id, addedAt: now });
        audit.append({ at: now, actor: person.id, act: 'evidence_added', subject: callId, detail: sha256 });
      });
    } catch (error) {
      if (!(error instanceof Refusal) || error.failure.code !== 'store_full') throw error;
      return refused('disk_full');
    } finally {
      this.keeping.delete(id);
      void this.sweep();
    }
    announce('cases', [callId]);
    return { kind: 'added', id };
  }

  read(id: string, offset: number): { bytes: Uint8Array<ArrayBuffer> } {
    if (this.parts.evidence.find(id) === undefined) throw new Refusal('not_found');
    return { bytes: new Uint8Array(this.parts.evidence.bytesOf(id).subarray(offset, offset + PIECE_BYTES)) };
  }

  /** Removes pieces that belong to nothing: a crash's, or a full disk's. */
  async sweep(): Promise<void> {
    const { evidence, writer } = this.parts;
    try {
      for (const id of evidence.findOrphans()) {
        if (this.keeping.has(id)) continue;
        while (writer.writeSpare(() => evidence.dropPiece(id))) await yielded();
      }
    } catch {
      // A full disk lets nothing be deleted: again at the next start.
    }
  }

  private takesFiles(callId: string): boolean {
    const { stage } = this.parts.cases.get(callId).state;
    return stage === 'handling' || stage === 'replying';
  }
}

function refused(reason: NotTaken): AttachmentOutcome {
  return { kind: 'refused', reason };
}
