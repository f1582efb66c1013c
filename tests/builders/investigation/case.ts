import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PaperOffice } from '../../../src/main/core/papers/office';
import type { CallId } from '../../../src/shared/ids';
import type { Investigation } from '../../../src/shared/investigation/investigation';
import type { Clock } from '../../../src/main/core/sync/ports';
import { DIRECTORY } from '../../window/seat/workbench/fake-directory';
import { aReferral } from '../case';
import { aCore, type CoreOptions, type RunningCore, type Window } from '../core';
import { aReportForm } from '../draft';
import { SUPERVISOR } from '../enrolment';
import { aPdf } from '../files/documents';
import { aPng } from '../files/pictures';
import { aFolder } from '../store';
import { anInvestigation, NIGHTLY, POINTS } from './report';

export const HEAD_ID = '01900000-0000-7000-8000-000000000010';
export const DEPUTY_ID = '01900000-0000-7000-8000-000000000013';
export const HANDLER_ID = '01900000-0000-7000-8000-000000000012';

const at = (shanghai: string) => Date.parse(`${shanghai}+08:00`);

/** The shell's side in a folder: what is written lies there, and what a person would have chosen is laid there. */
export class PretendedOffice implements PaperOffice {
  private readonly folder = aFolder();
  private readonly inbox = aFolder();
  toOpen: Uint8Array | null = null;
  /** Every page that was to be laid out. */
  readonly pages: string[] = [];
  readonly toPdf = async (html: string) => {
    this.pages.push(html);
    return aPdf();
  };
  readonly toPng = async () => aPng();
  readonly print = async () => false;
  readonly saveTo = async (fileName: string) => join(this.folder, fileName);
  readonly openPaper = async () => {
    if (this.toOpen === null) return null;
    const path = join(this.inbox, 'chosen.docx');
    writeFileSync(path, this.toOpen);
    return path;
  };
  readonly openAnswer = async () => null;
  readonly openFolder = async () => null;

  get saved(): Map<string, Uint8Array> {
    return new Map(readdirSync(this.folder).map((name) => [name, readFileSync(join(this.folder, name))]));
  }
}

export interface InvestigatedCase {
  seat: RunningCore;
  supervisor: Window;
  callId: CallId;
  office: PretendedOffice;
  time: { now: number };
  /** A complete report of this case. */
  form: Investigation;
}

/** A report taken on 1 December 2026, referred, and looked into; it is 10 December. */
export async function anInvestigatedCase(
  options: CoreOptions = {},
  pollution = POINTS.join('；'),
  wish?: string,
): Promise<InvestigatedCase> {
  const time = { now: at('2026-12-01T12:00') };
  const clock: Clock = { now: () => time.now, monotonic: () => time.now };
  const office = new PretendedOffice();
  const seat = await aCore({ clock, office, dialogs: office, ...options });
  const { id } = await (
    await seat.signedIn()
  ).takeCall(
    aReportForm({
      isNamed: true,
      ...(wish !== undefined && { report: { investigationWish: { answer: wish } } }),
    }),
  );
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  for (const unit of DIRECTORY.units) await supervisor.ask('directory.saveUnit', unit);
  for (const official of DIRECTORY.officials) await supervisor.ask('directory.saveOfficial', official);
  refer(seat, id, pollution);
  time.now = at('2026-12-10T12:00');
  const view = await supervisor.ask('investigation.get', { callId: id });
  return { seat, supervisor, callId: id, office, time, form: anInvestigation({}, view.points) };
}

/** Analysed and referred to the county's unit, as the board of cases does. */
export function refer(seat: RunningCore, callId: CallId, pollution = POINTS.join('；')): void {
  const cases = seat.core.desk()?.workbench.cases;
  const person = SUPERVISOR as unknown as Parameters<NonNullable<typeof cases>['add']>[0];
  if (cases === undefined) throw new Error('The store is shut');
  if (!cases.get(callId).state.isAnalysed)
    cases.add(person, callId, { kind: 'analysed', grade: 'general', why: '' });
  const referral = aReferral({ pollution, occurrences: [NIGHTLY] });
  cases.add(person, callId, { kind: 'referred', referral, recusal: { asked: true, decision: '' } });
}

/** Hands a file over as the window does. */
export async function addEvidence(window: Window, callId: CallId, bytes: Uint8Array): Promise<string> {
  const begun = await window.ask('evidence.begin', { callId, size: bytes.length });
  if (begun.kind !== 'begun') throw new Error(JSON.stringify(begun));
  await window.ask('evidence.piece', { uploadId: begun.uploadId, offset: 0, bytes: new Uint8Array(bytes) });
  const outcome = await window.ask('evidence.end', { uploadId: begun.uploadId });
  if (outcome.kind !== 'added') throw new Error(JSON.stringify(outcome));
  return outcome.id;
}

/** Saved, and signed by this leader. */
export async function signed(
  { supervisor, callId, form, time }: InvestigatedCase,
  leaderId = DEPUTY_ID,
  decision = '',
) {
  const { saveCount } = await supervisor.ask('investigation.get', { callId });
  const saved = await supervisor.ask('investigation.save', { callId, saveCount, form });
  return supervisor.ask('investigation.sign', {
    callId,
    saveCount: saved.saveCount,
    leaderId: leaderId as never,
    signedAt: time.now - 60_000,
    asked: true,
    decision,
  });
}
