import { z } from 'zod';
import { hasLoneSurrogate } from '../canonical-json';
import { CallId, LocalNumber } from '../ids';
import { Urgency } from '../lead/deadline';
import { MajorFlag } from '../lead/major';
import { Occurrence } from '../lead/occurrence';
import { KeptWords } from '../privacy/kept-words';

/** Text as a person typed it. NUL and half characters are refused: SQLite and exports would change them silently. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\0') && !hasLoneSurrogate(value), { error: 'unstorable_text' });

/** Why an answer is not there: 未问 / 拒答 / 不详. `null` where there is an answer (or nothing yet). */
export const Missing = z.enum(['not_asked', 'refused', 'unknown']);
export type Missing = z.infer<typeof Missing>;

/** An answer, or which of the three kinds of "not obtained" it is and why. */
export const Obtained = z.strictObject({
  answer: text(2000),
  missing: Missing.nullable(),
  reason: text(500),
});
export type Obtained = z.infer<typeof Obtained>;

export const Address = z.strictObject({
  city: z.union([z.literal(''), z.string().regex(/^\d{4,6}$/)]),
  county: z.union([z.literal(''), z.string().regex(/^\d{6}$/)]),
  town: z.union([z.literal(''), z.string().regex(/^\d{9}$/)]),
  detail: text(500),
  missing: Missing.nullable(),
  reason: text(500),
});
export type Address = z.infer<typeof Address>;

/** The longest story that is taken: what is longer is refused with a sentence, never cut. */
export const STORY_CHARS = 20_000;

export const Pollution = z.strictObject({
  /** Codes of the bundle's catalogue; one report often has several (domain §0.4). */
  types: z.array(z.string().regex(/^[a-z_]{2,40}$/)).max(20),
  description: text(STORY_CHARS),
  /** 污染规律 in words, e.g. 夜间. */
  pattern: text(500),
  /** The same as structured times, confirmed by the agent. */
  occurrences: z.array(Occurrence).max(12).default([]),
});
export type Pollution = z.infer<typeof Pollution>;

export const CallbackWish = z.strictObject({
  answer: z.enum(['yes', 'no']).nullable(),
  missing: Missing.nullable(),
  reason: text(500),
});

/** What the caller promised to be told, as read out. */
export const DeadlineTold = z.strictObject({
  urgency: Urgency,
  dueDate: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
});

/** A call that may be about the same matter, as the agent settled it: a link, never a merge. */
export const RepeatLink = z.strictObject({
  callId: CallId,
  localNumber: LocalNumber,
  decision: z.enum(['linked', 'dismissed']),
});
export type RepeatLink = z.infer<typeof RepeatLink>;

/** Whether the caller says it was reported before, and which calls of this seat it is linked to. */
export const Repeats = z.strictObject({
  said: z.enum(['yes', 'no']).nullable(),
  links: z.array(RepeatLink).max(50),
});
export type Repeats = z.infer<typeof Repeats>;

/** What the bundle's rules proposed when the agent decided: the supervisor sees where the two differ. */
export const Proposed = z.strictObject({
  majorFlags: z.array(MajorFlag).max(9),
  urgency: Urgency.nullable(),
});
export type Proposed = z.infer<typeof Proposed>;

/** 举报件. Never holds identity: `identityChoice` says only whether a sealed identity goes with it (R-15…R-18). */
export const Report = z.strictObject({
  identityChoice: z.enum(['anonymous', 'named']).nullable(),
  /** 举报人明确要求协助现场调查, asked at intake, the only door to the identity later. */
  onSiteHelp: z.enum(['yes', 'no']).nullable(),
  target: Obtained,
  address: Address,
  pollution: Pollution,
  industry: z.union([z.literal(''), z.string().regex(/^[a-z_]{2,40}$/)]),
  investigationWish: Obtained,
  callbackWish: CallbackWish,
  urgency: Urgency.nullable(),
  majorFlags: z.array(MajorFlag).max(9),
  deadlineTold: DeadlineTold.nullable(),
  repeats: Repeats.default({ said: null, links: [] }),
  proposed: Proposed.default({ majorFlags: [], urgency: null }),
  /** `readBackMark` of what the caller was read; empty: not read in this revision. */
  readBackMark: z
    .string()
    .regex(/^(?:[0-9a-f]{8})?$/)
    .default(''),
  /** Words that look like the reporter's identity and that a person settled as not being it. */
  keptWords: z.array(KeptWords).max(100).default([]),
});
export type Report = z.infer<typeof Report>;

const nothing = (): Obtained => ({ answer: '', missing: null, reason: '' });

/** A report nobody has said anything of yet. No wish, identity choice or urgency is preselected. */
export function emptyReport(): Report {
  return {
    identityChoice: null,
    onSiteHelp: null,
    target: nothing(),
    address: { city: '', county: '', town: '', detail: '', missing: null, reason: '' },
    pollution: { types: [], description: '', pattern: '', occurrences: [] },
    industry: '',
    investigationWish: nothing(),
    callbackWish: { answer: null, missing: null, reason: '' },
    urgency: null,
    majorFlags: [],
    deadlineTold: null,
    repeats: { said: null, links: [] },
    proposed: { majorFlags: [], urgency: null },
    readBackMark: '',
    keptWords: [],
  };
}
