import { z } from 'zod';
import { EpochMs } from '../ids';
import { CertificateName } from './certificate';
import { RetentionRule } from './rule';
import { KEPT_REASONS } from './standing';

/** By which certificate a call's identity went from here, by center time; the center has it still. */
export const IdentityDestroyed = z.strictObject({ certificate: CertificateName, at: EpochMs });
export type IdentityDestroyed = z.infer<typeof IdentityDestroyed>;

const count = z.number().int().min(0);

/** A certificate in a list. */
export const CertificateHead = z.strictObject({
  name: CertificateName,
  at: EpochMs,
  by: z.string(),
  calls: count,
  boxes: count,
});
export type CertificateHead = z.infer<typeof CertificateHead>;

/** What a seat keeps of reporters' identities, in figures alone. */
export const RetentionView = z.strictObject({
  /** Of the bundle in force; null: the province names no term, and everything is kept. */
  rule: z.strictObject({ ...RetentionRule.shape, bundleVersion: z.string() }).nullable(),
  /** Calls with a sealed identity here. */
  held: count,
  /** Of them, those whose term is over. */
  due: count,
  /** As many as one certificate takes. */
  atOnce: count,
  kept: z.array(z.strictObject({ reason: z.enum(KEPT_REASONS), calls: count })),
  /** The next day on which one falls due. */
  nextDueOn: z.iso.date().nullable(),
  certificates: z.array(CertificateHead),
  savesPapers: z.boolean(),
});
export type RetentionView = z.infer<typeof RetentionView>;
