import { z } from 'zod';

/** A call's id: UUIDv7 made at the seat when the call begins; also the id of its record at the center. */
export const CallId = z.uuidv7().brand<'CallId'>();
export type CallId = z.infer<typeof CallId>;

/** A seat's short code given at enrolment, e.g. `ZZ01`. */
export const SeatId = z
  .string()
  .regex(/^[A-Z]{2}\d{2}$/)
  .brand<'SeatId'>();
export type SeatId = z.infer<typeof SeatId>;

/** A person's id at the center. */
export const PersonId = z.string().min(1).max(40).brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;

/** 工号: digits alone, so that no place name can enter the greeting through it. */
export const AgentNumber = z.string().regex(/^\d{2,6}$/);

/** What people say to each other about a call: `ZZ01-20261123-0007`. */
export const LocalNumber = z.string().regex(/^[A-Z]{2}\d{2}-\d{8}-\d{4,}$/);

/** UTC epoch milliseconds. */
export const EpochMs = z.number().int().min(0).max(8_640_000_000_000_000);

/** Lower-case hex SHA-256. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const Base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);
