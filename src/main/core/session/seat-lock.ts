import { lockTimes, type LockReason, type LockState, type LockTimes } from '../../../shared/session/lock';
import type { Input, SessionPerson } from '../../../shared/ipc/contract';
import { AuditChain, type AuditEntry } from '../audit/chain';
import { openCallsRefusal } from '../calls/open-calls';
import type { Desk } from '../desk';
import type { Announce } from '../ports';
import { Refusal } from '../refusal';
import type { Clock, Timer } from '../sync/ports';
import type { Caller } from './sessions';

/** A call that ended shortens the wait; that is noticed so soon at the latest. */
const LOOK_EVERY_MS = 60_000;

/** What the lock needs of the open store. */
export type LockedDesk = Pick<Desk, 'store' | 'sessions' | 'takeovers' | 'telephony' | 'leads'>;

export interface SeatLockParts {
  /** Of the policy; undefined: the default. */
  idleMinutes: number | undefined;
  clock: Clock;
  timer: Timer;
  announce: Announce;
  /** Undefined while the store is shut: then nobody is signed in. */
  desk: () => LockedDesk | undefined;
  /** Another person sits down: whoever practised does so no longer. */
  endPractice: (caller: Caller) => void;
}

interface Held {
  /** The last key or movement, on the clock that nobody can set. */
  touchedAt: number;
  lock: { why: LockReason; since: number } | null;
  isWarned: boolean;
  callOff: () => void;
}

/**
 * The lock of a window over whatever is open in it. Who is signed in stays so, drafts stay as they are; until the
 * same person's password, or the next person's, the router refuses all but `WHILE_LOCKED`.
 */
export class SeatLock {
  private readonly held = new Map<Caller, Held>();
  private readonly times: LockTimes;

  constructor(private readonly parts: SeatLockParts) {
    this.times = lockTimes(parts.idleMinutes);
  }

  isLocked(caller: Caller): boolean {
    return (this.held.get(caller)?.lock ?? null) !== null;
  }

  /** Somebody is signed in at this window from now on. */
  seated(caller: Caller): void {
    this.left(caller);
    this.held.set(caller, {
      touchedAt: this.parts.clock.monotonic(),
      lock: null,
      isWarned: false,
      callOff: () => undefined,
    });
    this.watch(caller);
  }

  /** Nobody is there any more: signed out, or the window is gone. */
  left(caller: Caller): void {
    this.held.get(caller)?.callOff();
    this.held.delete(caller);
  }

  stop(): void {
    for (const caller of [...this.held.keys()]) this.left(caller);
  }

  /** A hand was on keys or mouse; does nothing to a lock. */
  touch(caller: Caller): void {
    const held = this.held.get(caller);
    if (held === undefined || held.lock !== null) return;
    held.touchedAt = this.parts.clock.monotonic();
    if (held.isWarned) this.parts.announce('lock');
    held.isWarned = false;
    this.watch(caller);
  }

  /** Locks it; a lock that is there already stays as it is. */
  lock(caller: Caller, why: LockReason): void {
    const { clock, announce } = this.parts;
    const held = this.held.get(caller);
    const desk = this.parts.desk();
    if (held === undefined || held.lock !== null || caller.person === null || desk === undefined) return;
    const since = clock.now();
    held.callOff();
    held.lock = { why, since };
    announce('lock');
    const { id } = caller.person;
    try {
      note(desk, { at: since, actor: id, act: 'locked', subject: id, detail: why });
    } catch (error) {
      // A disk that takes no row keeps nobody from locking; the trouble is told where the next call meets it.
      if (!(error instanceof Refusal)) throw error;
    }
  }

  /** The PC was locked or goes to sleep. */
  lockAll(): void {
    for (const caller of [...this.held.keys()]) this.lock(caller, 'system');
  }

