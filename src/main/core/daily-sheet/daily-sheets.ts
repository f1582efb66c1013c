import type { CaseAct } from '../../../shared/case/act';
import type { Leader } from '../../../shared/case/official';
import type { Input, Output, SessionPerson } from '../../../shared/ipc/contract';
import { currentRows, edited, rowOf, type CellFinding } from '../../../shared/daily-sheet/rows';
import { inSheetOrder, type SheetRow } from '../../../shared/daily-sheet/sheet';
import { isCarried, isOutdated, ticksOf, type DayFacts } from '../../../shared/daily-sheet/steps';
import { gradeOf } from '../../../shared/lead/grade';
import { findIdentity } from '../../../shared/privacy/find-identity';
import { addDays, shanghaiDate, type ShanghaiDate } from '../../../shared/shanghai-time';
import type { AuditChain } from '../audit/chain';
import type { Bundles } from '../bundle/bundles';
import type { Cases, KnownCase } from '../cases/cases';
import type { CenterClock } from '../clock/center-clock';
import type { Directory } from '../directory/directory';
import { Refusal } from '../refusal';
import type { SheetRepository } from '../store/repositories/cases/sheets';
import type { PersonRepository } from '../store/repositories/seat/people';
import type { Writer } from '../store/writer';
import { KnownFindings } from './known-findings';
import { turns } from './turns';
import type { Clock } from '../sync/ports';

/** So far back misses are shown. */
const SHOWN_DAYS = 14;

export interface DailySheetParts {
  sheets: SheetRepository;
  cases: Cases;
  directory: Directory;
  people: PersonRepository;
  bundles: Bundles;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  centerClock: Pick<CenterClock, 'now' | 'offset'>;
}

export interface CurrentLead {
  row: SheetRow;
  known: KnownCase;
  findings: CellFinding[];
}

/** A day's sheet as it stands and as it should stand now. */
export interface CurrentSheet {
  facts: DayFacts;
  /** The latest revision's number; 0 where there is none. */
  revision: number;
  leads: CurrentLead[];
}

/** 每日梳理 (Annex 1, R-20…R-23): one sheet a day, saved as revisions, signed by a leader; its ticks follow from facts alone. */
export class DailySheets {
  private readonly findings = new KnownFindings();

  constructor(private readonly parts: DailySheetParts) {}

  /** Newest first, today always; back to the seat's first call at most. Two weeks of leads take more than one turn. */
  async days(): Promise<Output<'sheet.days'>> {
    const { sheets } = this.parts;
    const today = this.today();
    const begun = sheets.firstDay() ?? today;
    const earliest = addDays(today, 1 - SHOWN_DAYS);
    const first = begun > earliest && begun <= today ? begun : earliest;
    const days: Output<'sheet.days'> = [];
    const turn = turns();
    for (let date = today; date >= first; date = addDays(date, -1)) {
      for (const callId of sheets.callsOf(date)) {
        sheets.acceptedAt(callId);
        await turn();
      }
      const facts = sheets.facts(date, date)[0] ?? { date, leads: [], sheets: [] };
      days.push({
        date,
        leads: facts.leads.length,
        ticks: ticksOf(facts, today).map(({ step, state, lacking }) => ({
          step,
          state,
          lacking: lacking.length,
        })),
      });
      await turn();
    }
    return days;
  }

  async day(date: ShanghaiDate): Promise<Output<'sheet.day'>> {
    await this.read(date);
    const { sheets, people } = this.parts;
    const { facts, revision, leads } = this.current(date);
    const names = people.names();
    const latest = facts.sheets.at(-1);
    const byCall = new Map(facts.leads.map((lead) => [lead.callId, lead]));
    return {
      date,
      revision,
      isOutdated: isOutdated(facts),
      leads: leads.map(({ row, known, findings }) => {
        const lead = byCall.get(row.callId);
        const { state } = known;
        return {
          ...row,
          agentGrade: known.facts.grade,
          isRepeat: known.facts.isRepeat,
          isAnalysed: state.isAnalysed,
          owesSignature: state.owesSignature,
          isReferred: state.referral !== null,
          isCarried: lead !== undefined && isCarried(date, lead),
          isNew: latest?.rows.every((saved) => !isSameRow(saved, row)) ?? false,
          findings,
        };
      }),
      ticks: ticksOf(facts, this.today()).map((tick) => ({ ...tick, lacking: tick.lacking as never })),
      history: sheets
        .headsOf(date)
        .map(({ revision: number, madeAt, madeBy, why, rowCount }) => ({
          revision: number,
          madeAt,
          madeBy: names.get(madeBy) ?? madeBy,
          why,
          rows: rowCount,
        }))
        .reverse(),
      signatures: sheets.signaturesOf(date).map((signature) => ({
        revision: signature.revision,
        leaderName: signature.leader.name,
        leaderRole: signature.leader.role,
        opinion: signature.opinion,
        signedAt: signature.signedAt,
        leads: signature.callIds.length,
        notedBy: names.get(signature.notedBy) ?? signature.notedBy,
      })),
    };
  }

