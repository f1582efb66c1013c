import { classifyRoster, classifySignIn, type PersonVerdict } from '../sync/people/classify';
import type { PeopleClient } from '../sync/people/ports';
import type { Clock, PeopleSink } from '../sync/ports';

/** So long a person waits for the center's word at the sign-in. */
const SIGN_IN_MS = 4_000;
/** A new password is held against each of the last ones. */
const CHANGE_MS = 20_000;

/** The center's word on a person and a password, and its newest list of people. Never rejects for what a network does. */
export interface OnlineCheck {
  ask(personId: string, password: string, newPassword?: string): Promise<PersonVerdict>;
  /** Takes the newest list in now. */
  refresh(): Promise<void>;
}

export interface OnlineCheckParts {
  center: PeopleClient;
  roster: PeopleSink;
  /** A line known to be down is not waited for: whoever signs in wants to take calls. */
  isDown: () => boolean;
  clock: Clock;
}

export function createOnlineCheck({ center, roster, isDown, clock }: OnlineCheckParts): OnlineCheck {
  return {
    ask: async (personId, password, newPassword) => {
      if (isDown()) return { kind: 'silent', cause: 'unreachable' };
      const exchange = await center.signIn(
        personId,
        password,
        AbortSignal.timeout(newPassword === undefined ? SIGN_IN_MS : CHANGE_MS),
        newPassword,
      );
      return classifySignIn(exchange, clock.now());
    },
    refresh: async () => {
      const exchange = await center.roster(null, AbortSignal.timeout(SIGN_IN_MS));
      const outcome = classifyRoster(exchange, null, clock.now());
      if (outcome.kind === 'offered') roster.take(outcome.answer, clock.now());
    },
  };
}
