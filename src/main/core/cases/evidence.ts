import { basename } from 'node:path';
import { AttachmentId, neutralName } from '../../../shared/attachments/attachment';
import {
  PIECE_BYTES,
  type AttachmentOutcome,
  type Input,
  type Output,
  type SessionPerson,
} from '../../../shared/ipc/contract';
import { ArrivingFiles, refused } from '../attachments/arriving-files';
import type { Cleaner } from '../attachments/cleaner';
import { PieceKeeper, sha256Of } from '../attachments/piece-keeper';
import type { AuditChain } from '../audit/chain';
import { newCallId } from '../calls/call-id';
import type { Cases } from './cases';
import { writeWhole } from '../papers/written-file';
import type { Announce, FileDialogs } from '../ports';
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
  /** Undefined where there is nobody to ask. */
  dialogs: FileDialogs | undefined;
}

const MAX_FILES = 100;

/** Photos and documents of a case, for its acts, its report and the sealed scan: cleaned, hashed, kept, never changed. */
export class EvidenceFiles {
  private readonly arriving = new ArrivingFiles();
  private readonly keeper: PieceKeeper;

  constructor(private readonly parts: EvidenceParts) {
    this.keeper = new PieceKeeper(parts.evidence.pieces, parts.writer);
  }

  /** A file is going to be handed over. A closed case takes some, too: an objection, a reward. Throws `not_found` for what is no case. */
  begin(person: SessionPerson, { callId, size }: Input<'evidence.begin'>): AttachmentOutcome {
    this.parts.cases.get(callId);
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

  /** A copy of it to look at elsewhere, under a neutral name. */
  async save(person: SessionPerson, id: string): Promise<Output<'evidence.save'>> {
    const { evidence, cases, dialogs, writer, audit, clock } = this.parts;
    const found = evidence.find(id);
    if (found === undefined) throw new Refusal('not_found');
    if (dialogs === undefined) throw new Refusal('paper_not_written');
    const { callId, number, type, size, sha256 } = found;
    const { localNumber } = cases.get(callId).record;
    const path = await dialogs.saveTo(`${localNumber} ${neutralName(number, type)}`);
    if (path === null) return { kind: 'cancelled' };
    const bytes = await this.keeper.whole(id, size);
    writer.write(() =>
      audit.append({
        at: clock.now(),
        actor: person.id,
        act: 'evidence_saved',
        subject: callId,
        detail: sha256,
      }),
    );
    await writeWhole(path, bytes);
    return { kind: 'saved', fileName: basename(path) };
  }

  /** Removes what a crash or a full disk left. */
  sweep(): Promise<void> {
    return this.keeper.sweep();
  }
}