  /**
   * Saves a new revision, and grades leads anew in the same transaction. Throws `outdated` where somebody else saved
   * meanwhile, `sheet_refused` where nothing changed or no reason is given, `act_refused` where a lead may not be graded.
   */
  async save(
    person: SessionPerson,
    { date, base, edits, grades, why }: Input<'sheet.save'>,
  ): Promise<Output<'sheet.day'>> {
    const { cases, sheets, writer, audit, clock, centerClock } = this.parts;
    if (date > this.today()) throw new Refusal('sheet_refused', { reason: 'future_day' });
    const graded = writer.write(() => {
      const before = this.current(date);
      if (before.revision !== base) throw new Refusal('outdated', { saveCount: before.revision });
      const mayGrade = new Set(before.leads.map(({ row }) => row.callId));
      for (const { callId, grade } of grades) {
        if (!mayGrade.has(callId)) throw new Refusal('sheet_refused', { reason: 'unknown_row' });
        cases.addWithin(person, callId, { kind: 'analysed', grade, why });
      }
      const { leads, facts } = grades.length > 0 ? this.current(date) : before;
      const rows = edited(
        leads.map(({ row }) => row),
        edits,
      );
      if (rows === null) throw new Refusal('sheet_refused', { reason: 'unknown_row' });
      const latest = base === 0 ? undefined : sheets.rowsOf(date, base);
      if (latest !== undefined && sameRows(latest, rows) && !isOutdated(facts))
        throw new Refusal('sheet_refused', { reason: 'nothing_changed' });
      if (base > 0 && why.trim().length < 2) throw new Refusal('sheet_refused', { reason: 'why_missing' });
      const at = clock.now();
      const kept = new Map(leads.map(({ row, known }) => [row.callId, known.record.report.keptWords]));
      const findings = rows.reduce(
        (sum, row) => sum + this.findings.of(row, kept.get(row.callId) ?? []).length,
        0,
      );
      sheets.add(date, base + 1, inSheetOrder(rows), {
        findings,
        by: person.id,
        at,
        clockOffsetMs: centerClock.offset(),
        why: why.trim(),
      });
      audit.append({ at, actor: person.id, act: 'sheet_revised', subject: date, detail: base + 1 });
      return grades.map(({ callId }) => callId);
    });
    cases.announce(graded);
    return this.day(date);
  }

  /** 日分析 of many, each as though it came alone: what is refused says why and changes nothing. */
  analyse(person: SessionPerson, { items }: Input<'sheet.analyse'>): Output<'sheet.analyse'> {
    const { cases, writer } = this.parts;
    const outcomes = writer.write(() =>
      items.map(({ callId, grade, why }) => {
        const reason = this.tryAct(person, callId, { kind: 'analysed', grade, why });
        return { callId, reason };
      }),
    );
    cases.announce(outcomes.flatMap(({ callId, reason }) => (reason === null ? [callId] : [])));
    return outcomes;
  }

  /** One lead beside its record in the review. Throws `not_found` for a call that is no report. */
  lead(callId: Input<'sheet.lead'>['callId']): Output<'sheet.lead'> {
    const { record, acts, facts, state } = this.parts.cases.get(callId);
    const { report } = record;
    const analysed = acts.map(({ act }) => act).findLast((act) => act.kind === 'analysed');
    return {
      callId,
      proposedGrade: gradeOf({ ...report, majorFlags: report.proposed.majorFlags }),
      agentGrade: facts.grade,
      analysed: analysed === undefined ? null : { grade: state.grade, why: analysed.why },
      saidRepeat: report.repeats.said === 'yes',
      links: report.repeats.links
        .filter(({ decision }) => decision === 'linked')
        .map((link) => ({ callId: link.callId, localNumber: link.localNumber })),
    };
  }

  /**
   * 领导签批: of the latest revision, by an acting leader of the directory, for every lead whose case still owes a
   * signature; a deputy signs all but the major ones. Row and cases are signed in one transaction.
   */
  async sign(person: SessionPerson, input: Input<'sheet.sign'>): Promise<Output<'sheet.day'>> {
    const { cases, sheets, writer, audit, clock } = this.parts;
    const { date, revision, opinion, signedAt } = input;
    // It stands on the paper that is exported.
    if (findIdentity(opinion).length > 0) throw new Refusal('sheet_refused', { reason: 'identity' });
    const callIds = writer.write(() => {
      const leader = this.leader(input.leaderId);
      const sheet = this.signable(date, revision, signedAt);
      const owed = sheet.leads.filter(({ known }) => known.state.owesSignature);
      const isFirst = sheets.signaturesOf(date).every((each) => each.revision !== revision);
      if (owed.length === 0 && !isFirst) throw new Refusal('sheet_refused', { reason: 'nothing_to_sign' });
      const open = owed.filter(({ known }) => known.state.stage !== 'closed');
      const signed = open.filter(({ row }) => leader.role === 'head' || row.grade !== 'major');
      if (open.length > 0 && signed.length === 0)
        throw new Refusal('sheet_refused', { reason: 'needs_head' });
      const act: CaseAct = { kind: 'signed', leader, opinion, signedAt, sheet: { day: date, revision } };
      for (const { row } of signed) cases.addWithin(person, row.callId, act);
      const at = clock.now();
      const ids = signed.map(({ row }) => row.callId);
      sheets.sign(date, {
        revision,
        leader,
        opinion,
        signedAt,
        callIds: ids,
        notedBy: person.id,
        notedAt: at,
      });
      audit.append({ at, actor: person.id, act: 'sheet_signed', subject: date, detail: revision });
      return ids;
    });
    cases.announce(callIds);
    return this.day(date);
  }

