import type { z } from 'zod';
import type { MajorFlag } from '../lead/major';
import type { Span } from '../story/story';
import type { Counting, Reading } from '../rules/reading';
import type { LeadRule, Rules } from '../rules/rules';
import { scoreText, type TextScore, type Weight } from '../rules/text-model';

/** Why a flag is proposed: the weightiest sign of it, its sentence, and the words of the weightiest signs. */
export interface LeadReason {
  ruleId: string;
  flag: MajorFlag;
  sentence: string;
  spans: Span[];
}

export interface LeadProposal {
  /** Each flag once, the weightiest first. */
  flags: LeadReason[];
  /** What is too weak, or was told as past, feared or another's words: to ask about, never dropped in silence. */
  near: LeadReason[];
}

type Sign = z.infer<typeof LeadRule>;
interface Weighed {
  sign: Sign;
  spans: Span[];
}

/** As many signs as an agent takes in at a glance. */
const SHOWN = 3;
/** A flag goes with the proposal where it has at least this share of the weightiest one's points. */
const SHARE = 0.5;

/**
 * The notice's major leads in what the caller tells, by the weight of its signs, or because the whole text is
 * like those of major leads (`leadModel`): callers have more words than rules. The agent decides.
 */
export function proposeLead(reading: Reading, rules: Rules): LeadProposal {
  const told = weighed(reading, rules, 'told');
  const total = told.reduce((sum, { sign }) => sum + sign.points, 0);
  const own = byFlag(told);
  const most = Math.max(0, ...[...own.values()].map(pointsOf));
  const isMajor = total >= rules.weighing.flagAt && most > 0;
  const likeness = scoreText(rules.leadModel, reading);
  const signed = reasonsOf([...own].filter(([, signs]) => isMajor && pointsOf(signs) >= most * SHARE));
  // What is none of the notice's kinds is one only where the whole text is like one, too.
  const named = signed.filter(({ flag }) => flag !== 'other_major' || likeness.isYes);
  const flagged = named.length > 0 || !likeness.isYes ? named : likened(reading, rules, told, likeness);
  const found = new Set(flagged.map(({ flag }) => flag));
  // Past, feared or quoted words propose nothing, but are worth a question.
  const any = byFlag(weighed(reading, rules, 'any', new Map(told.map((one) => [one.sign, one]))));
  const near = [...any].filter(
    ([flag, signs]) => !found.has(flag) && pointsOf(signs) >= rules.weighing.nearAt,
  );
  return { flags: flagged, near: reasonsOf(near) };
}

/** What the model alone finds, under the notice's kind that most speaks for; without any it is no lead of the notice. */
function likened(
  reading: Reading,
  rules: Rules,
  told: readonly Weighed[],
  { weights }: TextScore,
): LeadReason[] {
  const kinds = rules.leadKinds.flatMap((sign) => {
    const spans = reading.match(sign);
    return spans ? [{ sign, spans }] : [];
  });
  const all = [...byFlag([...told, ...kinds])].filter(([flag]) => flag !== 'other_major');
  const most = Math.max(0, ...all.map(([, signs]) => pointsOf(signs)));
  const [reason] = reasonsOf(all.filter(([, signs]) => pointsOf(signs) === most));
  return reason ? [{ ...reason, spans: distinct([...reason.spans, ...heaviest(weights, reading)]) }] : [];
}

/** The words that add most to a score, two characters or more. */
function heaviest(weights: readonly Weight[], { story }: Reading): Span[] {
  return [...weights]
    .filter(({ start, end }) => end - start > 1)
    .sort((a, b) => b.weight - a.weight || a.start - b.start)
    .slice(0, SHOWN)
    .map(({ start, end }) => story.span(start, end));
}

/** The signs that are there; those `known` to be told need not be looked for again. */
function weighed(
  reading: Reading,
  rules: Rules,
  counting: Counting,
  known: ReadonlyMap<Sign, Weighed> = new Map(),
): Weighed[] {
  return rules.lead.flatMap((sign) => {
    const one = known.get(sign);
    if (one) return [one];
    const spans = counting === 'any' && sign.flag === null ? undefined : reading.match(sign, counting);
    return spans ? [{ sign, spans }] : [];
  });
}

function byFlag(all: readonly Weighed[]): Map<MajorFlag, Weighed[]> {
  const out = new Map<MajorFlag, Weighed[]>();
  for (const one of all) {
    const { flag, points } = one.sign;
    if (flag !== null && points > 0) out.set(flag, [...(out.get(flag) ?? []), one]);
  }
  return out;
}

function pointsOf(signs: readonly Weighed[]): number {
  return signs.reduce((sum, { sign }) => sum + sign.points, 0);
}

function reasonsOf(all: readonly (readonly [MajorFlag, Weighed[]])[]): LeadReason[] {
  return [...all]
    .sort(([, a], [, b]) => pointsOf(b) - pointsOf(a))
    .flatMap(([flag, signs]) => {
      const shown = [...signs].sort((a, b) => b.sign.points - a.sign.points).slice(0, SHOWN);
      const [first] = shown;
      if (!first) return [];
      return [
        {
          ruleId: first.sign.id,
          flag,
          sentence: first.sign.sentence,
          spans: distinct(shown.flatMap(({ spans }) => spans)),
        },
      ];
    });
}

/** The spans in the order they were said, none inside another. */
function distinct(spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const span of [...spans].sort((a, b) =>
    a.field === b.field ? a.start - b.start || b.end - a.end : 0,
  )) {
    const isIn = out.some(
      (one) => one.field === span.field && one.start <= span.start && span.end <= one.end,
    );
    if (!isIn) out.push(span);
  }
  return out;
}
