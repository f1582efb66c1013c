import { z } from 'zod';

/** 断网演练, in its order. `killed`: the seat was ended in the middle of the third call. */
export const DrillPhase = z.enum([
  'first_call',
  'second_call',
  'third_call',
  'killed',
  'third_again',
  'questions',
  'line_back',
  'done',
]);
export type DrillPhase = z.infer<typeof DrillPhase>;

/** What the drill is to show; each is ticked by a fact, never by hand. */
export const DrillCheck = z.enum([
  'calls_went_on',
  'draft_came_back',
  'saw_waiting',
  'found_oldest',
  'knew_what_to_do',
  'knew_when_accepted',
  'nothing_lost',
  'nothing_doubled',
]);
export type DrillCheck = z.infer<typeof DrillCheck>;

export const DrillQuestion = z.enum(['oldest_age', 'what_to_do', 'when_accepted']);
export type DrillQuestion = z.infer<typeof DrillQuestion>;

/** Choices of the two questions with words; of the age they are minutes. */
export const DRILL_CHOICES = {
  what_to_do: ['call_later', 'go_on', 'on_paper'],
  when_accepted: ['when_saved', 'when_receipt', 'when_told'],
} as const;
export const RIGHT_CHOICE = { what_to_do: 'go_on', when_accepted: 'when_receipt' } as const;

export const DrillState = z.strictObject({
  phase: DrillPhase,
  checks: z.array(
    z.strictObject({
      id: DrillCheck,
      /** `open`: not known yet. */
      state: z.enum(['open', 'done', 'missed']),
    }),
  ),
  question: z.strictObject({ id: DrillQuestion, choices: z.array(z.string()).min(2) }).nullable(),
  /** The last answer, so that the window can say what is right. */
  answered: z.strictObject({ id: DrillQuestion, isRight: z.boolean() }).nullable(),
  seconds: z.number().int(),
});
export type DrillState = z.infer<typeof DrillState>;

/** Minutes to choose from for "how old is the oldest?": the truth and two that nobody would take for it. */
export function ageChoices(minutes: number): string[] {
  return [minutes, minutes + 8, minutes + 40].map(String);
}