  state(caller: Caller): LockState {
    const held = this.held.get(caller);
    const desk = this.parts.desk();
    const { person } = caller;
    if (held === undefined || person === null || desk === undefined) return { kind: 'open', locksInMs: null };
    if (held.lock === null) {
      return {
        kind: 'open',
        locksInMs: held.isWarned ? Math.max(0, Math.round(this.leftOf(held, person))) : null,
      };
    }
    return {
      kind: 'locked',
      ...held.lock,
      person,
      openCalls: desk.store.drafts.openCallsOf(person.id).length,
      ...desk.telephony.whileLocked(),
      leads: desk.leads.list(person).count,
    };
  }

  /** The same person is back. Throws as a sign-in does; a list of people that ran out keeps nobody from their own call. */
  async open(caller: Caller, person: SessionPerson, password: string): Promise<SessionPerson> {
    const desk = this.locked(caller, person);
    await desk.sessions.prove(person.id, password, 'unlock_failed');
    this.locked(caller, person);
    const at = this.parts.clock.now();
    note(desk, { at, actor: person.id, act: 'unlocked', subject: person.id });
    this.sit(caller, person, desk);
    return person;
  }

  /**
   * 交接班: the next person signs in over the lock, the one before is signed out. An open call is never left behind: its
   * own agent ends it first, or a supervisor takes it over with a reason. Drafts of revisions stay their owner's.
   */
  async handOver(
    caller: Caller,
    before: SessionPerson,
    { personId, password, why }: Input<'lock.handOver'>,
  ): Promise<SessionPerson> {
    if (personId === before.id) return this.open(caller, before, password);
    const desk = this.locked(caller, before);
    const next = await desk.sessions.admit(personId, password);
    this.locked(caller, before);
    const open = desk.store.drafts.openCallsOf(before.id);
    if (open.length > 0 && (next.role !== 'supervisor' || why === null)) throw openCallsRefusal(open);
    this.parts.endPractice(caller);
    for (const { id } of open) desk.takeovers.take(next, { id, why: why ?? '' });
    const at = this.parts.clock.now();
    note(
      desk,
      { at, actor: before.id, act: 'sign_out', subject: before.id, detail: next.id },
      { at, actor: next.id, act: 'sign_in', subject: next.id, detail: 'handed_over' },
    );
    caller.person = next;
    this.sit(caller, next, desk);
    this.parts.announce('app');
    return next;
  }

  private sit(caller: Caller, person: SessionPerson, desk: LockedDesk): void {
    this.seated(caller);
    this.parts.announce('lock');
    desk.telephony.claim(person);
  }

  /** Throws `not_allowed` where this person's lock is not there (any more): somebody else was quicker. */
  private locked(caller: Caller, person: SessionPerson): LockedDesk {
    const desk = this.parts.desk();
    if (desk === undefined || !this.isLocked(caller) || caller.person?.id !== person.id) {
      throw new Refusal('not_allowed');
    }
    return desk;
  }

  private leftOf(held: Held, person: SessionPerson): number {
    const hasCall = (this.parts.desk()?.store.drafts.openCallsOf(person.id).length ?? 0) > 0;
    const limit = hasCall ? this.times.inCallMs : this.times.idleMs;
    return held.touchedAt + limit - this.parts.clock.monotonic();
  }

  private watch(caller: Caller): void {
    const held = this.held.get(caller);
    if (held === undefined || held.lock !== null || caller.person === null) return;
    held.callOff();
    const left = this.leftOf(held, caller.person);
    if (left <= 0) return this.lock(caller, 'idle');
    const isNear = left <= this.times.warnMs;
    if (isNear !== held.isWarned) this.parts.announce('lock');
    held.isWarned = isNear;
    const wait = isNear ? left : Math.min(LOOK_EVERY_MS, left - this.times.warnMs);
    held.callOff = this.parts.timer.after(wait, () => this.watch(caller));
  }
}

function note({ store }: LockedDesk, ...entries: AuditEntry[]): void {
  const audit = new AuditChain(store.audit);
  store.write(() => {
    for (const entry of entries) audit.append(entry);
  });
}
