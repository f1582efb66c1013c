import { MAX_ATTACHMENT_BYTES, neutralName } from '../../../shared/attachments/attachment';
import { zip } from '../../../shared/attachments/office/zip';
import type { Input, SessionPerson } from '../../../shared/ipc/contract';
import { textsOf, withText } from '../../../shared/investigation/fields';
import type { Investigation } from '../../../shared/investigation/investigation';
import { mailOf } from '../../../shared/investigation/mail';
import { NUMBER_TAG, paperOfInvestigation } from '../../../shared/investigation/paper';
import { problemsOfInvestigation } from '../../../shared/investigation/problems';
import type {
  BroughtBack,
  BroughtField,
  Handed,
  InvestigationView,
} from '../../../shared/investigation/views';
import { findIdentity } from '../../../shared/privacy/find-identity';
import type { Paper } from '../../../shared/papers/paper';
import { fileTools } from '../attachments/file-tools';
import type { AuditChain } from '../audit/chain';
import { paperToDocx } from '../papers/docx';
import { Refusal } from '../refusal';
import type { EvidenceRepository } from '../store/repositories/cases/evidence';
import type { InvestigationRepository } from '../store/repositories/cases/investigations';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';
import type { Investigations, OpenInvestigation } from './investigations';
import type { ReportOffice } from './ports';
import { readControls } from './read-docx';

export interface DocumentParts {
  own: Investigations;
  investigations: InvestigationRepository;
  evidence: EvidenceRepository;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  /** Undefined where there is nobody to ask. */
  office: ReportOffice | undefined;
}

/** The report on its ways out and back: docx and pdf, the package for the center's mailbox, a docx edited elsewhere. */
export class InvestigationDocuments {
  /** What a person brought back last, until it is taken. */
  private readonly brought = new Map<string, { callId: string; fields: ReadonlyMap<string, string> }>();

  constructor(private readonly parts: DocumentParts) {}

  /** Throws `act_refused` while anything is open in it: no paper goes out with an empty section. */
  async export(person: SessionPerson, { callId, format }: Input<'investigation.export'>): Promise<Handed> {
    const paper = this.paper(this.complete(callId));
    const { office } = this.parts;
    if (office === undefined) return { kind: 'cancelled' };
    const bytes = format === 'docx' ? await paperToDocx(paper) : await office.pdf(paper);
    return this.handOut(person, callId, `${this.fileName(callId)}.${format}`, bytes);
  }

  /**
   * What is mailed to the center, in one archive: the signed report as docx and pdf, the sealed scan, and the words to go
   * with it, which hold numbers and the finding alone. Throws `act_refused` before the signature and the seal.
   */
  async package(person: SessionPerson, callId: string): Promise<Handed> {
    const open = this.complete(callId);
    const { state } = open.known;
    const { office, investigations, evidence } = this.parts;
    if (state.report === null) throw new Refusal('act_refused', { reason: 'report_missing' });
    const seal = investigations.seal(callId, state.report.revision);
    const scan = seal && evidence.find(seal.evidenceId);
    if (scan === undefined) throw new Refusal('act_refused', { reason: 'seal_missing' });
    if (office === undefined) return { kind: 'cancelled' };
    const paper = this.paper(open);
    const files = [
      { name: 'report.docx', bytes: await paperToDocx(paper) },
      { name: 'report.pdf', bytes: await office.pdf(paper) },
      { name: `sealed-scan.${neutralName(1, scan.type).split('.')[1]}`, bytes: evidence.bytesOf(scan.id) },
    ];
    const mail = mailOf({
      localNumber: open.known.record.localNumber,
      centerNumber: investigations.centerNumberOf(callId),
      unit: open.form.signature.unit,
      finding: state.report.finding,
      date: open.form.signature.date,
      files: files.map(({ name }) => name),
    });
    if (findIdentity(mail).length > 0) throw new Refusal('act_refused', { reason: 'papers_incomplete' });
    // With a mark of its encoding: older editors take a text without one for another.
    files.push({ name: 'mail.txt', bytes: fileTools.encodeUtf8(`\uFEFF${mail}`) });
    return this.handOut(person, callId, `${this.fileName(callId)}.zip`, zip(files, fileTools));
  }

