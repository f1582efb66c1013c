import { basename } from 'node:path';
import { assertNever } from '../../../shared/assert-never';
import type { FileRefusal } from '../../../shared/attachments/attachment';
import type { SessionPerson } from '../../../shared/ipc/contract';
import type { PaperOutcome } from '../../../shared/papers/outcome';
import { paperFileName } from '../../../shared/papers/file-name';
import { figurePageHtml, paperHtml } from '../../../shared/papers/html';
import { PAPER_FORMATS, type Block, type Paper, type PaperFormat } from '../../../shared/papers/paper';
import type { Cleaner } from '../attachments/cleaner';
import type { AuditChain } from '../audit/chain';
import { Refusal } from '../refusal';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';
import { paperToDocx } from './docx';
import type { PaperOffice } from './office';
import { readChosen, writeWhole } from './written-file';
import { paperToXlsx } from './xlsx';

export interface PaperParts {
  /** None in a harness without a shell: then nothing can be saved or printed. */
  office: PaperOffice | undefined;
  clean: Cleaner;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
}

/** Twice as fine as a screen: it is printed. */
const PNG_PX_PER_MM = (2 * 96) / 25.4;

/** What a person can do something about; all else is simply another kind of file. */
const SAID = new Set<FileRefusal>([
  'empty',
  'too_large',
  'two_in_one',
  'encrypted',
  'macros',
  'embedded',
  'damaged',
  'too_complex',
]);

/** Papers of the office as files, and on paper. Each that leaves stands in the audit before its first byte does. */
export class Papers {
  constructor(private readonly parts: PaperParts) {}

  /** What a paper can be saved as from here: nothing where there is no shell. */
  get formats(): readonly PaperFormat[] {
    return this.parts.office === undefined ? [] : PAPER_FORMATS;
  }

  /** Asks where, and writes the paper there. `subject`: what it is about, for the audit; never content. */
  async save(
    person: SessionPerson,
    paper: Paper,
    format: PaperFormat,
    fileName: string,
    subject: string,
  ): Promise<PaperOutcome> {
    return this.saveBytes(person, () => this.bytesOf(paper, format), format, fileName, subject);
  }

  /** The same for bytes of a writer of one's own. They are only made once the person has said where to. */
  async saveBytes(
    person: SessionPerson,
    make: () => Promise<Uint8Array>,
    format: PaperFormat,
    fileName: string,
    subject: string,
  ): Promise<PaperOutcome> {
    const chosen = await this.office().saveTo(paperFileName(fileName, format), format);
    if (chosen === null) return { kind: 'cancelled' };
    const path = chosen.toLowerCase().endsWith(`.${format}`) ? chosen : `${chosen}.${format}`;
    const made = await make();
    // A docx is neutral as it was written, and its figures are SVG, which no file from elsewhere may hold.
    const bytes = format === 'docx' ? made : await this.cleaned(made, format);
    this.note(person, 'paper_saved', subject, format);
    await writeWhole(path, bytes);
    return { kind: 'saved', fileName: basename(path) };
  }

  /** A paper laid out, with nothing left in the file of who or what made it, and when. */
  async pdf(paper: Paper): Promise<Uint8Array> {
    return this.cleaned(await this.bytesOf(paper, 'pdf'), 'pdf');
  }

  /** The system's print dialog; false where the person thought better of it. */
  async print(person: SessionPerson, paper: Paper, subject: string): Promise<boolean> {
    this.note(person, 'paper_printed', subject, 'print');
    return this.office().print(paperHtml(paper), paper.orientation);
  }

  /** Asks for a file and reads it, held to `maxBytes` and to what is harmless; null where the person thought better of it. */
  async open(format: PaperFormat, maxBytes: number): Promise<{ fileName: string; bytes: Uint8Array } | null> {
    const path = await this.office().openPaper(format);
    if (path === null) return null;
    const bytes = await readChosen(path, maxBytes);
    return { fileName: basename(path), bytes: await this.judged(bytes, format) };
  }

  private office(): PaperOffice {
    const { office } = this.parts;
    if (office === undefined) throw new Refusal('paper_not_written');
    return office;
  }

  private async bytesOf(paper: Paper, format: PaperFormat): Promise<Uint8Array> {
    switch (format) {
      case 'pdf':
        return this.office().toPdf(paperHtml(paper), paper.orientation);
      case 'docx':
        return paperToDocx({ ...paper, blocks: await Promise.all(paper.blocks.map(this.drawn)) });
      case 'xlsx':
        return paperToXlsx(paper);
      default:
        return assertNever(format);
    }
  }

  /** A figure with the picture that programs show which cannot draw SVG; without one where the PC cannot draw it either. */
  private readonly drawn = async (block: Block): Promise<Block> => {
    if (block.kind !== 'figure' || block.png !== null) return block;
    const [width, height] = [block.widthMm * PNG_PX_PER_MM, block.heightMm * PNG_PX_PER_MM];
    const picture = this.office().toPng(figurePageHtml(block), width, height);
    return { ...block, png: await picture.catch(() => null) };
  };

  /** What other programs wrote for us goes through the same hands as what comes in: no author, program or time stays. */
  private async cleaned(bytes: Uint8Array, format: PaperFormat): Promise<Uint8Array> {
    const cleaned = await this.parts.clean(Uint8Array.from(bytes));
    if (!cleaned.ok || cleaned.type !== format) throw new Refusal('paper_not_written');
    return cleaned.bytes;
  }

  private async judged(bytes: Uint8Array, format: PaperFormat): Promise<Uint8Array> {
    const cleaned = await this.parts.clean(Uint8Array.from(bytes));
    if (!cleaned.ok) {
      const reason = SAID.has(cleaned.reason) ? cleaned.reason : 'other_kind';
      throw new Refusal('paper_refused', { reason });
    }
    if (cleaned.type !== format) throw new Refusal('paper_refused', { reason: 'other_kind' });
    return cleaned.bytes;
  }

  private note(
    person: SessionPerson,
    act: 'paper_saved' | 'paper_printed',
    subject: string,
    detail: string,
  ): void {
    const { writer, audit, clock } = this.parts;
    writer.write(() => audit.append({ at: clock.now(), actor: person.id, act, subject, detail }));
  }
}
