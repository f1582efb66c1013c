import { z } from 'zod';

/** Every way a request can fail, closed. Each has a sentence and what to do in `locales` under `error.<code>`. */
export const ErrorCode = z.enum([
  'invalid_input',
  'not_signed_in',
  'not_allowed',
  'locked',
  'not_found',
  'outdated',
  'not_enrolled',
  'enrolment_refused',
  'enrolment_failed',
  'roster_expired',
  'identity_refused',
  'bundle_refused',
  'keys_refused',
  'authority_refused',
  'store_locked',
  'store_full',
  'store_read_only',
  'store_corrupt',
  'store_foreign',
  'store_newer',
  'store_failed',
  'wrong_passphrase',
  'weak_passphrase',
  'key_store_changed',
  'wrong_password',
  'password_refused',
  'too_many_tries',
  'open_calls',
  'act_refused',
  'day_not_closed',
  'day_signed_off',
  'center_unreachable',
  'carry_refused',
  'carry_failed',
  'carry_busy',
  'statistics_unavailable',
  'identity_in_text',
  'retention_changed',
  'paper_refused',
  'paper_not_written',
  'sheet_refused',
  'locked_by_policy',
  'in_practice',
  'practice_busy',
  'practice_nobody_rings',
  'practice_down',
  'practice_unavailable',
  'internal',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

export const Failure = z.strictObject({
  code: ErrorCode,
  /** Values for the sentence (a version, a date, seconds to wait); never content of a call. */
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Failure = z.infer<typeof Failure>;

export type Answer<T> = { ok: true; value: T } | { ok: false; error: Failure };
