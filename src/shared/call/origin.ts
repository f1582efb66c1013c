import { z } from 'zod';
import { EpochMs } from '../ids';
import { text } from '../report/report';

/** How a call came into the ledger. 补录: taken on paper while the seat was down; call time and entry time differ. */
export const CallOrigin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('key') }),
  z.strictObject({ kind: z.literal('telephony') }),
  z.strictObject({ kind: z.literal('back_entry'), enteredAt: EpochMs, why: text(200) }),
]);
export type CallOrigin = z.infer<typeof CallOrigin>;

export const OriginKind = z.enum(['key', 'telephony', 'back_entry']) satisfies z.ZodType<CallOrigin['kind']>;
export type OriginKind = z.infer<typeof OriginKind>;

/** 转接. Counted at the center; never without a reason of the bundle's list. */
export const Transfer = z.strictObject({
  at: EpochMs,
  reasonId: z.string().regex(/^[a-z0-9_]{2,40}$/),
  /** To whom, in words; an office, never a caller's number. */
  to: text(60),
  note: text(500),
});
export type Transfer = z.infer<typeof Transfer>;
