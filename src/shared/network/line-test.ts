import { z } from 'zod';
import { EpochMs } from '../ids';
import { LinkCause } from './causes';

/** What the connection test looks at, in its order: each rests on those before. */
export const LINE_STEPS = [
  'name',
  'tcp',
  'tunnel',
  'tls',
  'health',
  'token',
  'clock',
  'bundle',
  'round_trip',
] as const;
export const LineStep = z.enum(LINE_STEPS);
export type LineStep = z.infer<typeof LineStep>;

/** Why a step failed: of the link, or of what only the test looks at. */
export const StepCause = z.enum([...LinkCause.options, 'clock_off', 'bundle_unsigned', 'bundle_refused']);
export type StepCause = z.infer<typeof StepCause>;

/** What a step found, in the words of machines: no token, no user, no password can be in it. */
export const StepFact = z.strictObject({
  what: z.enum([
    'host',
    'address',
    'proxy',
    'tls_version',
    'subject',
    'issuer',
    'valid_until',
    'fingerprint',
    'center_time',
    'offset_ms',
    'bundle_version',
    'milliseconds',
    'status',
  ]),
  value: z.union([z.string().max(1_000), z.number()]),
});
export type StepFact = z.infer<typeof StepFact>;

export const LineStepState = z.strictObject({
  step: LineStep,
  /** `not_needed`: this line has no such step (no proxy, no TLS); `not_reached`: an earlier one failed. */
  state: z.enum(['waiting', 'running', 'passed', 'failed', 'not_needed', 'not_reached']),
  ms: z.number().int().nullable(),
  cause: StepCause.nullable(),
  facts: z.array(StepFact).max(20),
});
export type LineStepState = z.infer<typeof LineStepState>;

/** The connection test as it stands: asked again while it runs. */
export const LineTest = z.strictObject({
  isRunning: z.boolean(),
  startedAt: EpochMs,
  version: z.string(),
  seatId: z.string(),
  steps: z.array(LineStepState),
});
export type LineTest = z.infer<typeof LineTest>;
