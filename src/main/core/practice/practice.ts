import type { AppState, SessionPerson } from '../../../shared/ipc/contract';
import type { DrillQuestion } from '../../../shared/practice/drill';
import type { PracticeKind, PracticeRun, PracticeState, ScoreView } from '../../../shared/practice/messages';
import type { Draft } from '../../../shared/call/form';
import { CallId } from '../../../shared/ids';
import type { Desk } from '../desk';
import type { Announce, Log } from '../ports';
import { Refusal } from '../refusal';
import type { SignedInCaller } from '../router/router';
import type { Caller } from '../session/sessions';
import type { PracticeRuns } from '../store/practice/runs';
import type { Clock, Timer } from '../sync/ports';
import { Callers } from './callers';
import { Exercise } from './exercise';
import { PracticeFiles } from './files';
import { PracticeDesk } from './practice-desk';
import type { RealSeat } from './real-seat';

const HISTORY = 200;

/** Why an exercise ended; written to the audit. */
export type WhyEnded = 'wish' | 'real_call' | 'signed_out' | 'window_closed';

export interface PracticeParts {
  folder: string;
  callersFile: string;
  nativeBinding: string | null;
  /** Undefined while the real store is shut: then nobody practises either. */
  real: () => RealSeat | undefined;
  clock: Clock;
  timer: Timer;
  random: () => number;
  announce: Announce;
  log: Log;
}

interface Session {
  caller: Caller;
  person: SessionPerson;
  kind: PracticeKind;
  desk: PracticeDesk;
  exercise: Exercise;
}

const NOBODY: Omit<PracticeState, 'interrupted'> = {
  mode: null,
  tellsAll: false,
  isRinging: false,
  inHand: null,
  last: null,
  drill: null,
};

/**
 * The practice mode: a second desk over a store of its own, for one window at a time. A real caller never waits for it:
 * entering is refused while a call is open, and a real call ends it at once.
 */
export class Practice {
  private session: Session | undefined;
  private readonly callers: Callers;
  private readonly broken = new Map<string, PracticeKind>();
  private readonly files = new Map<string, PracticeFiles>();
  private closing: Promise<void> = Promise.resolve();
  private isLookDue = false;

  constructor(private readonly parts: PracticeParts) {
    this.callers = new Callers(parts.callersFile);
  }

  isOn(caller: Caller): boolean {
    return this.session?.caller === caller;
  }

  /** The desk that everything of a practising window goes to. Throws `practice_down`, `not_allowed` outside practice. */
  desk(): Desk {
    return this.current().desk.desk();
  }

  modeOf(caller: Caller): AppState['practice'] {
    return this.isOn(caller) ? this.current().exercise.state().mode : null;
  }

  seatOf(caller: Caller): PracticeDesk['seat'] | undefined {
    return this.isOn(caller) ? this.current().desk.seat : undefined;
  }

  private current(): Session {
    if (this.session === undefined) throw new Refusal('not_allowed', { reason: 'not_practising' });
    return this.session;
  }

  private sessionOf(caller: Caller): Session {
    if (!this.isOn(caller)) throw new Refusal('not_allowed', { reason: 'not_practising' });
    return this.current();
  }

  private real(): RealSeat {
    const real = this.parts.real();
    if (real === undefined) throw new Refusal('store_locked');
    return real;
  }

  /** A history that was opened stays open: the idle desk asks for it each time. */
  private filesOf(personId: string): PracticeFiles {
    const known = this.files.get(personId);
    if (known !== undefined) return known;
    const { folder, nativeBinding } = this.parts;
    const files = new PracticeFiles({ folder, nativeBinding, real: this.real(), personId });
    this.files.set(personId, files);
    return files;
  }

  /**
   * Takes a window into practice. Throws `practice_busy` while a real call of this person lacks its end,
   * `not_allowed` where somebody practises already, `practice_unavailable`, or why the practice store does not open.
   */
  async begin(
    caller: SignedInCaller,
    input: { kind: PracticeKind; tellsAll: boolean; isResumed: boolean },
  ): Promise<PracticeState> {
    await this.closing;
    const { person } = caller;
    const real = this.real();
    if (this.session !== undefined) throw new Refusal('not_allowed', { reason: 'practising' });
    const count = real.openCalls(person.id);
    if (count > 0) throw new Refusal('practice_busy', { count });
    const { clock, timer, random, log } = this.parts;
    const { kind } = input;
    const files = this.filesOf(person.id);
    const announce: Announce = (topic, ids) => {
      this.parts.announce(topic, ids);
      this.lookSoon();
    };
    let desk: PracticeDesk | undefined;
    try {
      this.callers.all();
      desk = new PracticeDesk({ files, real, clock, timer, random, announce, log });
      const exercise = new Exercise({
        ...input,
        person,
        desk,
        runs: files.runs(),
        callers: this.callers,
        clock,
        random,
        onChanged: (isSeat) => this.parts.announce(isSeat ? 'app' : 'practice'),
      });
      real.audit({
        at: clock.now(),
        actor: person.id,
        act: 'practice_begun',
        subject: person.id,
        detail: kind,
      });
      this.session = { caller, person, kind, desk, exercise };
    } catch (error) {
      await desk?.close();
      throw error;
    }
    this.broken.delete(person.id);
    this.parts.announce('app');
    return this.state(caller);
  }

