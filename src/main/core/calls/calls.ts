import { createHash } from 'node:crypto';
import { formOf, furthestStep, recordOf } from '../../../shared/call/finish';
import { isNamed, type Draft, type IntakeForm } from '../../../shared/call/form';
import type { CallRecord, SealedIdentity } from '../../../shared/call/record';
import { choicesOf, type Recents } from '../../../shared/catalog/recents';
import type { FinishOutcome, SessionPerson } from '../../../shared/ipc/contract';
import type { Bundle } from '../../../shared/script/bundle';
import { factsOf } from '../../../shared/statistics/facts';
import type { AuditChain } from '../audit/chain';
import { Refusal } from '../refusal';
import type { AttachmentRepository } from '../store/repositories/attachments/attachments';
import type { CallHead, CallRepository, FinishedRevision } from '../store/repositories/calls';
import type { RecentRepository } from '../store/repositories/recents';
import type { RepeatRepository } from '../store/repositories/repeats';
import type { FactRepository } from '../store/repositories/statistics/facts';
import { summaryOf } from '../store/summary';
import type { DraftParts, Drafts } from './drafts';
import { isBlank } from './identity';
import { bodyOf, type ReadyDraft } from './ready-draft';

export interface CallParts extends DraftParts {
  ownDrafts: Drafts;
  calls: CallRepository;
  attachments: AttachmentRepository;
  recents: RecentRepository;
  repeats: RepeatRepository;
  facts: FactRepository;
  /** A call is counted from now on and, as a report, found by the matcher: the numbers of its rows. */
  onIndexed: (rows: { repeats: readonly number[]; facts: readonly number[] }) => void;
  audit: AuditChain;
  unitCode: string;
  /** 工号 by person id, of everybody on the roster. */
  numberOf: (personId: string) => string | undefined;
  /** Something is owed to the center from now on. */
  wakeSync: () => void;
}

/** Ending a call, and putting a finished one right. */
export class Calls {
  constructor(private readonly parts: CallParts) {}

  /**
   * Ends a call: validated again by the one validator, then record, outbox row, audit row and the draft's end in ONE
   * transaction. A named reporter's identity leaves only sealed to the center. Answers the problems where
   * something is missing; throws `outdated` where the window has not saved its last state.
   */
  finish(person: SessionPerson, input: { id: string; saveCount: number }): FinishOutcome {
    const ready = this.readyOrDone(person, input.id);
    if ('kind' in ready) return ready;
    const { draft, problems } = ready;
    if (input.saveCount !== draft.saveCount) throw new Refusal('outdated', { saveCount: draft.saveCount });
    if (problems.length > 0) return { kind: 'incomplete', problems };
    const finished = this.recordFor(person, ready);
    this.takeIn(person, ready, finished);
    const { id, localNumber, revision } = finished.record;
    return { kind: 'finished', id, localNumber, revision };
  }

  private readyOrDone(person: SessionPerson, id: string): ReadyDraft | FinishOutcome {
    try {
      return this.parts.ownDrafts.open(person, id);
    } catch (error) {
      const done = this.finishedBefore(person, id);
      if (done) return done;
      throw error;
    }
  }

  /** A finish whose answer was lost (the core died after its commit) is answered again, never done twice. */
  private finishedBefore(person: SessionPerson, id: string): FinishOutcome | undefined {
    const { drafts, calls } = this.parts;
    if (drafts.find(id) !== undefined) return undefined;
    const record = calls.findLatest(id);
    if (record === undefined || (record.agentId !== person.id && record.madeBy !== person.id))
      return undefined;
    return { kind: 'finished', id: record.id, localNumber: record.localNumber, revision: record.revision };
  }

  private recordFor(person: SessionPerson, { draft, bundle, texts }: ReadyDraft): FinishedRevision {
    const { clock, centerClock, unitCode, numberOf } = this.parts;
    const record = recordOf(draft, bundle, {
      revision: (draft.revises?.revision ?? 0) + 1,
      unitCode,
      agentNumber: numberOf(draft.agentId) ?? person.number,
      madeBy: person.id,
      finishedAt: clock.now(),
      clockOffsetMs: centerClock.offset(),
      clockJumpMs: centerClock.jumpedSince(draft.id),
      sealedIdentity: this.sealedIdentityOf(draft),
      attachments: this.parts.attachments.nextRefs(draft.id),
    });
    const body = bodyOf(record, texts);
    return { record, body, bodySha256: createHash('sha256').update(body, 'utf8').digest('hex') };
  }

