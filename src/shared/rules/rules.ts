import { z } from 'zod';
import { Urgency } from '../lead/deadline';
import { MajorFlag } from '../lead/major';
import { CUES } from '../story/standing';
import { listsOf, NO_MODEL, TextModel } from './text-model';
import { NO_TIMES, timeLists, Times } from './times';

const Id = z.string().regex(/^[a-z0-9_]{2,60}$/);
const Code = z.string().regex(/^[a-z0-9_]{2,40}$/);
const Ids = z.array(Id).min(1).max(40);
/** Why a rule proposes what it does, for the agent to read. */
const Sentence = z.string().min(4).max(80);

const LONGEST_WORD = 24;

/** Words, several to a line, parted by single blanks: plain words, never patterns. */
export const Words = z
  .array(z.string().min(1).max(1500))
  .max(300)
  .refine((lines) => lines.every((line) => line.split(' ').every(isWord)), { error: 'not_plain_words' });

function isWord(word: string): boolean {
  return word.length > 0 && word.length <= LONGEST_WORD && !/\s/u.test(word);
}

/** Words that mean the same to a rule, and what may not stand around them (see `lexicon.ts`). */
export const TermList = z.strictObject({
  words: Words.default([]),
  /** Other lists whose words are these, too. */
  of: z.array(Id).max(40).default([]),
  notBefore: Words.default([]),
  notAfter: Words.default([]),
  notInside: Words.default([]),
});
export type TermList = z.infer<typeof TermList>;

/** How near words must stand to be about one thing. `nearby`: in one sentence or the next. */
export const Within = z.enum(['clause', 'sentence', 'nearby', 'text']);
export type Within = z.infer<typeof Within>;

/** One of these lists or facts must be there; as told, unless `even` lets other standings count. */
export const Need = z.strictObject({
  any: Ids,
  even: z
    .array(z.enum(['quoted', 'past', 'asked', 'supposed', 'denied']))
    .max(5)
    .default([]),
});
/** One of these must not be there. */
export const Unless = z.strictObject({ any: Ids, within: Within.default('text') });

const condition = {
  id: Id,
  needs: z.array(Need).min(1).max(6),
  within: Within.default('sentence'),
  /** Whether the needs must come in the order named. */
  inOrder: z.boolean().default(false),
  /** The most characters between one need and the next. */
  apart: z.number().int().min(0).max(400).default(400),
  unless: z.array(Unless).max(12).default([]),
};
/** Which words must meet, which forbid it. A fact is a condition that later ones may name like a list. */
export const Condition = z.strictObject(condition);
export type Condition = z.infer<typeof Condition>;

/**
 * A sign of a major lead, or of none. Callers rarely name a thing: signs are weighed, and together they are proposed or
 * asked about (`weighing`). Without a flag a sign only adds to what others say, or takes from it.
 */
export const LeadRule = z.strictObject({
  ...condition,
  flag: MajorFlag.nullable(),
  points: z.number().int().min(-60).max(60),
  sentence: Sentence,
});
export const UrgencyRule = z.strictObject({ ...condition, urgency: Urgency, sentence: Sentence });
/** A sign of pollution types: for each code of the catalogue, how much it speaks for it or against it. */
export const TypeRule = z.strictObject({
  ...condition,
  points: z
    .record(Code, z.number().int().min(-60).max(60))
    .refine((points) => Object.keys(points).length <= 40, { error: 'too_many_codes' }),
});
/** Words that name a kind (工业废水) or an industry outright. */
export const CodeRule = z.strictObject({ ...condition, code: Code });
export const ScopeRule = z.strictObject({
  ...condition,
  /** Id in the catalogue of referrals. */
  referral: Code,
  /** A firm one stands although something of ours is told as well. */
  isFirm: z.boolean().default(false),
  sentence: Sentence,
});

const Points = z.number().int().min(-400).max(400);
const ByCode = z.record(Code, Points);

/**
 * Weights of concepts and single words, added to those of the type rules, for each main type and for `out` (not the
 * hotline's). Fitted by `tests/evaluate/fit-matters.ts`; the concepts are written by hand.
 */
