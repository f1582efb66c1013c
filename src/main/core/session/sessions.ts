import { assertNever } from '../../../shared/assert-never';
import { delayAfter } from '../../../shared/session/delay';
import type { Person, Role } from '../../../shared/center-api/enrolment';
import type { PasswordState, SessionPerson } from '../../../shared/ipc/contract';
import type { AuditChain } from '../audit/chain';
import { refuseWhileOpen } from '../calls/open-calls';
import { Refusal } from '../refusal';
import type { DraftRepository } from '../store/repositories/drafts';
import { PASSWORD_RULES, passwordProblems, passwordStanding } from '../../../shared/session/password';
import type { MetaRepository } from '../store/repositories/seat/meta';
import type { PersonRepository } from '../store/repositories/seat/people';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';
import type { OnlineCheck } from './online-check';
import type { Roster } from './roster';
import { judgePassword } from './verifier';

/** One window. Who is signed in there lives and dies with it. */
export interface Caller {
  readonly id: number;
  person: SessionPerson | null;
}

export interface SessionParts {
  people: PersonRepository;
  drafts: DraftRepository;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  /** Undefined where there is no center to ask. */
  online?: OnlineCheck;
  /** Undefined where nobody's password ends. */
  passwords?: Pick<MetaRepository, 'passwordExpiry' | 'setPasswordExpiry'>;
  /** Undefined where the list of people never runs out. */
  roster?: Pick<Roster, 'state'>;
}

/**
 * Signing in and out. The center is asked where it can be reached, and its no counts; what opens the seat is always the
 * signed list's argon2id verifier, so nobody on the way can say yes in the center's name. Without the center the verifier
 * alone counts, as long as the list has not run out.
 */
