import type { AttachmentId } from '../../../shared/attachments/attachment';
import type { CaseAct, NotedAct } from '../../../shared/case/act';
import { referralPaper } from '../../../shared/case/referral-paper';
import { assignmentRefusal } from '../../../shared/case/referring/recusal';
import type { OfficialRef } from '../../../shared/case/official';
import { rewardPaper } from '../../../shared/case/reward/reward';
import { centerTimeOf, type ActOf } from '../../../shared/case/act';
import { formOf } from '../../../shared/call/finish';
import { CallId } from '../../../shared/ids';
import {
  CasePart,
  type CaseBoard,
  type CaseRow,
  type CaseView,
  type FirstReporter,
  type Input,
  type Output,
  type ReferralInput,
  type SessionPerson,
} from '../../../shared/ipc/contract';
import type { Paper } from '../../../shared/papers/paper';
import { findIdentity } from '../../../shared/privacy/find-identity';
import { shanghaiDate } from '../../../shared/shanghai-time';
import { nextTurn } from '../carry/slices';
import type { Amendments } from '../changes/amendments';
import type { Papers } from '../papers/papers';
import { Refusal } from '../refusal';
import type { CallRepository } from '../store/repositories/calls';
import type { CaseListRow } from '../store/repositories/cases/case-lists';
import type { CaseRepository } from '../store/repositories/cases/cases';
import type { EvidenceRepository } from '../store/repositories/cases/evidence';
import type { PersonRepository } from '../store/repositories/seat/people';
import type { RetentionRepository } from '../store/repositories/seat/retention';
import type { KnownCase } from './cases';
import { Referrals, type ReferralParts } from './referrals';
import { sourceOf } from './source';

export interface CaseDeskParts extends ReferralParts {
  calls: CallRepository;
  rows: CaseRepository;
  evidence: EvidenceRepository;
  people: PersonRepository;
  amendments: Pick<Amendments, 'ofCall'>;
  /** When this seat last heard of the center, UTC ms. */
  heardAt: () => number | null;
  papers: Pick<Papers, 'formats' | 'save'>;
  retention: Pick<RetentionRepository, 'ofCall'>;
}

/** The supervisor's board and the sheet of one case: what a person sees and does. The rules are `refusalOf`'s. */
export class CaseDesk {
  private readonly referrals: Referrals;

  constructor(private readonly parts: CaseDeskParts) {
    this.referrals = new Referrals(parts);
  }

  /** Count by count: what an agent does meanwhile comes in between. */
  async board({ unitId }: Input<'case.board'>): Promise<CaseBoard> {
    const today = this.today();
    const counts: Partial<CaseBoard['counts']> = {};
    for (const part of CasePart.options) {
      counts[part] = this.parts.lists.count(part, unitId, today);
      await nextTurn();
    }
    return { today, counts: counts as CaseBoard['counts'] };
  }

  async list(query: Input<'case.list'>): Promise<Output<'case.list'>> {
    const { rows, total } = await this.parts.lists.list({ ...query, today: this.today() });
    return { rows: rows.map(toRow), total };
  }

  /** Throws `not_found` for a call that is no report. */
  view(callId: string): CaseView {
    const { cases, lists, rows, people, amendments, centerClock, evidence, retention } = this.parts;
    const known = cases.get(callId);
    const row = lists.find(callId);
    const accepted = rows.find(callId);
    if (row === undefined || accepted === undefined) throw new Refusal('not_found');
    const names = people.names();
    const files = rows.filesOf(callId);
    return {
      row: toRow(row),
      form: formOf(known.record),
      hasSealedIdentity: known.record.sealedIdentity !== null,
      identityDestroyed: retention.ofCall(callId) ?? null,
      facts: known.facts,
      acceptedOn: accepted.acceptedOn,
      acts: known.acts.map((each) => ({
        ...each,
        byName: names.get(each.by) ?? each.by,
        files: files.get(each.number) ?? [],
      })),
      files: evidence.listOf(callId).map(({ callId: _, addedBy: __, ...view }) => view),
      center: amendments.ofCall(callId),
      heardAt: this.parts.heardAt(),
      firstReporter: this.firstReporter(known),
      now: centerClock.now(),
      savesPapers: this.parts.papers.formats.length > 0,
    };
  }

  /** One act of a person at the window. Throws `act_refused` with the reason, `not_found` for evidence of another case. */
  act(person: SessionPerson, { callId, act, files }: Input<'case.act'>): CaseView {
    const known = this.parts.cases.get(callId);
    const reason = this.personsRefusal(known, act) ?? this.firstRefusal(known, act);
    if (reason !== null) throw new Refusal('act_refused', { reason });
    const own = this.ownFiles(callId, files ?? []);
    this.parts.cases.add(person, callId, act, own);
    return this.view(callId);
  }

  previewReferral(
    person: SessionPerson,
    input: Input<'case.previewReferral'>,
  ): Output<'case.previewReferral'> {
    return this.referrals.preview(person, input);
  }

  refer(person: SessionPerson, input: ReferralInput): CaseView {
    this.referrals.refer(person, input);
    return this.view(input.callId);
  }

