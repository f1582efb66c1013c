import { z } from 'zod';
import { RestoreProof, RestoreReason } from '../backup/backup';
import { EpochMs } from '../ids';

/**
 * What can be wrong with an audit. In the chain itself: a row `edited`, `missing`, out of `order`, or not following the one
 * before (`unlinked`). In what it tells of: a `certificate` of destroyed identities that is not here as it says. Only by the center's anchors: `cut` (it saw more than is here), `other_chain` (it saw another row
 * there: exchanged or rewritten), `false_anchor` (an anchor that the center did not sign for this seat).
 */
export const AUDIT_FAULTS = [
  'edited',
  'missing',
  'order',
  'unlinked',
  'cut',
  'other_chain',
  'false_anchor',
  'certificate',
] as const;
export const AuditFaultKind = z.enum(AUDIT_FAULTS);
export type AuditFaultKind = z.infer<typeof AuditFaultKind>;

export const AuditFault = z.strictObject({
  kind: AuditFaultKind,
  /** Number of the row that does not hold, or is not there. */
  seq: z.number().int().min(0),
  /** Of that row, or of the anchor that tells of it; null where nothing says. */
  at: EpochMs.nullable(),
});
export type AuditFault = z.infer<typeof AuditFault>;

/** A backup was put in the store's place: by whom, why, and where the audit in it ended. What came after that is not here. */
export const AuditRestore = z.strictObject({
  seq: z.number().int().positive(),
  at: EpochMs,
  by: z.string().max(60),
  reason: RestoreReason,
  proof: RestoreProof,
  /** The last row of the backup. */
  from: z.number().int().min(0),
});
export type AuditRestore = z.infer<typeof AuditRestore>;
export const MOST_RESTORES = 50;

/** What verifying an audit found out: the first fault, or none. */
export const AuditVerdict = z.strictObject({
  /** The restores that it names, whole or not. */
  restores: z.array(AuditRestore).max(MOST_RESTORES),
  /** Anchors of rows that were lost with what a restore replaced: the center saw them, before it. */
  replaced: z.number().int().min(0),
  rows: z.number().int().min(0),
  anchors: z.number().int().min(0),
  /** Anchors whose row is here as the center saw it. */
  matched: z.number().int().min(0),
  fault: AuditFault.nullable(),
});
export type AuditVerdict = z.infer<typeof AuditVerdict>;

/** A verification as it runs, or the last one. `of`: rows there were when it began. */
export const AuditVerification = z.strictObject({
  isRunning: z.boolean(),
  startedAt: EpochMs,
  ms: z.number().int().min(0),
  of: z.number().int().min(0),
  /** False: it could not be gone through to the end. */
  isWhole: z.boolean(),
  verdict: AuditVerdict,
});
export type AuditVerification = z.infer<typeof AuditVerification>;
