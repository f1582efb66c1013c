import { z } from 'zod';
import { CallId, EpochMs } from '../ids';
import { DrillState } from './drill';
import { CallerVoice } from './heard';
import { Score } from './score';

/** 举报练习, 咨询练习, 断网演练. */
export const PracticeKind = z.enum(['calls', 'consultations', 'outage']);
export type PracticeKind = z.infer<typeof PracticeKind>;

/** Told in `app.state` to a window that practises; everything it asks then goes to the practice desk. */
export const PracticeMode = z.strictObject({
  kind: PracticeKind,
  /** Another number after each time the practice desk was opened: what a window held of it before is void. */
  life: z.number().int(),
  /** The drill has ended the seat; only opening it again goes on. */
  isDown: z.boolean(),
});
export type PracticeMode = z.infer<typeof PracticeMode>;

export const PracticeState = z.strictObject({
  mode: PracticeMode.nullable(),
  /** The caller tells the whole story with the first word. */
  tellsAll: z.boolean(),
  isRinging: z.boolean(),
  /** Who is on the line in which call. */
  inHand: z.strictObject({ callId: CallId, caller: CallerVoice }).nullable(),
  /** The call finished last, and what it came to. */
  last: z.strictObject({ callId: CallId, total: z.number().int() }).nullable(),
  drill: DrillState.nullable(),
  /** What a real caller broke off, or the end of the app: offered again. */
  interrupted: PracticeKind.nullable(),
});
export type PracticeState = z.infer<typeof PracticeState>;

export const ScoreView = z.strictObject({
  ...Score.shape,
  callId: CallId,
  kind: PracticeKind,
  title: z.string(),
  /** All that the caller said, and who they are: to compare with what was written. */
  text: z.string(),
  seconds: z.number().int(),
  targetSeconds: z.number().int(),
  /** The person's tries before at calls of this kind, latest first. */
  before: z.array(z.strictObject({ total: z.number().int(), seconds: z.number().int() })).max(10),
});
export type ScoreView = z.infer<typeof ScoreView>;

/** One line of a person's own history. */
export const PracticeRun = z.strictObject({
  id: CallId,
  finishedAt: EpochMs,
  kind: PracticeKind,
  title: z.string(),
  total: z.number().int(),
  seconds: z.number().int(),
});
export type PracticeRun = z.infer<typeof PracticeRun>;
