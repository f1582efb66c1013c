import { formOf } from '../../../shared/call/finish';
import type { Draft } from '../../../shared/call/form';
import type { CallRecord } from '../../../shared/call/record';
import type { SessionPerson } from '../../../shared/ipc/contract';
import type { PracticeCaller } from '../../../shared/practice/caller';
import type { DrillQuestion } from '../../../shared/practice/drill';
import { voiceOf } from '../../../shared/practice/heard';
import type { PracticeKind, PracticeState, ScoreView } from '../../../shared/practice/messages';
import { targetSeconds } from '../../../shared/practice/pace';
import { scoreOf, type Score } from '../../../shared/practice/score';
import { identityIn } from '../../../shared/privacy/free-texts';
import { newCallId } from '../calls/call-id';
import { Refusal } from '../refusal';
import type { PracticeRuns } from '../store/practice/runs';
import type { Clock } from '../sync/ports';
import type { Callers } from './callers';
import { Drill } from './drill';
import type { PracticeDesk } from './practice-desk';
import { endUnfinished } from './unfinished';

/** So many tries before are shown beside the last one. */
const BEFORE = 5;
const RECENT = 40;

export interface ExerciseParts {
  person: SessionPerson;
  kind: PracticeKind;
  tellsAll: boolean;
  /** Goes on with the call that was broken off, where there is one; else such a call is ended. */
  isResumed: boolean;
  desk: PracticeDesk;
  runs: PracticeRuns;
  callers: Callers;
  clock: Clock;
  random: () => number;
  /** Something that `state` tells has changed; `isSeat`: the seat itself went or came. */
  onChanged: (isSeat: boolean) => void;
}

/** One person's exercise from its beginning to its end: who rings, which call is theirs, what it came to. */
export class Exercise {
  private ringing: PracticeCaller | undefined;
  private inHand: { callId: Draft['id']; caller: PracticeCaller } | undefined;
  private last: PracticeState['last'] = null;
  /** Calls in which something of the caller's identity was typed at some time. */
  private readonly identityTyped = new Set<string>();
  private readonly drill: Drill | undefined;
  private drillId: Draft['id'] | undefined;
  private told = '';

  constructor(private readonly parts: ExerciseParts) {
    if (!parts.isResumed || !this.resume()) this.clear();
    if (parts.kind === 'outage') this.drill = this.beginDrill();
    else if (this.inHand === undefined) this.nextCaller();
  }

  /** True where the call that was broken off is on the desk again. */
  private resume(): boolean {
    const { runs, callers, kind, desk, person } = this.parts;
    if (kind === 'outage') return false;
    for (const run of runs.listOpen()) {
      const caller = callers.find(run.callerId);
      const draft = desk
        .desk()
        .drafts.list(person)
        .find((each) => each.id === run.id);
      if (caller === undefined || draft === undefined || run.kind !== kind) continue;
      this.inHand = { callId: draft.id, caller };
      return true;
    }
    return false;
  }

  /** What an exercise before left open is ended, so that the next call can be taken (R-14 holds in practice, too). */
  private clear(): void {
    const { desk, person, runs, clock } = this.parts;
    endUnfinished(desk.desk(), person, clock.now());
    for (const run of runs.listOpen()) runs.drop(run.id);
  }

  private beginDrill(): Drill {
    const { desk, runs, callers, clock, onChanged } = this.parts;
    const startedAt = clock.now();
    this.drillId = newCallId(startedAt);
    runs.begin({ id: this.drillId, callerId: '', kind: 'outage', startedAt });
    return new Drill({
      desk,
      now: () => clock.now(),
      monotonic: () => clock.monotonic(),
      ring: (callerId) => {
        this.ringing = callers.get(callerId);
      },
      onSeatChanged: () => onChanged(true),
    });
  }

  /** Somebody (else) rings, as patiently as the agent needs. Throws `not_allowed` while a call is in hand, and in the drill, which has its own order. */
  nextCaller(): void {
    const { kind, runs, callers, random } = this.parts;
    if (this.inHand !== undefined || kind === 'outage') throw new Refusal('not_allowed');
    const recent = runs.list(RECENT).map((run) => run.callerId);
    this.ringing = callers.choose(kind, recent, random);
    this.tell();
  }

  /** Answers whoever rings. Throws `practice_nobody_rings`; what rings is perhaps the real telephone. */
  takeCall(): Draft {
    const { desk, person, runs } = this.parts;
    const caller = this.ringing;
    if (caller === undefined) throw new Refusal('practice_nobody_rings');
    const draft = desk.desk().drafts.start(person);
    const kind = caller.expected.purpose === 'consultation' ? 'consultations' : 'calls';
    runs.begin({ id: draft.id, callerId: caller.id, kind, startedAt: draft.startedAt });
    this.ringing = undefined;
    this.inHand = { callId: draft.id, caller };
    this.last = null;
    this.tell();
    return draft;
  }