export const Matters = z.strictObject({
  /** Words of one matter, and whose it is where it is not ours: an id in the catalogue of referrals. */
  concepts: z
    .record(Id, z.strictObject({ words: Words, referral: Code.optional(), sentence: Sentence.optional() }))
    .refine((concepts) => Object.keys(concepts).length <= 200, { error: 'too_many_concepts' }),
  base: ByCode,
  /** By the id of a rule, or of a list that has a word in the text. */
  rules: z.record(Id, ByCode),
  lists: z.record(Id, ByCode),
  /** By how many different words of a concept there are: one, two and four or more. */
  counts: z.record(Id, z.record(Code, z.tuple([Points, Points, Points]))),
  /** By a concept's single words, where they weigh more or less than their concept. */
  words: z.record(Code, z.array(z.strictObject({ points: Points, words: Words })).max(400)),
});
export type Matters = z.infer<typeof Matters>;

/** A model that tells nothing. */
const NO_MATTERS: Matters = { concepts: {}, base: {}, rules: {}, lists: {}, counts: {}, words: {} };

/**
 * What the province has the seat propose from a caller's words. Data, all of it bounded: even what is signed may be
 * hostile. Nothing here decides; the agent does, and the supervisor confirms.
 */
export const Rules = z
  .strictObject({
    version: z.string().max(40),
    /** Names in which no word counts: 饮水机, 黄河大酒店. */
    blind: Words,
    lists: z
      .record(Id, TermList)
      .refine((lists) => Object.keys(lists).length <= 500, { error: 'too_many_lists' }),
    /** Lists that change how the words around them are meant. */
    cues: z.partialRecord(z.enum(CUES), Ids),
    facts: z.array(Condition).max(300),
    lead: z.array(LeadRule).max(200),
    /** From how many points on a lead is proposed, and from how many on it is worth a question. */
    weighing: z.strictObject({
      flagAt: z.number().int().min(1).max(200),
      nearAt: z.number().int().min(1).max(200),
    }),
    /** Of the whole text, beside the signs: what calls with a major lead are like. */
    leadModel: TextModel.default(NO_MODEL),
    /** Which flag is meant where the model alone found a lead: the one with the most points. */
    leadKinds: z.array(LeadRule).max(40).default([]),
    urgency: z.array(UrgencyRule).max(60),
    types: z.array(TypeRule).max(120),
    /** What each main type starts from: a type is proposed from zero points on. */
    typeBase: z.record(Code, z.number().int().min(-200).max(0)),
    /** Kinds go with their main type alone. */
    kinds: z.array(CodeRule).max(200),
    industries: z.array(CodeRule).max(120),
    scope: z.strictObject({
      out: z.array(ScopeRule).max(150),
      /** What is ours: only a firm rule refers such a call away. */
      ours: z.array(Condition).max(60),
    }),
    repeats: z.array(Condition).max(60),
    times: Times,
    matters: Matters.default(NO_MATTERS),
  })
  .superRefine((rules, context) => {
    const known = new Set(Object.keys(rules.lists));
    const check = (where: string, ids: readonly string[]) => {
      for (const id of ids) if (!known.has(id)) context.addIssue(`${where}: unknown ${id}`);
    };
    for (const [id, list] of Object.entries(rules.lists)) check(id, list.of);
    for (const [cue, ids] of Object.entries(rules.cues)) check(cue, ids ?? []);
    check('times', timeLists(rules.times));
    for (const fact of rules.facts) {
      check(fact.id, namesIn(fact));
      if (known.has(fact.id)) context.addIssue(`${fact.id}: named twice`);
      known.add(fact.id);
    }
    const { lead, urgency, types, kinds, industries, scope, repeats } = rules;
    check('leadModel', listsOf(rules.leadModel));
    for (const rule of [
      ...lead,
      ...rules.leadKinds,
      ...urgency,
      ...types,
      ...kinds,
      ...industries,
      ...scope.out,
      ...scope.ours,
      ...repeats,
    ]) {
      check(rule.id, namesIn(rule));
    }
  });
export type Rules = z.infer<typeof Rules>;

function namesIn(condition: Condition): string[] {
  return [...condition.needs, ...condition.unless].flatMap((one) => one.any);
}

/** What a bundle without rules has: nothing is proposed. */
export const NO_RULES: Rules = {
  version: '',
  blind: [],
  lists: {},
  cues: {},
  facts: [],
  lead: [],
  weighing: { flagAt: 1, nearAt: 1 },
  leadModel: NO_MODEL,
  leadKinds: [],
  urgency: [],
  types: [],
  typeBase: {},
  kinds: [],
  industries: [],
  scope: { out: [], ours: [] },
  repeats: [],
  times: NO_TIMES,
  matters: NO_MATTERS,
};
