import { z } from 'zod';
import { IdentityRequestId, IdentityState } from '../center-api/identity';
import { IdentityPurpose, NoRelease } from '../identity/release';
import { CallId } from '../ids';

/** A request as this seat sees it. `leftMs`: of its time-box, when the center said so. */
export const IdentityView = z.strictObject({
  requestId: IdentityRequestId,
  purpose: IdentityPurpose,
  reason: z.string(),
  state: IdentityState,
  leftMs: z.number().int().min(0).nullable(),
});
export type IdentityView = z.infer<typeof IdentityView>;

/** What may be asked of a record: for each purpose null, or why not; and the request of this person that is not over. */
export const IdentityOptions = z.strictObject({
  recordId: CallId,
  purposes: z.record(IdentityPurpose, NoRelease.nullable()),
  request: IdentityView.nullable(),
});
export type IdentityOptions = z.infer<typeof IdentityOptions>;

/** A reporter's identity, for the window's memory and the time-box alone. */
export const RevealedIdentity = z.strictObject({
  name: z.string(),
  phone: z.string(),
  contactNote: z.string(),
  leftMs: z.number().int().min(0),
});
export type RevealedIdentity = z.infer<typeof RevealedIdentity>;