  sawQueue(): void {
    this.drill?.sawQueue();
    this.tell();
  }

  /** Reads what became of the call in hand, and lets the drill move on. */
  look(): void {
    const { desk } = this.parts;
    if (desk.isDown) return;
    const { store } = desk.desk();
    const draft = this.inHand && store.drafts.find(this.inHand.callId)?.draft;
    if (draft !== undefined && draft.form.identity !== null) this.identityTyped.add(draft.id);
    if (this.inHand !== undefined && draft === undefined) this.settle(this.inHand);
    this.drill?.look(draft);
    this.settleDrill();
    this.tell();
  }

  /** Says that something changed, where something did: it is asked six times a second while somebody types. */
  private tell(): void {
    const { drill, ...rest } = this.state();
    const now = JSON.stringify([rest, drill && { ...drill, seconds: 0 }]);
    if (now === this.told) return;
    this.told = now;
    this.parts.onChanged(false);
  }

  private settle({ callId, caller }: NonNullable<Exercise['inHand']>): void {
    const { desk, runs } = this.parts;
    const record = desk.desk().store.calls.findLatest(callId);
    if (record === undefined) return;
    this.inHand = undefined;
    if (record.disposition === 'dropped' || (this.drill && record.disposition === 'nuisance')) {
      // Broken off: nothing to judge, and the same caller tries again.
      runs.drop(callId);
      this.ringing = caller;
      return;
    }
    const { total } = this.scoreRecord(record, caller);
    runs.finish(callId, { finishedAt: record.finishedAt, total, seconds: secondsOf(record) });
    this.last = { callId, total };
    if (this.drill === undefined) this.nextCaller();
    else this.drill.finished(callId);
  }

  private settleDrill(): void {
    const { drill, drillId } = this;
    if (drill === undefined || drillId === undefined || !drill.isDone) return;
    const { total, seconds } = drill;
    this.parts.runs.finish(drillId, { finishedAt: this.parts.clock.now(), total, seconds });
    this.drillId = undefined;
  }

  private scoreRecord(record: CallRecord, caller: PracticeCaller): Score {
    const bundle = this.parts.desk.desk().bundles.get(record.bundleVersion);
    const form = formOf(record);
    const identityWords = identityIn(form)
      .filter((hit) => !hit.isKept)
      .map((hit) => hit.words);
    const wasIdentityTyped = this.identityTyped.has(record.id);
    return scoreOf({ form, confirmations: record.scriptProof }, caller, {
      bundle,
      identityWords,
      wasIdentityTyped,
    });
  }

  /** Throws `not_found` for what was not practised here. */
  score(id: string): ScoreView {
    const { desk, runs, callers } = this.parts;
    const run = runs.find(id);
    const caller = run && callers.find(run.callerId);
    const record = desk.desk().store.calls.findLatest(id);
    if (run === undefined || caller === undefined || record === undefined) throw new Refusal('not_found');
    const before = runs
      .list(RECENT)
      .filter((each) => each.kind === run.kind && each.finishedAt < run.finishedAt)
      .slice(0, BEFORE);
    return {
      ...this.scoreRecord(record, caller),
      // As it was told at once: what the linter learns later changes no mark.
      total: run.total,
      callId: record.id,
      kind: run.kind,
      title: caller.title,
      text: [caller.text, ...Object.values(caller.answers)].join('\n'),
      seconds: run.seconds,
      targetSeconds: targetSeconds(caller),
      before: before.map(({ total, seconds }) => ({ total, seconds })),
    };
  }

  /** Throws `not_allowed` outside a drill whose seat was ended. */
  async reopen(): Promise<void> {
    if (this.drill === undefined) throw new Refusal('not_allowed');
    const { desk } = this.parts;
    await this.drill.reopen((id) => desk.desk().store.drafts.find(id)?.draft);
  }

  answer(question: DrillQuestion, choice: string): void {
    if (this.drill === undefined) throw new Refusal('not_allowed');
    this.drill.answer(question, choice);
    this.look();
  }

  /** Over. `isBrokenOff`: for a real caller; what is in hand is kept for later. */
  end(isBrokenOff: boolean): void {
    const { desk } = this.parts;
    if (!isBrokenOff && !desk.isDown) this.clear();
  }

  state(): Omit<PracticeState, 'interrupted'> {
    const { kind, desk, tellsAll } = this.parts;
    const { inHand } = this;
    return {
      mode: { kind, life: desk.life, isDown: desk.isDown },
      tellsAll,
      isRinging: this.ringing !== undefined,
      inHand: inHand === undefined ? null : { callId: inHand.callId, caller: voiceOf(inHand.caller) },
      last: this.last,
      drill: this.drill?.state() ?? null,
    };
  }
}

function secondsOf(record: CallRecord): number {
  return Math.max(0, Math.round((record.finishedAt - record.startedAt) / 1000));
}
