import type { Draft } from '../../../shared/call/form';
import { canonicalJson } from '../../../shared/canonical-json';
import {
  ageChoices,
  DRILL_CHOICES,
  DrillCheck,
  RIGHT_CHOICE,
  type DrillPhase,
  type DrillQuestion,
  type DrillState,
} from '../../../shared/practice/drill';
import { freeTextsOf } from '../../../shared/privacy/free-texts';
import { Refusal } from '../refusal';
import type { PracticeDesk } from './practice-desk';

/** Two short questions and a complaint: about five minutes. */
const DRILL_CALLERS = ['k5', 'k2', 'c41'] as const;
/** So much is typed before the seat is ended that its return can be seen. */
const TYPED_ENOUGH = 4;
const MINUTE_MS = 60_000;
const QUESTIONS: readonly DrillQuestion[] = ['oldest_age', 'what_to_do', 'when_accepted'];

export interface DrillParts {
  desk: PracticeDesk;
  now: () => number;
  monotonic: () => number;
  /** The next caller is on the line. */
  ring: (callerId: string) => void;
  /** The window has to learn that the seat is gone, or is there again. */
  onSeatChanged: () => void;
}

/**
 * 断网演练: the center goes away after the first call, two more are taken, the seat is ended in the middle of the second
 * of them and opened again, then the line comes back. Moves on, and ticks its list, by facts of store and center alone.
 */
export class Drill {
  phase: DrillPhase = 'first_call';
  /** Ids of the calls taken in it, in order. */
  private readonly calls: string[] = [];
  private readonly passed = new Set<DrillCheck>();
  private readonly asked = new Map<DrillQuestion, boolean>();
  private choices: string[] = [];
  private inHand: Draft | undefined;
  private readonly since: number;
  private endedAt: number | undefined;

  constructor(private readonly parts: DrillParts) {
    this.since = parts.monotonic();
    parts.ring(DRILL_CALLERS[0]);
  }

  /** A call of the drill has its record. */
  finished(callId: string): void {
    this.calls.push(callId);
  }

  get isDone(): boolean {
    return this.phase === 'done';
  }

  get callIds(): readonly string[] {
    return this.calls;
  }

  get seconds(): number {
    return Math.round(((this.endedAt ?? this.parts.monotonic()) - this.since) / 1000);
  }

  /** Points of 100: each thing on the list weighs the same. */
  get total(): number {
    return Math.round((this.passed.size / DrillCheck.options.length) * 100);
  }

  /** The person looks at the queue. */
  sawQueue(): void {
    if (!this.parts.desk.center.isReachable && this.owed() > 0) this.passed.add('saw_waiting');
  }

  /** Looks at the facts and moves on as far as they carry. `draft`: the call in hand, as the store has it. */
  look(draft: Draft | undefined): void {
    for (let before: DrillPhase | undefined; before !== this.phase;) {
      before = this.phase;
      this.step(draft);
    }
  }

  private step(draft: Draft | undefined): void {
    const { desk, ring } = this.parts;
    switch (this.phase) {
      case 'first_call':
        if (this.calls.length < 1 || this.owed() > 0) return;
        desk.setLine(false);
        ring(DRILL_CALLERS[1]);
        this.phase = 'second_call';
        return;
      case 'second_call':
        if (this.calls.length < 2) return;
        ring(DRILL_CALLERS[2]);
        this.phase = 'third_call';
        return;
      case 'third_call':
        if (draft !== undefined && hasEnough(draft)) this.endSeat(draft);
        return;
      case 'third_again':
        if (this.calls.length < 3) return;
        // Made while nobody could be reached, and kept: owed is what has a record and no receipt.
        if (this.owed() >= 2) this.passed.add('calls_went_on');
        this.choices = ageChoices(this.ageMinutes());
        this.phase = 'questions';
        return;
      case 'questions':
        if (this.asked.size < QUESTIONS.length) return;
        desk.setLine(true);
        this.phase = 'line_back';
        return;
      case 'line_back':
        if (this.owed() > 0) return;
        this.settle();
        this.phase = 'done';
        return;
      case 'killed':
      case 'done':
        return;
    }
  }

