import {
  contract,
  type Contract,
  type Input,
  type Output,
  type RequestName,
} from '../../../shared/ipc/contract';
import type { Answer } from '../../../shared/ipc/errors';
import type { SessionPerson } from '../../../shared/ipc/contract';
import { WHILE_LOCKED } from '../../../shared/session/while-locked';
import type { Log } from '../ports';
import { Refusal } from '../refusal';
import type { Caller } from '../session/sessions';
import { toFailure } from './failure';

/** A caller of whom the router knows that somebody is signed in. */
export type SignedInCaller = Caller & { person: SessionPerson };

type CallerFor<N extends RequestName> = Contract[N]['access'] extends 'anyone' ? Caller : SignedInCaller;

/** What each request does. Expected ends are in its output; a Refusal is for what is refused or broken. */
export type Handlers = {
  [N in RequestName]: (input: Input<N>, caller: CallerFor<N>) => Output<N> | Promise<Output<N>>;
};

export interface RouterParts {
  handlers: Handlers;
  log: Log;
  /** Whether a lock stands between this window and all but what `WHILE_LOCKED` names. */
  isLocked: (caller: Caller) => boolean;
  /** Holds outputs to the contract too; for development and tests. */
  checksOutput: boolean;
  /** Ms that never go back. */
  monotonic: () => number;
}

/** access -> lock -> parse -> call -> envelope. Knows no transport; the only place that logs requests, never their content. */
export class Router {
  constructor(private readonly parts: RouterParts) {}

  async request(caller: Caller, name: string, input: unknown): Promise<Answer<unknown>> {
    const { log, monotonic } = this.parts;
    const before = monotonic();
    const known = isRequestName(name) ? name : undefined;
    const answer = known ? await this.handle(caller, known, input) : refused('unknown_request');
    const outcome = answer.ok ? 'ok' : answer.error.code;
    log({ event: 'request', what: known ?? 'unknown', outcome, ms: Math.round(monotonic() - before) });
    return answer;
  }

  private async handle<N extends RequestName>(
    caller: Caller,
    name: N,
    raw: unknown,
  ): Promise<Answer<unknown>> {
    try {
      const { access, input, output } = contract[name];
      // Who may not ask is told so before anything is said about the question.
      if (access !== 'anyone' && caller.person === null) throw new Refusal('not_signed_in');
      if (access === 'supervisor' && caller.person?.role !== 'supervisor') throw new Refusal('not_allowed');
      if (!WHILE_LOCKED.includes(name) && this.parts.isLocked(caller)) throw new Refusal('locked');
      const parsed = input.safeParse(raw);
      if (!parsed.success) return refused(placeOf(parsed.error.issues));
      const value = await this.parts.handlers[name](parsed.data as Input<N>, caller as CallerFor<N>);
      return { ok: true, value: this.parts.checksOutput ? output.parse(value) : value };
    } catch (error) {
      return { ok: false, error: toFailure(error, name, this.parts.log) };
    }
  }
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(contract, name);
}

function refused(reason: string): Answer<never> {
  return { ok: false, error: { code: 'invalid_input', params: { reason } } };
}

/** Where an input does not fit: the path of the first issue, never its value. */
function placeOf(issues: readonly { path: readonly PropertyKey[] }[]): string {
  const path = (issues[0]?.path ?? []).map(String).join('.');
  return /^[\w.]{0,80}$/.test(path) ? path || 'shape' : 'shape';
}