export class Sessions {
  /** When this process saw the last wrong password, on the clock that nobody can set. */
  private readonly failedAt = new Map<string, number>();
  private readonly startedAt: number;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: SessionParts) {
    this.startedAt = parts.clock.monotonic();
  }

  /** Who may sign in here; the password's verifier stays in the core. */
  people(): SessionPerson[] {
    return this.parts.people.list().map(toSessionPerson);
  }

  /** Throws `wrong_password`, `too_many_tries`, `roster_expired`. */
  async signIn(caller: Caller, personId: string, password: string): Promise<SessionPerson> {
    const person = await this.admit(personId, password);
    const at = this.parts.clock.now();
    this.parts.writer.write(() =>
      this.parts.audit.append({ at, actor: person.id, act: 'sign_in', subject: person.id }),
    );
    caller.person = person;
    return person;
  }

  /** Who may begin here with this password; signs nobody in. Throws as `signIn` does. */
  async admit(personId: string, password: string): Promise<SessionPerson> {
    const { person, isOnline } = await this.prove(personId, password, 'sign_in_failed');
    if (!isOnline && this.hasRunOut(person)) {
      const at = this.parts.clock.now();
      const row = { at, actor: person.id, act: 'sign_in_failed', subject: person.id } as const;
      this.parts.writer.write(() => this.parts.audit.append({ ...row, detail: 'roster_expired' }));
      throw new Refusal('roster_expired');
    }
    return toSessionPerson(person);
  }

  /**
   * Whether it is this person. One try at a time, so that parallel ones cannot slip by the count, which is one for all
   * doors: sign-in, lock and hand-over. Throws `wrong_password`, `too_many_tries`.
   */
  prove(
    personId: string,
    password: string,
    failed: 'sign_in_failed' | 'unlock_failed',
  ): Promise<{ person: Person; isOnline: boolean }> {
    const attempt = this.queue.then(() => this.tryOnce(personId, password, failed));
    this.queue = attempt.catch(() => undefined);
    return attempt;
  }

  private async tryOnce(
    personId: string,
    password: string,
    failed: 'sign_in_failed' | 'unlock_failed',
  ): Promise<{ person: Person; isOnline: boolean }> {
    const { people, writer, audit, clock } = this.parts;
    const person = this.find(personId);
    if (person === undefined) throw new Refusal('wrong_password');
    const { id } = person;
    const failures = people.failuresOf(id);
    this.refuseTooSoon(id, failures);
    const now = clock.now();
    // Counted before it is tried: a kill in between cannot win a try.
    writer.write(() => people.setFailures(id, failures + 1, now));
    this.failedAt.set(id, clock.monotonic());
    const { known, isOnline } = await this.judge(person, password);
    writer.write(() => {
      if (known !== null) people.setFailures(id, 0, now);
      else audit.append({ at: now, actor: id, act: failed, subject: id, detail: failures + 1 });
    });
    if (known === null) throw new Refusal('wrong_password');
    this.failedAt.delete(id);
    return { person: known, isOnline };
  }

  /** The person where the password is theirs; the center's no ends it, its yes only says that the list here is old. */
  private async judge(
    person: Person,
    password: string,
  ): Promise<{ known: Person | null; isOnline: boolean }> {
    const { online, people, writer, clock } = this.parts;
    const verdict = (await online?.ask(person.id, password)) ?? { kind: 'silent' };
    if (verdict.kind === 'wrong') return { known: null, isOnline: true };
    if (verdict.kind === 'too_many') {
      writer.write(() => people.setFailures(person.id, people.failuresOf(person.id) - 1, clock.now()));
      throw new Refusal('too_many_tries', { seconds: verdict.seconds });
    }
    const isOnline = verdict.kind === 'right';
    if (isOnline) this.noteExpiry(person.id, verdict.passwordExpiresAt);
    if (await isRight(password, person)) return { known: person, isOnline };
    if (!isOnline) return { known: null, isOnline };
    await online?.refresh();
    const renewed = this.find(person.id);
    const isKnown = renewed !== undefined && (await isRight(password, renewed));
    return { known: isKnown ? renewed : null, isOnline };
  }

  /**
   * A person's own new password, at the center alone; the seat hears of it by the newest list. Throws `wrong_password`,
   * `too_many_tries`, `password_refused` with the first rule it breaks, `center_unreachable`.
   */
  async changePassword(person: SessionPerson, password: string, newPassword: string): Promise<number | null> {
    const { online, writer, audit, clock } = this.parts;
    const [problem] = passwordProblems(newPassword, person);
    if (problem !== undefined) throw new Refusal('password_refused', { reason: problem });
    const verdict = (await online?.ask(person.id, password, newPassword)) ?? { kind: 'silent' };
    switch (verdict.kind) {
      case 'right': {
        this.noteExpiry(person.id, verdict.passwordExpiresAt);
        const row = {
          at: clock.now(),
          actor: person.id,
          act: 'password_changed',
          subject: person.id,
        } as const;
        writer.write(() => audit.append(row));
        await online?.refresh();
        return verdict.passwordExpiresAt;
      }
      case 'wrong':
        throw new Refusal('wrong_password');
      case 'too_many':
        throw new Refusal('too_many_tries', { seconds: verdict.seconds });
      case 'refused': {
        const reason = PASSWORD_RULES.find((rule) => verdict.rules.includes(rule)) ?? 'not_common';
        throw new Refusal('password_refused', { reason });
      }
      case 'silent':
        throw new Refusal('center_unreachable');
      default:
        return assertNever(verdict);
    }
  }

  /** How long a person's password still holds, `now` by the center's time; null where the center never said. */
  passwordOf({ id }: SessionPerson, now: number): PasswordState | null {
    const expiresAt = this.parts.passwords?.passwordExpiry(id) ?? null;
    return expiresAt === null ? null : { expiresAt, standing: passwordStanding(expiresAt, now) };
  }

  private noteExpiry(personId: string, expiresAt: number | null): void {
    const { passwords, writer } = this.parts;
    if (expiresAt === null || passwords?.passwordExpiry(personId) === expiresAt) return;
    writer.write(() => passwords?.setPasswordExpiry(personId, expiresAt));
  }

  private find(personId: string): Person | undefined {
    return this.parts.people.list().find((each) => each.id === personId);
  }

  /**
   * A list that ran out lets no agent begin. Whoever has a call in hand comes back to it, and a supervisor can still see to
   * the line or to a new file.
   */
  private hasRunOut(person: Person): boolean {
    const { roster, drafts } = this.parts;
    if (roster?.state()?.standing !== 'expired' || person.role === 'supervisor') return false;
    return drafts.openCallsOf(person.id).length === 0;
  }

  private refuseTooSoon(personId: string, failures: number): void {
    // Failures of an earlier process count from this one's start: neither a restart nor a set clock shortens the wait.
    const since = this.failedAt.get(personId) ?? this.startedAt;
    const leftMs = since + delayAfter(failures) - this.parts.clock.monotonic();
    if (delayAfter(failures) > 0 && leftMs > 0) {
      throw new Refusal('too_many_tries', { seconds: Math.ceil(leftMs / 1000) });
    }
  }

  /** Throws `open_calls`, naming them, while a call of this person lacks its end, hung up or not. */
  signOut(caller: Caller): void {
    const { person } = caller;
    if (person === null) return;
    refuseWhileOpen(this.parts.drafts, person.id);
    const at = this.parts.clock.now();
    this.parts.writer.write(() =>
      this.parts.audit.append({ at, actor: person.id, act: 'sign_out', subject: person.id }),
    );
    caller.person = null;
  }
}

const isRight = async (password: string, person: Person): Promise<boolean> =>
  (await judgePassword(password, person)) === 'right';

function toSessionPerson(person: {
  id: Person['id'];
  number: string;
  name: string;
  role: Role;
}): SessionPerson {
  return { id: person.id, number: person.number, name: person.name, role: person.role };
}
