import type { Person, Role } from '../../../shared/center-api/enrolment';
import type { SessionPerson } from '../../../shared/ipc/contract';
import type { AuditChain } from '../audit/chain';
import { refuseWhileOpen } from '../calls/open-calls';
import { Refusal } from '../refusal';
import type { DraftRepository } from '../store/repositories/drafts';
import type { PersonRepository } from '../store/repositories/seat/people';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';

const FREE_TRIES = 5;
const MINUTE_MS = 60_000;
const LONGEST_DELAY_MS = 30 * MINUTE_MS;

/** One window. Who is signed in there lives and dies with it. */
export interface Caller {
  readonly id: number;
  person: SessionPerson | null;
}

/** Wait after so many wrong passwords in a row, ms: none for four, then 1-2-4…30 minutes (P11). */
export function delayAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0;
  return Math.min(LONGEST_DELAY_MS, MINUTE_MS * 2 ** (failures - FREE_TRIES));
}

export interface SessionParts {
  people: PersonRepository;
  drafts: DraftRepository;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
}

/** Signing in and out, offline, against the roster's argon2id verifiers. */
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

  /** One try at a time, so that parallel ones cannot slip by the count. Throws `wrong_password`, `too_many_tries`. */
  signIn(caller: Caller, personId: string, password: string): Promise<SessionPerson> {
    const attempt = this.queue.then(() => this.tryOnce(caller, personId, password));
    this.queue = attempt.catch(() => undefined);
    return attempt;
  }

  private async tryOnce(caller: Caller, personId: string, password: string): Promise<SessionPerson> {
    const { people, writer, audit, clock } = this.parts;
    const person = people.list().find((each) => each.id === personId);
    if (person === undefined) throw new Refusal('wrong_password');
    const failures = people.failuresOf(person.id);
    this.refuseTooSoon(person.id, failures);
    const now = clock.now();
    // Counted before it is tried: a kill in between cannot win a try.
    writer.write(() => people.setFailures(person.id, failures + 1, now));
    this.failedAt.set(person.id, clock.monotonic());
    const isSignedIn = await isRight(password, person);
    const { id } = person;
    writer.write(() => {
      if (isSignedIn) people.setFailures(id, 0, now);
      const detail = isSignedIn ? '' : failures + 1;
      audit.append({
        at: now,
        actor: id,
        act: isSignedIn ? 'sign_in' : 'sign_in_failed',
        subject: id,
        detail,
      });
    });
    if (!isSignedIn) throw new Refusal('wrong_password');
    this.failedAt.delete(person.id);
    caller.person = toSessionPerson(person);
    return caller.person;
  }

  private refuseTooSoon(personId: string, failures: number): void {
    // Failures of an earlier process count from this one's start: neither a restart nor a set clock shortens the wait.
    const since = this.failedAt.get(personId) ?? this.startedAt;
    const leftMs = since + delayAfter(failures) - this.parts.clock.monotonic();
    if (failures >= FREE_TRIES && leftMs > 0) {
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

async function isRight(password: string, person: Person): Promise<boolean> {
  const { argon2Verify } = await import('hash-wasm');
  try {
    return await argon2Verify({ password, hash: person.verifier });
  } catch {
    return false; // an empty password, or a verifier of parameters that are not ours
  }
}

function toSessionPerson(person: {
  id: Person['id'];
  number: string;
  name: string;
  role: Role;
}): SessionPerson {
  return { id: person.id, number: person.number, name: person.name, role: person.role };
}
