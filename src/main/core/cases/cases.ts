import type { AttachmentId } from '../../../shared/attachments/attachment';
import type { CaseAct, NotedAct } from '../../../shared/case/act';
import { after, caseOf, type CaseFacts, type CaseState } from '../../../shared/case/case';
import { refusalOf } from '../../../shared/case/rules';
import type { RecordOf } from '../../../shared/call/record';
import type { SessionPerson } from '../../../shared/ipc/contract';
import { gradeOf, isRepeat } from '../../../shared/lead/grade';
import type { RewardRules } from '../../../shared/case/reward/rules';
import type { AuditChain } from '../audit/chain';
import type { Bundles } from '../bundle/bundles';
import type { CenterClock } from '../clock/center-clock';
import type { Announce } from '../ports';
import { Refusal } from '../refusal';
import type { CallRepository } from '../store/repositories/calls';
import type { CaseRepository } from '../store/repositories/cases/cases';
import { KnownRecords } from './known-records';
import { bundleOf } from './source';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';

export interface CaseParts {
  calls: CallRepository;
  cases: CaseRepository;
  bundles: Bundles;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  centerClock: Pick<CenterClock, 'now' | 'offset'>;
  announce: Announce;
}

/** A case with all that its rules need. */
export interface KnownCase {
  record: RecordOf<'report'>;
  facts: CaseFacts;
  acts: NotedAct[];
  state: CaseState;
}

/** What is done with a report after the call, one act at a time, by the one judge `refusalOf`. Nothing here holds up its delivery. */
export class Cases {
  private readonly records: KnownRecords;

  constructor(private readonly parts: CaseParts) {
    this.records = new KnownRecords(parts.calls);
  }

  /** Throws `not_found` for a call that is no report. */
  get(callId: string): KnownCase {
    const { cases } = this.parts;
    const record = this.records.get(callId);
    const known = cases.find(callId);
    if (record?.disposition !== 'report' || known === undefined) throw new Refusal('not_found');
    const facts = factsOf(record, known, this.rewardRules(record.bundleVersion));
    const acts = cases.actsOf(callId);
    return { record, facts, acts, state: caseOf(facts, acts) };
  }

  /** Adds one act with its evidence. Throws `act_refused` with the reason, and changes nothing then. */
  add(person: SessionPerson, callId: string, act: CaseAct, files: readonly AttachmentId[] = []): CaseState {
    const state = this.parts.writer.write(() => this.addWithin(person, callId, act, files));
    this.announce([callId]);
    return state;
  }

  /** The same inside a transaction of somebody else's, who announces (`announce`) once it is done. */
  addWithin(
    person: SessionPerson,
    callId: string,
    act: CaseAct,
    files: readonly AttachmentId[] = [],
  ): CaseState {
    const { cases, audit, clock, centerClock } = this.parts;
    const { facts, acts, state } = this.get(callId);
    const reason = refusalOf(state, act, { facts, now: centerClock.now() });
    if (reason !== null) throw new Refusal('act_refused', { reason });
    const noted: NotedAct = {
      number: acts.length + 1,
      act,
      by: person.id,
      at: clock.now(),
      clockOffsetMs: centerClock.offset(),
    };
    const next = after(state, noted, facts);
    cases.add(callId, noted, next, files);
    audit.append({ at: noted.at, actor: person.id, act: 'case_act', subject: callId, detail: act.kind });
    return next;
  }

  /** None where no bundle passes the guard any more: the rest of a case does not hang on it. */
  private rewardRules(version: string): RewardRules | null {
    const { bundles, centerClock } = this.parts;
    try {
      return bundleOf(version, bundles, centerClock.now()).reward;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return null;
    }
  }

  announce(callIds: readonly string[]): void {
    this.parts.announce('cases', [...callIds]);
  }
}

/** What the rules of a case need of its report. */
function factsOf(
  { report }: RecordOf<'report'>,
  known: { acceptedOn: string; dueOn: string | null },
  reward: RewardRules | null,
): CaseFacts {
  return {
    grade: gradeOf(report),
    isRepeat: isRepeat(report.repeats),
    isNamed: report.identityChoice === 'named',
    wantsCallback: report.callbackWish.answer === 'yes',
    dueDate: report.deadlineTold?.dueDate ?? known.dueOn ?? known.acceptedOn,
    reward,
  };
}