  /** Reads a day's records and looks into their texts so that others come in between; what is read is then known. */
  private async read(date: ShanghaiDate): Promise<void> {
    const { sheets, cases, bundles, centerClock } = this.parts;
    const bundle = bundles.inForce(centerClock.now());
    const turn = turns();
    for (const callId of sheets.callsOf(date)) {
      sheets.acceptedAt(callId);
      const { record, state } = cases.get(callId);
      const row = rowOf(record, state.grade, bundle);
      await this.findings.makeReady(row.texts.pollution, turn);
      this.findings.of(row, record.report.keptWords);
      await turn();
    }
  }

  /** The day's leads as they should stand on the sheet now: every report accepted that day, none left out. */
  current(date: ShanghaiDate): CurrentSheet {
    const { sheets, cases, bundles, centerClock } = this.parts;
    const facts = sheets.facts(date, date)[0] ?? { date, leads: [], sheets: [] };
    const revision = facts.sheets.at(-1)?.revision ?? 0;
    const latest = (revision > 0 && sheets.rowsOf(date, revision)) || [];
    const bundle = bundles.inForce(centerClock.now());
    const known = new Map(facts.leads.map(({ callId }) => [callId, cases.get(callId)]));
    const leads = [...known.values()].map((each) => rowOf(each.record, each.state.grade, bundle));
    return {
      facts,
      revision,
      leads: currentRows(latest, leads).flatMap((row) => {
        const one = known.get(row.callId);
        return one ? [{ row, known: one, findings: this.findings.of(row, one.record.report.keptWords) }] : [];
      }),
    };
  }

  /** The sheet as it may leave the seat: saved, up to date, with nothing in it that may tell who reported. */
  sendable(date: ShanghaiDate): CurrentSheet {
    const sheet = this.current(date);
    if (sheet.revision === 0) throw new Refusal('sheet_refused', { reason: 'not_saved' });
    if (isOutdated(sheet.facts)) throw new Refusal('sheet_refused', { reason: 'outdated' });
    if (sheet.leads.some(({ findings }) => findings.length > 0)) {
      throw new Refusal('sheet_refused', { reason: 'identity' });
    }
    return sheet;
  }

  private signable(date: ShanghaiDate, revision: number, signedAt: number): CurrentSheet {
    const sheet = this.sendable(date);
    if (sheet.revision !== revision) throw new Refusal('outdated', { saveCount: sheet.revision });
    if (sheet.leads.some(({ known }) => !known.state.isAnalysed)) {
      throw new Refusal('sheet_refused', { reason: 'not_analysed' });
    }
    const made = this.parts.sheets.headsOf(date).at(-1);
    // Nobody signs what did not exist yet; so a day cannot be signed backwards. A form tells minutes.
    if (made && signedAt < made.madeAtCenter - 60_000)
      throw new Refusal('sheet_refused', { reason: 'signed_before' });
    if (signedAt > this.parts.centerClock.now())
      throw new Refusal('sheet_refused', { reason: 'signed_in_future' });
    return sheet;
  }

  private leader(id: string): Leader {
    const found = this.parts.directory.list().officials.find((each) => each.id === id && each.isActive);
    const role = found?.role;
    if (found === undefined || (role !== 'head' && role !== 'deputy')) {
      throw new Refusal('sheet_refused', { reason: 'not_a_leader' });
    }
    return { id: found.id, name: found.name, role };
  }

  /** Why the act is refused, as `Cases` says it; null where it was added. */
  private tryAct(person: SessionPerson, callId: string, act: CaseAct): string | null {
    try {
      this.parts.cases.addWithin(person, callId, act);
      return null;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, params } = error.failure;
      if (code !== 'act_refused' && code !== 'not_found') throw error;
      return String(params?.['reason'] ?? code);
    }
  }

  private today(): ShanghaiDate {
    return shanghaiDate(this.parts.centerClock.now());
  }
}

function isSameRow(saved: { callId: string; recordRevision: number; grade: string }, row: SheetRow): boolean {
  return (
    saved.callId === row.callId && saved.recordRevision === row.recordRevision && saved.grade === row.grade
  );
}

function sameRows(a: readonly SheetRow[], b: readonly SheetRow[]): boolean {
  return JSON.stringify(inSheetOrder(a)) === JSON.stringify(inSheetOrder(b));
}
