import { z } from 'zod';
import { AgentNumber, Base64, PersonId, SeatId } from '../ids';
import { text } from '../report/report';
import { SignedBundle } from '../script/bundle';
import { namesAHotline } from '../script/wording';

export const Role = z.enum(['agent', 'supervisor']);
export type Role = z.infer<typeof Role>;

/** 话务员 or 班长 of a seat. `verifier`: argon2id in PHC form, for signing in without the center. */
export const Person = z.strictObject({
  id: PersonId,
  number: AgentNumber,
  name: text(40).refine((name) => !namesAHotline(name), { error: 'names_a_hotline' }),
  role: Role,
  verifier: z.string().startsWith('$argon2id$').max(400),
});
export type Person = z.infer<typeof Person>;

const PublicKey = z.strictObject({ id: z.string().min(1).max(80), publicKey: Base64.length(44) });

/** What makes a PC a seat: given once by the center as one signed file. Holds a secret (the token): never logged. */
export const Enrolment = z.strictObject({
  schema: z.literal(1),
  seat: z.strictObject({ id: SeatId, unitCode: z.string().regex(/^\d{4,6}$/) }),
  centerUrl: z.url({ protocol: /^https?$/ }),
  token: z.string().min(20).max(200),
  keys: z.strictObject({
    /** Ed25519, raw 32 bytes, base64: receipts, bundles, enrolments. */
    signing: z.array(PublicKey).min(1),
    /** X25519, raw 32 bytes, base64: reporters' identities. */
    sealing: z.array(PublicKey).min(1),
    /** X25519 of the bureau's recovery key: escrow of the store's key. */
    recovery: PublicKey,
  }),
  people: z.array(Person).min(1).max(200),
  bundle: SignedBundle,
});
export type Enrolment = z.infer<typeof Enrolment>;

/** Enrolment as a file: canonical text, signature by `keyId` (Ed25519). */
export const SignedEnrolment = z.strictObject({
  keyId: z.string().min(1).max(80),
  body: z.string().max(4_000_000),
  signature: Base64,
});
export type SignedEnrolment = z.infer<typeof SignedEnrolment>;
