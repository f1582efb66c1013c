import { z } from 'zod';
import { Base64, EpochMs, PersonId, SeatId } from '../ids';
import { Person, Role, SignedEnrolment } from './enrolment';

/** Raw 32 bytes of a public key, base64. */
export const RawKey = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
/** Ed25519 over UTF-8 bytes, base64. */
export const Signature = Base64.min(80).max(100);
/** Letters of a code: no I, L, O and U, which are taken for others. */
export const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CodeSecret = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{12}$/);
export const CenterUrl = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^\s/?#]+$/);

/** A PC asks to be a seat. Signed by the key it has just made, over `signedText` of this. */
export const EnrolmentRequest = z.strictObject({
  seatId: SeatId,
  /** The code's secret part; the part that checks the center's key never leaves the PC. */
  secret: CodeSecret,
  seatKey: RawKey,
  /** Where the PC found the center; the enrolment says the same. */
  centerUrl: CenterUrl,
  signature: Signature,
});
export type EnrolmentRequest = z.infer<typeof EnrolmentRequest>;

export const EnrolmentAnswer = SignedEnrolment;

/** The people of a seat as the center has them: the whole list, numbered; the larger number is the newer list. */
export const Roster = z.strictObject({
  schema: z.literal(1),
  seatId: SeatId,
  version: z.number().int().min(1),
  people: z.array(Person).max(200),
});
export type Roster = z.infer<typeof Roster>;

/** A roster as it travels: canonicalJson(Roster), and the center's signature over it. */
export const SignedRoster = z.strictObject({
  keyId: z.string().min(1).max(80),
  body: z.string().max(1_000_000),
  signature: Signature,
});
export type SignedRoster = z.infer<typeof SignedRoster>;

export const SessionRequest = z.strictObject({
  personId: z.string().min(1).max(40),
  password: z.string().min(1).max(200),
  /** The person's own new one, in place of `password`. */
  newPassword: z.string().min(1).max(200).optional(),
});
export type SessionRequest = z.infer<typeof SessionRequest>;

export const SessionAnswer = z.object({
  centerTime: EpochMs,
  /** Proves for a short while who this is; never stored, never logged. */
  token: z.string().regex(/^[A-Za-z0-9_-]{20,200}$/),
  expiresAt: EpochMs,
  /** When this person's password ends; in the past: it must be changed. An earlier center does not say. */
  passwordExpiresAt: EpochMs.optional(),
  person: z.object({ id: PersonId, number: z.string().max(20), name: z.string().max(40), role: Role }),
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;
