import { z } from 'zod';
import { Role } from '../center-api/enrolment';
import { EpochMs, PersonId, SeatId } from '../ids';
import { LinkCause } from '../network/causes';
import { PracticeMode } from '../practice/messages';
import { Failure } from './errors';

/** The store's condition, told before anybody signs in. */
export const StoreState = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('open'),
    keyKeptBy: z.enum(['os_key_store', 'passphrase']),
    degraded: Failure.nullable(),
  }),
  z.strictObject({ kind: z.literal('needs_new_passphrase') }),
  z.strictObject({ kind: z.literal('needs_passphrase') }),
  z.strictObject({
    kind: z.literal('failed'),
    error: Failure,
    /** For a damaged store: the newest backup whose restore was rehearsed. */
    backup: z.strictObject({ at: EpochMs, calls: z.number().int().min(0) }).optional(),
  }),
]);
export type StoreState = z.infer<typeof StoreState>;

export const SessionPerson = z.strictObject({
  id: PersonId,
  number: z.string(),
  name: z.string(),
  role: Role,
});
export type SessionPerson = z.infer<typeof SessionPerson>;

export const Settings = z.strictObject({
  language: z.enum(['zh-CN', 'en-US']),
  theme: z.enum(['light', 'dark', 'system']),
  /** 100, 113, 133, 160 and 200 %; the larger ones for older eyes. */
  textSize: z.enum(['normal', 'large', 'x_large', 'xx_large', 'double']),
  confirmKey: z.enum(['enter', 'f2']),
  tourSeen: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;
export const DEFAULT_SETTINGS: Settings = {
  language: 'zh-CN',
  theme: 'light',
  textSize: 'normal',
  confirmKey: 'enter',
  tourSeen: false,
};

/** How long the seat's people may still sign in without the center; by the center's time. */
export const RosterState = z.strictObject({
  expiresAt: EpochMs,
  standing: z.enum(['good', 'soon', 'expired']),
});
export type RosterState = z.infer<typeof RosterState>;

/** A password that is over stops no call; it is asked for until it is changed. */
export const PasswordState = z.strictObject({
  expiresAt: EpochMs,
  standing: z.enum(['good', 'soon', 'expired']),
});
export type PasswordState = z.infer<typeof PasswordState>;

export const AppState = z.strictObject({
  version: z.string(),
  runtime: z.string(),
  isDemo: z.boolean(),
  seat: z.strictObject({ id: SeatId, unitName: z.string() }).nullable(),
  store: StoreState,
  enrolment: Failure.nullable(),
  /** Null before an enrolment, or where the center tells no people. */
  roster: RosterState.nullable(),
  person: SessionPerson.nullable(),
  /** How long that person's password still holds, by the center's time; null where the center never said. */
  password: PasswordState.nullable(),
  /** Set for a window that practises: nothing it then asks touches a real call. */
  practice: PracticeMode.nullable(),
  settings: Settings,
});
export type AppState = z.infer<typeof AppState>;

/** A bundle that the center offered and this seat did not take: why, and when (UTC ms). The one in force stays. */
export const BundleRefusal = z.strictObject({ at: EpochMs, failure: Failure });
export type BundleRefusal = z.infer<typeof BundleRefusal>;

/** A roll of the center's keys that does not follow from what this seat knows: why, and when. The keys stay as they are. */
export const KeysRefused = z.strictObject({ at: EpochMs, failure: Failure });
export type KeysRefused = z.infer<typeof KeysRefused>;

/** Facts, never set by hand: what is owed, since when, and what the last round met. */
export const SyncState = z.strictObject({
  link: z.enum(['unknown', 'online', 'offline']),
  /** Why the link is down, in words of the field. */
  cause: LinkCause.nullable(),
  owed: z.number().int(),
  /** Attachments that the center has not proved to have. */
  owedAttachments: z.number().int().optional(),
  oldestOwedAt: EpochMs.nullable(),
  lastContactAt: EpochMs.nullable(),
  lastReceiptAt: EpochMs.nullable(),
  nextRoundAt: EpochMs.nullable(),
  /** Center clock minus seat clock, ms. */
  clockOffsetMs: z.number().int().nullable(),
  /** By how much this PC's clock was set since the center was last heard, ms; null where it was not. */
  clockJumpMs: z.number().int().nullable(),
  bundleRefusal: BundleRefusal.nullable().optional(),
  keysRefusal: KeysRefused.nullable().optional(),
});
export type SyncState = z.infer<typeof SyncState>;