  private endSeat(draft: Draft): void {
    this.inHand = draft;
    this.phase = 'killed';
    void this.parts.desk.close();
    this.parts.onSeatChanged();
  }

  /** 重新打开坐席. Throws `not_allowed` where it was not ended. */
  async reopen(find: (id: string) => Draft | undefined): Promise<void> {
    if (this.phase !== 'killed' || this.inHand === undefined) throw new Refusal('not_allowed');
    await this.parts.desk.reopen();
    const again = find(this.inHand.id);
    if (again !== undefined && canonicalJson(again) === canonicalJson(this.inHand)) {
      this.passed.add('draft_came_back');
    }
    this.phase = 'third_again';
    this.parts.onSeatChanged();
  }

  /** Throws `not_allowed` for a question that is not put now, `invalid_input` for a choice that was not offered. */
  answer(question: DrillQuestion, choice: string): void {
    const put = this.question();
    if (put?.id !== question) throw new Refusal('not_allowed');
    if (!put.choices.includes(choice)) throw new Refusal('invalid_input', { reason: 'choice' });
    const isRight = choice === this.rightChoice(question);
    this.asked.set(question, isRight);
    if (!isRight) return;
    if (question === 'oldest_age') this.passed.add('found_oldest');
    if (question === 'what_to_do') this.passed.add('knew_what_to_do');
    if (question === 'when_accepted') this.passed.add('knew_when_accepted');
  }

  /** Of the age, whatever stands nearest to the truth at this moment: it goes on while the person looks. */
  private rightChoice(question: DrillQuestion): string | undefined {
    if (question !== 'oldest_age') return RIGHT_CHOICE[question];
    const age = this.ageMinutes();
    const offAt = (choice: string): number => Math.abs(Number(choice) - age);
    return [...this.choices].sort((a, b) => offAt(a) - offAt(b))[0];
  }

  private question(): DrillState['question'] {
    const id = QUESTIONS.find((each) => !this.asked.has(each));
    if (this.phase !== 'questions' || id === undefined) return null;
    return { id, choices: id === 'oldest_age' ? this.choices : [...DRILL_CHOICES[id]] };
  }

  /** What the drill was for, read from store and center at its end. */
  private settle(): void {
    const { desk, center } = { desk: this.parts.desk.desk(), center: this.parts.desk.center };
    const { unknown, owed, quarantined } = desk.store.conservation();
    const areAccepted = this.calls.every((id) => desk.store.calls.findHead(id)?.delivery === 'accepted');
    if (areAccepted && unknown + owed + quarantined === 0) this.passed.add('nothing_lost');
    const held = center.callsHeld();
    const isOnce = this.calls.every((id) => held.filter((each) => each === id).length === 1);
    if (isOnce && new Set(held).size === held.length) this.passed.add('nothing_doubled');
    this.endedAt = this.parts.monotonic();
  }

  private owed(): number {
    return this.parts.desk.desk().store.outbox.summary().owed;
  }

  private ageMinutes(): number {
    const { oldestOwedAt } = this.parts.desk.desk().store.outbox.summary();
    return oldestOwedAt === null ? 0 : Math.floor((this.parts.now() - oldestOwedAt) / MINUTE_MS);
  }

  state(): DrillState {
    const [answered] = [...this.asked].slice(-1);
    return {
      phase: this.phase,
      checks: DrillCheck.options.map((id) => ({
        id,
        state: this.passed.has(id) ? 'done' : this.isDone || this.isMissed(id) ? 'missed' : 'open',
      })),
      question: this.question(),
      answered: answered === undefined ? null : { id: answered[0], isRight: answered[1] },
      seconds: this.seconds,
    };
  }

  private isMissed(id: DrillCheck): boolean {
    if (id === 'found_oldest') return this.asked.get('oldest_age') === false;
    if (id === 'knew_what_to_do') return this.asked.get('what_to_do') === false;
    if (id === 'knew_when_accepted') return this.asked.get('when_accepted') === false;
    return false;
  }
}

function hasEnough({ form }: Draft): boolean {
  return freeTextsOf(form).some(({ text }) => [...text].length >= TYPED_ENOUGH);
}