  /** Asks for an edited docx and says what is different in it; takes nothing yet. */
  async bringBack(person: SessionPerson, callId: string): Promise<BroughtBack> {
    const { known } = this.parts.own.open(callId);
    if (known.state.stage !== 'handling') throw new Refusal('act_refused', { reason: 'report_signed' });
    const bytes = (await this.parts.office?.open(MAX_ATTACHMENT_BYTES)) ?? null;
    if (bytes === null) return { kind: 'cancelled' };
    const read = readControls(bytes);
    if (!read.ok) return { kind: 'refused', reason: read.reason };
    const number = read.fields.get(NUMBER_TAG);
    if (number === undefined) return { kind: 'refused', reason: 'not_a_report' };
    if (number.trim() !== known.record.localNumber) return { kind: 'refused', reason: 'other_report' };
    // Looked up again: the dialog may have stood open for long.
    const { form } = this.parts.own.open(callId);
    this.brought.set(person.id, { callId, fields: read.fields });
    return { kind: 'read', ...compared(form, this.paper(this.parts.own.open(callId)), read.fields) };
  }

  /** Takes these fields of what was brought back into a new revision. Throws `outdated` where nothing was, or not here. */
  take(person: SessionPerson, { callId, saveCount, fields }: Input<'investigation.take'>): InvestigationView {
    const brought = this.brought.get(person.id);
    if (brought?.callId !== callId) throw new Refusal('outdated');
    let { form } = this.parts.own.open(callId);
    for (const field of fields) {
      const text = brought.fields.get(field);
      const next = text === undefined ? undefined : withText(form, field, tidied(text));
      if (next === undefined) throw new Refusal('outdated');
      form = next;
    }
    const view = this.parts.own.take(person, callId, saveCount, form, 'docx');
    this.brought.delete(person.id);
    return view;
  }

  private complete(callId: string): OpenInvestigation {
    const open = this.parts.own.open(callId);
    const problems = problemsOfInvestigation(open.form, this.parts.own.factsOf(open));
    if (problems.length > 0) throw new Refusal('act_refused', { reason: 'papers_incomplete' });
    return open;
  }

  private paper({ form, known }: OpenInvestigation): Paper {
    const { investigations, evidence } = this.parts;
    const { id, localNumber } = known.record;
    return paperOfInvestigation(form, {
      localNumber,
      centerNumber: investigations.centerNumberOf(id),
      evidence: evidence.listOf(id),
    });
  }

  /** The number alone: names of files tell nothing. */
  private fileName(callId: string): string {
    return this.parts.own.open(callId).known.record.localNumber;
  }

  private async handOut(
    person: SessionPerson,
    callId: string,
    name: string,
    bytes: Uint8Array,
  ): Promise<Handed> {
    const { office, writer, audit, clock } = this.parts;
    // Before a byte leaves this PC: no export without its row, whatever happens to it.
    writer.write(() =>
      audit.append({
        at: clock.now(),
        actor: person.id,
        act: 'investigation_exported',
        subject: callId,
        detail: name.split('.')[1] ?? '',
      }),
    );
    const fileName = (await office?.save(name, bytes)) ?? null;
    return fileName === null ? { kind: 'cancelled' } : { kind: 'saved', fileName };
  }
}

/** Word processors turn line ends and hard spaces their own way. */
function tidied(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .replace(/[\u200b\u200e\u200f\u2060\ufeff]/g, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n+$/, '');
}

function compared(
  form: Investigation,
  paper: Paper,
  fields: ReadonlyMap<string, string>,
): { differences: BroughtField[]; lost: string[] } {
  const out = new Set(tagsOf(paper));
  const texts = textsOf(form).filter(({ field }) => out.has(field));
  const differences: BroughtField[] = [];
  const lost: string[] = [];
  for (const { field, text } of texts) {
    const brought = fields.get(field);
    if (brought === undefined) lost.push(field);
    else {
      const becomes = tidied(brought);
      if (becomes === tidied(text)) continue;
      differences.push({ field, was: text, becomes, fits: withText(form, field, becomes) !== undefined });
    }
  }
  return { differences, lost };
}

function tagsOf(paper: Paper): string[] {
  return paper.blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return block.tag ?? [];
    if (block.kind === 'fields') return block.rows.flatMap(({ tag }) => tag ?? []);
    return block.kind === 'table' ? (block.tags ?? []).flat().filter((tag) => tag !== null) : [];
  });
}
