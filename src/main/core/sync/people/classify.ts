import type { z } from 'zod';
import { PROBLEM, ProblemDetails } from '../../../../shared/center-api/messages';
import { SessionAnswer, SignedRoster } from '../../../../shared/center-api/people';
import { classifyOffered, classifyRefusal, notTheCenter, type Offered } from '../center/classify';
import { readJson } from '../center/strict-json';
import { retryAfterMs } from '../engine/backoff';
import type { Exchange, LinkCause } from '../ports';

export const classifyRoster = (exchange: Exchange, etag: string | null, now: number): Offered<SignedRoster> =>
  classifyOffered(SignedRoster, exchange, etag, now);

/** What came of a question a person waits for. */
export type Said<T> =
  | { kind: 'said'; value: T }
  /** Refused, for the reason the problem's type names. */
  | { kind: 'refused'; status: number; reason: string; codes: readonly string[]; waitMs: number | null }
  | { kind: 'unreached'; cause: LinkCause };

/** Only the center's own words count: its JSON under 200 or 201, or its problem; all else is a line that does not lead there. */
export function classifySaid<T extends z.ZodType>(
  schema: T,
  exchange: Exchange,
  now: number,
): Said<z.infer<T>> {
  if (exchange.kind === 'failed') return { kind: 'unreached', cause: exchange.cause };
  if (exchange.status === 200 || exchange.status === 201) {
    const value = readJson(schema, exchange.contentType, exchange.body);
    return value === null
      ? { kind: 'unreached', cause: notTheCenter(exchange).cause }
      : { kind: 'said', value };
  }
  const problem = readJson(ProblemDetails, exchange.contentType, exchange.body);
  if (problem === null || exchange.status >= 500) {
    const refusal = classifyRefusal(exchange, now);
    return { kind: 'unreached', cause: refusal.kind === 'failed' ? refusal.cause : 'server_error' };
  }
  return {
    kind: 'refused',
    status: exchange.status,
    reason: problem.type.startsWith(PROBLEM) ? problem.type.slice(PROBLEM.length) : '',
    codes: (problem.errors ?? []).map(({ code }) => code),
    waitMs: retryAfterMs(exchange.retryAfter, now),
  };
}

/** What the center says of a person and a password. */
export type PersonVerdict =
  /** `passwordExpiresAt`: null of a center that does not say. */
  | { kind: 'right'; session: string; passwordExpiresAt: number | null }
  /** It is that person, and the new password breaks these rules. */
  | { kind: 'refused'; rules: readonly string[] }
  | { kind: 'wrong' }
  | { kind: 'too_many'; seconds: number }
  /** It said nothing of them: no line, an earlier contract, no token. */
  | { kind: 'silent'; cause: LinkCause };

export function classifySignIn(exchange: Exchange, now: number): PersonVerdict {
  const said = classifySaid(SessionAnswer, exchange, now);
  switch (said.kind) {
    case 'said':
      return {
        kind: 'right',
        session: said.value.token,
        passwordExpiresAt: said.value.passwordExpiresAt ?? null,
      };
    case 'unreached':
      return { kind: 'silent', cause: said.cause };
    case 'refused':
      if (said.reason === 'wrong_password') return { kind: 'wrong' };
      if (said.reason === 'password_refused') return { kind: 'refused', rules: said.codes };
      if (said.reason === 'too_many_tries') {
        return { kind: 'too_many', seconds: Math.ceil((said.waitMs ?? 60_000) / 1000) };
      }
      return { kind: 'silent', cause: said.status === 401 ? 'refused_token' : 'busy' };
  }
}
