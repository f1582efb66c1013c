import { z } from 'zod';
import { canonicalJson } from '../canonical-json';
import { Base64, EpochMs, SeatId } from '../ids';

/** The end of a seat's audit chain: number and SM3 (GB/T 32905) of its last row. */
export const AuditHead = z.strictObject({
  seq: z.number().int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type AuditHead = z.infer<typeof AuditHead>;

/** What an anchor says; this, as canonical JSON in UTF-8, is what the center signs (Ed25519). */
export const AnchorClaim = z.strictObject({
  seatId: SeatId,
  ...AuditHead.shape,
  /** Center time at which it saw this head, UTC ms. */
  centerTime: EpochMs,
  keyId: z.string().min(1).max(80),
});
export type AnchorClaim = z.infer<typeof AnchorClaim>;

/** The center's signed word that a seat's audit ended there then: what makes a cut or exchanged audit show. */
export const AuditAnchor = z.strictObject({ ...AnchorClaim.shape, signature: Base64.min(80).max(100) });
export type AuditAnchor = z.infer<typeof AuditAnchor>;

export function anchorText(anchor: AnchorClaim): string {
  const { seatId, seq, hash, centerTime, keyId } = anchor;
  return canonicalJson({ seatId, seq, hash, centerTime, keyId });
}

/** Header of a push, `SEQ HASH`: a center of an earlier contract does not look at it. */
export const AUDIT_HEAD_HEADER = 'x-audit-head';

export function headerOfHead({ seq, hash }: AuditHead): string {
  return `${seq} ${hash}`;
}

/** The head of a push's header; null where there is none, or none that can be read: no record is held up by it. */
export function headOfHeader(header: unknown): AuditHead | null {
  const parts = typeof header === 'string' ? /^(\d{1,15}) ([0-9a-f]{64})$/.exec(header) : null;
  const head = AuditHead.safeParse({ seq: Number(parts?.[1]), hash: parts?.[2] });
  return head.success ? head.data : null;
}
