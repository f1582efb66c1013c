import { z } from 'zod';
import { Urgency } from '../lead/deadline';
import { StepId } from '../script/steps';

const Words = z.string().min(1).max(600);
const Code = z.string().regex(/^[a-z0-9_]{2,40}$/);

const NEEDS_NAME = { error: 'callback_needs_named', path: ['choice'] };

/** What a call with a complaint should come to. `either`: reasonable people differ, both are right. */
export const ExpectedReport = z.strictObject({
  purpose: z.literal('report'),
  scope: z.enum(['in', 'out', 'either']),
  /** Whose it is where the hotline does not take it: any of these of the bundle's directory. */
  referralIds: z.array(Code).max(4),
  city: z.string().regex(/^\d{4}$/),
  /** Empty only where the call ends before the place is asked. */
  county: z.union([z.literal(''), z.string().regex(/^\d{6}$/)]),
  address: Words,
  target: Words,
  /** Main types of the bundle's catalogue. */
  types: z.array(Code).min(1).max(5),
  lead: z.enum(['major', 'general', 'either']),
  urgencies: z.array(Urgency).min(1),
  isNight: z.boolean(),
  wantsCallback: z.boolean(),
  choice: z.enum(['anonymous', 'named']),
});
export type ExpectedReport = z.infer<typeof ExpectedReport>;

export const ExpectedConsultation = z.strictObject({
  purpose: z.literal('consultation'),
  /** Topic of the bundle that fits; empty: none does. */
  topicId: z.union([z.literal(''), Code]),
  /** What a good answer holds. */
  answer: Words,
});

/** A simulated caller: what they say, and what a good record of it holds. Companies and persons are invented. */
export const PracticeCaller = z.strictObject({
  id: z.string().regex(/^[ck]\d{1,5}$/),
  /** What a list says of the call. */
  title: z.string().min(1).max(60),
  /** As the agent hears it. */
  text: Words,
  /** What they say when asked at a step. */
  answers: z.partialRecord(StepId, Words),
  /** Their words that tell who is calling; they belong in no free text. */
  identity: z.array(z.string().min(2).max(60)).max(6),
  expected: z
    .discriminatedUnion('purpose', [ExpectedReport, ExpectedConsultation])
    // Nobody can call back a caller without a name (domain Q-10).
    .refine(
      (call) => call.purpose !== 'report' || !call.wantsCallback || call.choice === 'named',
      NEEDS_NAME,
    ),
});
export type PracticeCaller = z.infer<typeof PracticeCaller>;

/** The file of callers that is shipped. */
export const PracticeCallers = z
  .array(PracticeCaller)
  .min(1)
  .refine((callers) => new Set(callers.map((caller) => caller.id)).size === callers.length, {
    error: 'caller_twice',
  });