  /** Sealed now, or carried over (from a takeover, from the revision before) where nobody asked the reporter again. */
  private sealedIdentityOf(draft: Draft): SealedIdentity | null {
    const { form } = draft;
    if (!isNamed(form)) return null;
    if (form.identity !== null && !isBlank(form.identity)) {
      return this.parts.sealer.seal(form.identity, draft.id);
    }
    if (draft.takenOver?.hasSealedIdentity) return this.parts.drafts.find(draft.id)?.sealedIdentity ?? null;
    const before = this.parts.calls.findLatest(draft.id);
    return before?.disposition === 'report' ? before.sealedIdentity : null;
  }

  private takeIn(
    person: SessionPerson,
    { draft, summary, features }: ReadyDraft,
    finished: FinishedRevision,
  ): void {
    const { writer, calls, attachments, recents, repeats, facts, drafts, onIndexed, ownDrafts } = this.parts;
    const { audit, wiper, wakeSync, announce } = this.parts;
    const { record } = finished;
    const counted = factsOf(record, features);
    const rows = writer.write(() => {
      const added = calls.addRevision(finished, summary);
      const key = { seq: added, callId: record.id, revision: record.revision };
      if (features === null) repeats.drop(key);
      else repeats.put(key, features);
      attachments.bind(record.id, record.revision, record.finishedAt);
      drafts.delete(draft.id);
      // A revision repeats what was chosen before.
      if (record.revision === 1) recents.add(person.id, choicesOf(draft.form), record.finishedAt);
      audit.append({
        at: record.finishedAt,
        actor: person.id,
        act: record.revision === 1 ? 'call_finished' : 'call_revised',
        subject: record.id,
        detail: record.revision,
      });
      const number = facts.put(key, counted);
      return { repeats: features === null ? [] : [added], facts: [number] };
    });
    onIndexed(rows);
    ownDrafts.forget(draft.id);
    this.parts.centerClock.callEnded(draft.id);
    if (draft.form.identity !== null) wiper.request();
    announce('queue', [record.id]);
    announce('drafts', [record.id]);
    wakeSync();
  }

  /** What this person chose lately from each catalogue, newest first. */
  recents(person: SessionPerson): Recents {
    return this.parts.recents.listOf(person.id);
  }

  /**
   * Opens a finished record as the draft of its next revision. The original stays as it is and goes its way to the
   * center whatever happens here: revisions may arrive in any order. For who answered and for supervisors.
   */
  revise(person: SessionPerson, input: { id: string; why: string }): Draft {
    const { calls, drafts, writer, bundles, announce } = this.parts;
    const head = calls.findHead(input.id);
    if (head === undefined || !maySee(person, head)) throw new Refusal('not_found');
    const open = drafts.find(input.id);
    if (open?.ownerId === person.id) return open.draft;
    if (open !== undefined) throw new Refusal('not_allowed', { reason: 'being_revised' });
    const record = calls.findLatest(input.id);
    if (record === undefined) throw new Refusal('not_found');
    const bundle = bundles.get(record.bundleVersion);
    const draft = revisionOf(record, input.why, this.parts.clock.now(), bundle);
    writer.write(() => drafts.insert(draft, person.id, summaryOf(draft.form, draft.localNumber, bundle)));
    announce('drafts', [draft.id]);
    return draft;
  }
}

function maySee(person: SessionPerson, head: CallHead): boolean {
  return person.role === 'supervisor' || head.agentId === person.id;
}

/** The caller is not on the line for a revision: what they were read stays proved by the revision before. */
function notReadBack(form: IntakeForm): IntakeForm {
  return { ...form, report: { ...form.report, readBackMark: '' } };
}

function revisionOf(record: CallRecord, why: string, now: number, bundle: Bundle): Draft {
  const draft: Draft = {
    id: record.id,
    localNumber: record.localNumber,
    seatId: record.seatId,
    agentId: record.agentId,
    startedAt: record.startedAt,
    origin: record.origin,
    saveCount: 0,
    savedAt: now,
    hungUpAt: null,
    bundleVersion: record.bundleVersion,
    step: 'greeting',
    confirmations: record.scriptProof,
    form: notReadBack(formOf(record)),
    revises: {
      revision: record.revision,
      why,
      hasSealedIdentity: record.disposition === 'report' && record.sealedIdentity !== null,
    },
    takenOver: null,
  };
  return { ...draft, step: furthestStep(draft, bundle) };
}
