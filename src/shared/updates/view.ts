import { z } from 'zod';
import { EpochMs } from '../ids';
import { UpdateProblem } from './manifest';

/** Where an update came from. */
export const UpdateOrigin = z.enum(['folder', 'center']);
export type UpdateOrigin = z.infer<typeof UpdateOrigin>;

/** An update that lies on this PC, whole, signed and checked byte by byte. */
export const StagedUpdate = z.strictObject({
  version: z.string(),
  notes: z.string().nullable(),
  releasedAt: EpochMs,
  checkedAt: EpochMs,
  from: UpdateOrigin,
  /** What an administrator runs; the program itself installs nothing. */
  run: z.string(),
});
export type StagedUpdate = z.infer<typeof StagedUpdate>;

const Progress = { version: z.string(), from: UpdateOrigin, bytes: z.number().int(), of: z.number().int() };

/** What is being done about updates just now. */
export const UpdateWork = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('idle') }),
  z.strictObject({ kind: z.literal('looking') }),
  z.strictObject({ kind: z.literal('taking'), ...Progress }),
  /** Part of it is here; it goes on by itself once no call is open. */
  z.strictObject({ kind: z.literal('waiting'), ...Progress }),
]);
export type UpdateWork = z.infer<typeof UpdateWork>;

export const UpdateView = z.strictObject({
  version: z.string(),
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('center') }),
    z.strictObject({ kind: z.literal('folder'), folder: z.string() }),
  ]),
  /** False: the policy names no release key, and nothing is believed. */
  hasKey: z.boolean(),
  staged: StagedUpdate.nullable(),
  work: UpdateWork,
  /** The last look since the start; `problem` null: the update was taken. */
  looked: z.strictObject({ at: EpochMs, from: UpdateOrigin, problem: UpdateProblem.nullable() }).nullable(),
});
export type UpdateView = z.infer<typeof UpdateView>;

/** What the last start of a program that was new here came to. */
export const StartStory = z.strictObject({
  at: EpochMs,
  version: z.string(),
  cameFrom: z.string().nullable(),
  what: z.discriminatedUnion('kind', [
    /** The store's form stayed as it was. */
    z.strictObject({ kind: z.literal('updated') }),
    /** `wayBack`: a copy of before was kept. */
    z.strictObject({
      kind: z.literal('migrated'),
      from: z.number().int(),
      to: z.number().int(),
      wayBack: z.boolean(),
    }),
    /** The store did not open under this program; `why`: the code of the failure. */
    z.strictObject({ kind: z.literal('failed'), why: z.string().regex(/^[a-z_]{1,40}$/) }),
    /** The earlier program is here again. `tried`: the one that was given up; `why` null: nobody got to work with it. */
    z.strictObject({
      kind: z.literal('rolled_back'),
      tried: z.string(),
      starts: z.number().int(),
      why: z
        .string()
        .regex(/^[a-z_]{1,40}$/)
        .nullable(),
      store: z.enum(['put_back', 'unchanged']),
    }),
  ]),
  /** Somebody has read it. */
  isSeen: z.boolean(),
});
export type StartStory = z.infer<typeof StartStory>;

/** The line an administrator runs: installing is the system's own, and asks for one. */
export function installLine(file: string, platform: string): string {
  return platform.startsWith('win32')
    ? `"${file}" /S /allusers`
    : `sudo dpkg --refuse-downgrade -i '${file.replaceAll("'", "'\\''")}'`;
}