  state(caller: SignedInCaller): PracticeState {
    if (this.isOn(caller)) return { ...this.current().exercise.state(), interrupted: null };
    return { ...NOBODY, interrupted: this.broken.get(caller.person.id) ?? this.leftBehind(caller.person.id) };
  }

  /** A call that the end of the app broke off. */
  private leftBehind(personId: string): PracticeKind | null {
    return this.withRuns(personId, (runs) => runs.listOpen()[0]?.kind ?? null) ?? null;
  }

  nextCaller(caller: SignedInCaller): PracticeState {
    this.sessionOf(caller).exercise.nextCaller();
    return this.state(caller);
  }

  /** `call.start` of a practising window. */
  takeCall(): Draft {
    return this.current().exercise.takeCall();
  }

  sawQueue(): void {
    this.current().exercise.sawQueue();
  }

  score(caller: SignedInCaller, id: string): ScoreView {
    return this.sessionOf(caller).exercise.score(id);
  }

  /** A person's own runs, latest first; nobody else's, whoever asks. */
  history(caller: SignedInCaller): PracticeRun[] {
    const runs = this.withRuns(caller.person.id, (each) => each.list(HISTORY)) ?? [];
    return runs.map(({ id, callerId, finishedAt, kind, total, seconds }) => {
      const title = callerId === '' ? '' : (this.callers.find(callerId)?.title ?? callerId);
      return { id: CallId.parse(id), finishedAt, kind, title, total, seconds };
    });
  }

  private withRuns<T>(personId: string, read: (runs: PracticeRuns) => T): T | undefined {
    const files = this.filesOf(personId);
    return files.exist() ? read(files.runs()) : undefined;
  }

  async reopen(caller: SignedInCaller): Promise<PracticeState> {
    await this.sessionOf(caller).exercise.reopen();
    return this.state(caller);
  }

  answer(caller: SignedInCaller, question: DrillQuestion, choice: string): PracticeState {
    this.sessionOf(caller).exercise.answer(question, choice);
    return this.state(caller);
  }

  /** Lets go at once: what the window asks next goes to the real desk. The practice files are closed afterwards. */
  end(caller: Caller, why: WhyEnded): void {
    if (!this.isOn(caller)) return;
    const { person, kind, desk, exercise } = this.current();
    this.session = undefined;
    this.unharmed('settle', () => exercise.look());
    const isBrokenOff = why === 'real_call' || why === 'window_closed';
    if (isBrokenOff) this.broken.set(person.id, kind);
    this.parts.announce('app');
    this.closing = new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
      this.unharmed('end', () => exercise.end(isBrokenOff));
      await desk.close();
    });
    const at = this.parts.clock.now();
    this.real().audit({ at, actor: person.id, act: 'practice_ended', subject: person.id, detail: why });
  }

  /** Trouble of the practice store stays its own: it may neither end the core nor fail a real call beside it. */
  private unharmed(what: string, run: () => void): void {
    try {
      run();
    } catch {
      this.parts.log({ event: 'store', what: `practice.${what}`, outcome: 'failed' });
    }
  }

  /** A real call rings or was taken: whoever practises is back at the real desk at once. */
  interrupt(): void {
    if (this.session !== undefined) this.end(this.session.caller, 'real_call');
  }

  /** Listens beside the real desk: a call that appears there, by whatever way, ends the exercise of its agent. */
  besideCalls(announce: Announce): Announce {
    return (topic, ids) => {
      announce(topic, ids);
      const { session } = this;
      if (topic !== 'drafts' || session === undefined) return;
      this.unharmed('interrupt', () => {
        if (this.real().openCalls(session.person.id) > 0) this.interrupt();
      });
    };
  }

  /** The person's wish: history and exercises are gone. Throws `not_allowed` in the middle of one. */
  async wipe(caller: SignedInCaller): Promise<void> {
    await this.closing;
    const { person } = caller;
    if (this.session?.person.id === person.id) throw new Refusal('not_allowed', { reason: 'practising' });
    const real = this.real();
    this.filesOf(person.id).wipe();
    this.broken.delete(person.id);
    real.audit({ at: this.parts.clock.now(), actor: person.id, act: 'practice_wiped', subject: person.id });
    this.parts.announce('practice');
  }

  /** The core stops; resolves when the practice files are let go of. */
  async stop(): Promise<void> {
    const { session } = this;
    if (session !== undefined) this.end(session.caller, 'window_closed');
    await this.closing;
    for (const files of this.files.values()) files.close();
    this.files.clear();
  }

  /** Once a turn, after the answer that changed something. */
  private lookSoon(): void {
    if (this.isLookDue) return;
    this.isLookDue = true;
    setImmediate(() => {
      this.isLookDue = false;
      this.unharmed('look', () => this.session?.exercise.look());
    });
  }
}
