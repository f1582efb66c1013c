import { z } from 'zod';
import { AttachmentId, AttachmentType } from '../attachments/attachment';
import { EpochMs, Sha256 } from '../ids';
import type { ActKind } from './act';

/** A file that was taken in for a case: cleaned, hashed, and never another under the same hash. */
export const EvidenceView = z.strictObject({
  id: AttachmentId,
  number: z.number().int().min(1),
  type: AttachmentType,
  size: z.number().int(),
  sha256: Sha256,
  addedAt: EpochMs,
});
export type EvidenceView = z.infer<typeof EvidenceView>;

export const MAX_ACT_FILES = 20;

/**
 * Acts that may carry files. Not those with papers of their own (referral, report, replies), nor what is only said at the
 * desk or on the telephone.
 */
const CARRY_FILES: readonly ActKind[] = [
  'signed',
  'reassigned',
  'sent_back',
  'urged',
  'spot_checked',
  'supervised',
  'raised',
  'led',
  'double_checked',
  'extended',
  'explained',
  'reopened',
  'reward_assessed',
  'reward_submitted',
];

export const mayCarryFiles = (kind: ActKind): boolean => CARRY_FILES.includes(kind);
