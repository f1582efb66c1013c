import { z } from 'zod';
import { LONGEST_IDLE_MINUTES } from '../session/lock';
import { CenterUrl } from '../center-api/people';
import { Base64 } from '../ids';
import { Settings } from '../ipc/app-state';
import { NetworkSettings } from '../network/settings';

/** A place on the PC or on the bureau's share, as its system writes it. */
const FilePath = z
  .string()
  .max(400)
  .regex(/^(\/|[A-Za-z]:\\|\\\\)[^\u0000-\u001f\u007f]*$/);

const { language, theme, textSize, confirmKey } = Settings.shape;

/**
 * What a bureau's administrator lays on many PCs at once, beside what the province decides: nothing of greeting, hotline,
 * script or catalogue has a place here, and an unknown name is refused.
 */
export const Policy = z.strictObject({
  /** For editors; nothing is fetched. */
  $schema: z.string().max(400).optional(),
  schema: z.literal(1),
  center: z
    .strictObject({
      /** Where a PC that is no seat yet asks. A seat goes where its signed enrolment says. */
      address: CenterUrl.optional(),
      /** The bureau's own certification authorities, PEM. */
      authorityFile: FilePath.optional(),
    })
    .optional(),
  /** The way out; a supervisor's own is then locked, login and password apart. */
  proxy: NetworkSettings.omit({ user: true })
    .refine(({ mode, host, port }) => mode !== 'manual' || (host !== '' && port !== 0), { path: ['host'] })
    .optional(),
  /** How this PC becomes a seat: by the center's signed file, or by its one-time code. */
  enrolment: z
    .strictObject({ file: FilePath.optional(), code: z.string().min(20).max(80).optional() })
    .optional(),
  /** Settings of the window, each locked at this value. */
  settings: z
    .strictObject({
      language: language.optional(),
      theme: theme.optional(),
      textSize: textSize.optional(),
      confirmKey: confirmKey.optional(),
    })
    .optional(),
  updates: z
    .strictObject({
      /** `center`: the seat asks its center now and then, and takes what is new. Without it: the folder, where one is named. */
      source: z.enum(['center', 'folder']).optional(),
      /** A folder with a signed manifest and its packages: on a share, or on a stick. */
      folder: FilePath.optional(),
      /** The province's release key (Ed25519, raw, base64): without it no update is believed. */
      releaseKey: Base64.length(44).optional(),
    })
    .optional(),
  /** The window locks after so many minutes without a key. */
  lock: z.strictObject({ idleMinutes: z.number().int().min(1).max(LONGEST_IDLE_MINUTES) }).optional(),
});
export type Policy = z.infer<typeof Policy>;

export type LockedSetting = keyof NonNullable<Policy['settings']>;

/** Settings that a person may not change here. */
export function lockedSettings(policy: Policy | null): LockedSetting[] {
  return Object.keys(policy?.settings ?? {}) as LockedSetting[];
}
