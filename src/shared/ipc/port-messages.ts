import { z } from 'zod';
import { Failure } from './errors';

/** Topics of the only other message: "changed". Ids may be empty: then everything of the topic may have changed. */
export const Topic = z.enum([
  'app',
  'drafts',
  'queue',
  'sync',
  'bundle',
  /** The center did something with a record, or a person decided on it. */
  'changes',
  'ledger',
  'phone',
  /** Somebody wanted to close the window while these calls are open. */
  'leaving',
  'practice',
  /** The window was locked, is about to be, or is open again. */
  'lock',
  /** What is carried by hand: how far the work is. */
  'carry',
  /** A major lead was flagged, or seen by a supervisor. */
  'leads',
  'cases',
  'directory',
  /** Who may sign in, and how long without the center. */
  'people',
  /** What statistics say: a call was finished, a cause entered. */
  'statistics',
  'statistics-progress',
  /** How the seat gets to the center, or a step of its test. */
  'network',
  /** Attachments of these calls: added, taken away, on their way. */
  'attachments',
  /** An update is looked for, taken, or here. */
  'updates',
  /** A check, or a slice of the audit, is through. */
  'care',
]);
export type Topic = z.infer<typeof Topic>;

/** Messages over the window's port to the core. */
export const FromWindow = z.strictObject({
  id: z.number().int(),
  name: z.string().max(60),
  input: z.unknown(),
});
export const ToWindow = z.union([
  z.strictObject({
    id: z.number().int(),
    answer: z.union([
      z.strictObject({ ok: z.literal(true), value: z.unknown() }),
      z.strictObject({ ok: z.literal(false), error: Failure }),
    ]),
  }),
  z.strictObject({ changed: Topic, ids: z.array(z.string()) }),
]);
export type FromWindow = z.infer<typeof FromWindow>;
export type ToWindow = z.infer<typeof ToWindow>;