  referMany(person: SessionPerson, choices: readonly ReferralInput[]): Output<'case.referMany'> {
    return this.referrals.referMany(person, choices);
  }

  /** Throws `act_refused` where there is nothing to write yet, or where a text of it names somebody. */
  async savePaper(
    person: SessionPerson,
    { callId, paper: kind, format }: Input<'case.savePaper'>,
  ): Promise<Output<'case.savePaper'>> {
    const { cases, papers } = this.parts;
    if (papers.formats.length === 0) throw new Refusal('not_allowed');
    const known = cases.get(callId);
    const paper = kind === 'referral' ? referralCopy(known) : rewardPackage(known);
    const name = `${paper.title} ${known.record.localNumber}`;
    const outcome = await papers.save(person, paper, format, name, callId);
    return { fileName: outcome.kind === 'saved' ? outcome.fileName : null };
  }

  /** Whoever an act names stands in the directory and does not have to stand back. */
  private personsRefusal(known: KnownCase, act: CaseAct) {
    const { persons, isWorking, unit } = namedIn(act, known);
    if (persons.length === 0) return null;
    const directory = this.parts.directory.list();
    if (!isWorking) {
      const isKnown = (ref: OfficialRef) =>
        directory.officials.some(
          ({ id, name, role, isActive }) =>
            isActive && id === ref.id && name === ref.name && role === ref.role,
        );
      return persons.every(isKnown) ? null : ('not_in_directory' as const);
    }
    const decision = 'recusal' in act ? (act.recusal?.decision ?? '') : '';
    return assignmentRefusal(persons, sourceOf(known, this.parts).matter, directory, decision, unit);
  }

  /** Each once; all of this case. */
  private ownFiles(callId: string, files: readonly AttachmentId[]): AttachmentId[] {
    const known = new Set(files.length > 0 ? this.parts.evidence.listOf(callId).map(({ id }) => id) : []);
    const own = [...new Set(files)];
    if (!own.every((id) => known.has(id))) throw new Refusal('not_found');
    return own;
  }

  /** A later reporter is not the first, whatever the form says. */
  private firstRefusal(known: KnownCase, act: CaseAct) {
    const isWrong =
      act.kind === 'reward_assessed' && act.checks.isFirst && this.firstReporter(known) === 'later';
    return isWrong ? ('not_first' as const) : null;
  }

  /** By center time, over the calls that the agent linked. */
  private firstReporter({ record }: KnownCase): FirstReporter {
    const linked = record.report.repeats.links.filter(({ decision }) => decision === 'linked');
    if (linked.length === 0) return 'unlinked';
    const startOf = ({ startedAt, clockOffsetMs }: { startedAt: number; clockOffsetMs: number | null }) =>
      startedAt + (clockOffsetMs ?? 0);
    const isEarlier = linked.some(({ callId }) => {
      const other = this.parts.calls.findLatest(callId);
      return other !== undefined && startOf(other) < startOf(record);
    });
    return isEarlier ? 'later' : 'first';
  }

  private today() {
    return shanghaiDate(this.parts.centerClock.now());
  }
}

/** Persons in an act, and whether they are to work on the case or only to put their name under it. */
function namedIn(act: CaseAct, { state }: KnownCase) {
  switch (act.kind) {
    case 'reassigned':
      return { persons: [act.head, act.handler], isWorking: true, unit: state.unit };
    case 'supervised':
      return { persons: [act.by], isWorking: true, unit: null };
    case 'led':
      return { persons: [act.leader], isWorking: true, unit: null };
    case 'signed':
    case 'reported':
      return { persons: [act.leader], isWorking: false, unit: null };
    case 'extended':
      return { persons: [act.approver], isWorking: false, unit: null };
    default:
      return { persons: [], isWorking: false, unit: null };
  }
}

function lastOf<K extends CaseAct['kind']>(acts: readonly NotedAct[], kind: K) {
  return acts.findLast((noted): noted is NotedAct & { act: ActOf<K> } => noted.act.kind === kind);
}

function referralCopy({ acts }: KnownCase): Paper {
  const referred = lastOf(acts, 'referred');
  if (referred === undefined) throw new Refusal('act_refused', { reason: 'not_referred' });
  return referralPaper(referred.act.referral, shanghaiDate(centerTimeOf(referred)));
}

function rewardPackage({ acts, state, facts }: KnownCase): Paper {
  const assessed = lastOf(acts, 'reward_assessed');
  const { referral, finding } = state;
  if (assessed === undefined || referral === null || finding === null)
    throw new Refusal('act_refused', { reason: 'reward_missing' });
  const { breach, grounds, materials } = assessed.act;
  if ([breach, grounds, materials].some((text) => findIdentity(text).length > 0))
    throw new Refusal('act_refused', { reason: 'identity_open' });
  return rewardPaper(referral, finding, assessed, facts.reward);
}

function toRow(row: CaseListRow): CaseRow {
  return {
    ...row,
    callId: CallId.parse(row.callId),
    stage: row.stage as CaseRow['stage'],
    grade: row.grade as CaseRow['grade'],
    urgency: row.urgency as CaseRow['urgency'],
    owesSignature: row.owesSignature === 1,
    isFocus: row.isFocus === 1,
  };
}
