import { z } from 'zod';
import { StepId } from '../script/steps';
import type { PracticeCaller } from './caller';

/** A caller as the window may know them: their words alone, nothing of what a good record holds. */
export const CallerVoice = z.strictObject({
  id: z.string(),
  /** The story in the parts in which it is told. */
  story: z.array(z.string()).min(1),
  answers: z.partialRecord(StepId, z.string()),
});
export type CallerVoice = z.infer<typeof CallerVoice>;

const SHORT = 14;

/** The story cut at the ends of its sentences; a short sentence goes with the next. Joined, it is the text again. */
export function partsOf(text: string): string[] {
  const sentences = text.split(/(?<=[。！？])/u);
  const parts: string[] = [];
  let waiting = '';
  for (const sentence of sentences) {
    waiting += sentence;
    if ([...waiting].length < SHORT) continue;
    parts.push(waiting);
    waiting = '';
  }
  if (waiting !== '') parts.push((parts.pop() ?? '') + waiting);
  return parts;
}

export function voiceOf({ id, text, answers }: PracticeCaller): CallerVoice {
  return { id, story: partsOf(text), answers };
}

/** How much of the story is told by when a step is reached; from 污染情况 on, all of it. */
const TOLD_BY: Partial<Record<StepId, number>> = {
  greeting: 0,
  purpose: 1,
  scope: 2,
  identity: 2,
  target: 3,
  address: 4,
};

export interface Heard {
  /** Parts told so far, in order. */
  story: string[];
  /** What the caller answers at this step. */
  answer: string | null;
  /** True while asking again would bring more. */
  hasMore: boolean;
}

/**
 * What the agent has heard when the call stands at `step`: more with every step and every time they ask (`asked`).
 * `tellsAll`: the whole story with the first word. Before the greeting nobody says a thing.
 */
export function heardAt(voice: CallerVoice, step: StepId, asked: number, tellsAll: boolean): Heard {
  const { story, answers } = voice;
  if (step === 'greeting') return { story: [], answer: null, hasMore: false };
  const told = tellsAll ? story.length : (TOLD_BY[step] ?? story.length) + asked;
  return { story: story.slice(0, told), answer: answers[step] ?? null, hasMore: told < story.length };
}
