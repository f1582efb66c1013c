import type Database from 'better-sqlite3';
import { CaseAct, type NotedAct } from '../../../../../shared/case/act';
import type { AttachmentId } from '../../../../../shared/attachments/attachment';
import type { CaseState } from '../../../../../shared/case/case';
import type { PersonId } from '../../../../../shared/ids';

interface ActRow {
  number: number;
  body: string;
  by: PersonId;
  at: number;
  clockOffsetMs: number | null;
}

interface CaseColumns {
  callId: string;
  stage: string;
  firstDueOn: string;
  dueOn: string;
  round: number;
  acts: number;
  grade: string | null;
  owesSignature: number;
  isFocus: number;
  unitId: string | null;
  unitName: string | null;
  handlerName: string | null;
  finding: string | null;
  analysedOn: string | null;
  signedOn: string | null;
  referredOn: string | null;
  closedAt: number | null;
  urgedOn: string | null;
}

/** Acts of cases, and the cases as they made them. Writes belong inside `Store.write`. */
export class CaseRepository {
  private readonly known: Database.Statement<[string], { acceptedOn: string; dueOn: string | null }>;
  private readonly acts: Database.Statement<[string], ActRow>;
  private readonly added: Database.Statement<
    [Omit<ActRow, 'by'> & { callId: string; kind: string; by: string }]
  >;
  private readonly files: Database.Statement<[string], { number: number; id: AttachmentId }>;
  private readonly filed: Database.Statement<[{ callId: string; number: number; id: string }]>;
  private readonly moved: Database.Statement<[CaseColumns]>;

  constructor(db: Database.Database) {
    this.known = db.prepare('select accepted_on as acceptedOn, due_on as dueOn from cases where call_id = ?');
    this.acts = db.prepare(`select number, body, done_by as by, at, clock_offset_ms as clockOffsetMs
      from case_acts where call_id = ? order by number`);
    this.added = db.prepare(`insert into case_acts (call_id, number, kind, body, done_by, at, clock_offset_ms)
      values (:callId, :number, :kind, :body, :by, :at, :clockOffsetMs)`);
    this.files = db.prepare(`select f.number, f.evidence_id as id from case_act_files f
      join evidence e on e.id = f.evidence_id where f.call_id = ? order by e.number`);
    this.filed = db.prepare(
      'insert into case_act_files (call_id, number, evidence_id) values (:callId, :number, :id)',
    );
    this.moved = db.prepare(`update cases set stage = :stage, first_due_on = :firstDueOn, due_on = :dueOn,
      round = :round, acts = :acts, grade = :grade, owes_signature = :owesSignature, is_focus = :isFocus,
      unit_id = :unitId, unit_name = :unitName, handler_name = :handlerName, finding = :finding,
      analysed_on = :analysedOn, signed_on = :signedOn, referred_on = :referredOn, closed_at = :closedAt,
      urged_on = :urgedOn
      where call_id = :callId`);
  }

  /** The day a report was accepted, `YYYY-MM-DD`, and its date; undefined where the call is no report. */
  find(callId: string): { acceptedOn: string; dueOn: string | null } | undefined {
    return this.known.get(callId);
  }

  /** In their order. Written by this program from checked values and proved unchanged by the cipher. */
  actsOf(callId: string): NotedAct[] {
    return this.acts
      .all(callId)
      .map(({ body, ...row }) => ({ ...row, act: CaseAct.parse(JSON.parse(body)) }));
  }

  /** Evidence that came with acts, by the act's number. */
  filesOf(callId: string): Map<number, AttachmentId[]> {
    const byAct = new Map<number, AttachmentId[]>();
    for (const { number, id } of this.files.all(callId))
      byAct.set(number, [...(byAct.get(number) ?? []), id]);
    return byAct;
  }

  /** Adds an act with its evidence, and what the case has become by it. */
  add(
    callId: string,
    { act, ...noted }: NotedAct,
    state: CaseState,
    files: readonly AttachmentId[] = [],
  ): void {
    this.added.run({ ...noted, callId, kind: act.kind, body: JSON.stringify(act) });
    for (const id of files) this.filed.run({ callId, number: noted.number, id });
    this.moved.run({
      callId,
      stage: state.stage,
      firstDueOn: state.firstDueDate,
      dueOn: state.dueDate,
      round: state.round,
      acts: noted.number,
      grade: state.isAnalysed ? state.grade : null,
      owesSignature: Number(state.owesSignature),
      isFocus: Number(state.isFocus),
      unitId: state.unit?.id ?? null,
      unitName: state.unit?.name ?? null,
      handlerName: state.handler?.name ?? null,
      finding: state.finding,
      analysedOn: state.analysedOn,
      signedOn: state.signedOn,
      referredOn: state.referredOn,
      closedAt: state.closedAt,
      urgedOn: state.urgedOn,
    });
  }
}
