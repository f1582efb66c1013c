import { z } from 'zod';
import { StartStory, UpdateView } from '../../updates/view';
import { nothing, request } from './request';

/** Where a policy file is wrong, for the person who wrote it. */
export const PolicyFaultView = z.strictObject({
  line: z.number().int(),
  column: z.number().int(),
  field: z.string().max(200),
  reason: z.enum(['syntax', 'duplicate', 'province', 'unknown', 'missing', 'kind', 'value', 'unreadable']),
  /** What held before holds on; else nothing of a policy does. */
  holdsBefore: z.boolean(),
});

/** What an administrator laid down for this PC, as far as the window has to know. */
export const PolicyView = z.strictObject({
  /** Null: there is no policy file. */
  file: z.string().nullable(),
  isInForce: z.boolean(),
  fault: PolicyFaultView.nullable(),
  locked: z.array(z.enum(['language', 'theme', 'textSize', 'confirmKey'])),
  locksProxy: z.boolean(),
  /** Stand in the form of a PC that is no seat yet. */
  centerUrl: z.string().nullable(),
  enrolmentCode: z.string().nullable(),
  idleMinutes: z.number().int().nullable(),
  updatesFrom: z.string().nullable(),
  /** Why the authorities of the policy are not trusted; null: they are, or there are none. */
  authorityProblem: z
    .enum(['unreadable', 'no_certificate', 'private_key', 'too_many', 'no_authority'])
    .nullable(),
});
export type PolicyView = z.infer<typeof PolicyView>;

/** How this program came to be here, and whether anybody got to work with it. */
export const UpdateState = z.strictObject({
  version: z.string(),
  /** The last program that somebody worked with; null: none yet. */
  cameFrom: z.string().nullable(),
  /** Starts without anybody signing in since. */
  starts: z.number().int(),
  isFailing: z.boolean(),
  /** What the last first start came to; null: nothing is known of one. */
  story: StartStory.nullable(),
});
export type UpdateState = z.infer<typeof UpdateState>;

export const policyRequests = {
  'policy.view': request('anyone', nothing, PolicyView),
  'update.state': request('anyone', nothing, UpdateState),
  /** Somebody has read what the last first start came to. */
  'update.seen': request('signed_in', nothing, UpdateState),
  'update.view': request('signed_in', nothing, UpdateView),
  /** Looks where the policy says, and takes what is new; how far it is, is in the view. */
  'update.look': request('supervisor', nothing, UpdateView),
  /** Asks the person for a folder, on a share or a stick, and takes what is new there. */
  'update.import': request('supervisor', nothing, UpdateView),
} as const;
