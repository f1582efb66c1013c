import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SHIPPED_BUNDLE } from '../../src/center/bundle/shipped';
import { proposeLead } from '../../src/shared/proposals/lead';
import { readWith } from '../../src/shared/rules/reader';
import {
  eachGram,
  eachListFeature,
  NO_MODEL,
  scoreText,
  type TextModel,
} from '../../src/shared/rules/text-model';
import { checkBundle } from '../../src/shared/script/bundle';
import { NOTHING_SAID } from './fitting/nothing-said';
import { fitted, type Sample } from './fitting/sparse-logistic';
import { Tally } from './measures';
import { readRows } from './rows';

/**
 * How the model of major leads was fitted: `npm run fit -- lead`.
 * Each FILE is one author's texts: it is held out once and judged with a model of all others. The threshold is the one
 * at which leads held out are found with `PRECISION`, together with the signs (a missed lead is the dear error); then all are fitted together. Files
 * named with --beside only teach: what was written to teach proves nothing. Deterministic.
 */
const PRECISION = 0.72;
/** Rows where reasonable people differ teach little, and are not judged. */
const BORDERLINE_SHARE = 0.25;
/** In fewer texts a feature is an accident. */
const LEAST_TEXTS = 3;
/** Weights are whole hundredths. */
const LEAST_WEIGHT = 1;
/** How freely each kind of feature may speak. */
const SCALE = { gram: 0.5, concept: 0.7, pair: 0.3, list: 0.5 };
const CONCEPT = /^c_/;

const checked = checkBundle(SHIPPED_BUNDLE);
if (!checked.ok) throw new Error(`The shipped bundle is refused: ${JSON.stringify(checked)}`);
const rules = { ...checked.bundle.rules, leadModel: NO_MODEL };
const every = [...Object.keys(rules.lists), ...rules.facts.map(({ id }) => id)].sort();
const paired = new Set(every.filter((id) => CONCEPT.test(id)));

interface Text extends Sample {
  file: string;
  isJudged: boolean;
  bySigns: boolean;
  reading: ReturnType<typeof readWith>;
}

function featuresOf(reading: Text['reading'], skipped: ReadonlySet<string> = new Set()): string[] {
  const features: string[] = [];
  eachGram(reading, (gram) => features.push(`"${gram}`));
  eachListFeature(reading, every, paired, (feature) => features.push(feature));
  return features.filter((feature) => !skipped.has(feature));
}

const nothing = new Set(featuresOf(readWith({ description: NOTHING_SAID }, rules)));

function textsOf(file: string, isBeside: boolean): Text[] {
  return readRows(file).rows.flatMap((row) => {
    if (row.expected_lead === undefined) return [];
    const reading = readWith({ description: row.text }, rules);
    return [
      {
        file,
        reading,
        isYes: row.expected_lead === 'major',
        isJudged: !isBeside && row.lead_borderline !== true,
        share: row.lead_borderline === true ? BORDERLINE_SHARE : 1,
        bySigns: proposeLead(reading, rules).flags.length > 0,
        features: featuresOf(reading, nothing),
      },
    ];
  });
}

function scaleOf(feature: string): number {
  if (feature.startsWith('"')) return SCALE.gram / Math.sqrt(feature.length - 1);
  if (feature.includes('+')) return SCALE.pair;
  return CONCEPT.test(feature) && !feature.endsWith('!') ? SCALE.concept : SCALE.list;
}

function modelOf(texts: readonly Text[]): TextModel {
  const { bias, weights } = fitted(texts, scaleOf, LEAST_TEXTS);
  const groups: Record<'grams' | 'lists', Map<number, string[]>> = { grams: new Map(), lists: new Map() };
  for (const [feature, weight] of weights) {
    const whole = Math.round(100 * weight);
    if (Math.abs(whole) < LEAST_WEIGHT) continue;
    const isGram = feature.startsWith('"');
    const group = groups[isGram ? 'grams' : 'lists'];
    group.set(whole, [...(group.get(whole) ?? []), isGram ? feature.slice(1) : feature]);
  }
  const lines = (group: Map<number, string[]>) =>
    Object.fromEntries(
      [...group].sort(([a], [b]) => b - a).map(([weight, all]) => [String(weight), all.sort().join(' ')]),
    );
  return { bias: Math.round(100 * bias), from: 0, grams: lines(groups.grams), lists: lines(groups.lists) };
}

interface Judged {
  text: Text;
  score: number;
}

function tallied(judged: readonly Judged[], from: number, withSigns: boolean): Tally {
  const tally = new Tally();
  for (const { text, score } of judged) tally.add(text.isYes, score >= from || (withSigns && text.bySigns));
  return tally;
}

/** The lowest threshold at which what is found is right often enough. */
function thresholdOf(judged: readonly Judged[]): number {
  const candidates = [...new Set(judged.map(({ score }) => score))].sort((a, b) => a - b);
  return candidates.find((from) => tallied(judged, from, true).precision >= PRECISION) ?? 0;
}

const { positionals: files, values } = parseArgs({
  allowPositionals: true,
  options: { beside: { type: 'string', multiple: true, default: [] }, out: { type: 'string' } },
});
const taught = values.beside.flatMap((file) => textsOf(file, true));
const sets = files.map((file) => textsOf(file, false));
const heldOut = sets.map((set) => {
  const model = modelOf([...taught, ...sets.filter((other) => other !== set).flat()]);
  return set
    .filter(({ isJudged }) => isJudged)
    .map((text) => ({ text, score: scoreText(model, text.reading).score }));
});
const from = thresholdOf(heldOut.flat());
const say = (line: string) => process.stdout.write(`${line}\n`);
const figures = ({ recall, precision }: Tally) => `recall ${recall}, precision ${precision}`;
heldOut.forEach((judged, index) => {
  say(
    `held out ${files[index] ?? ''}: ${figures(tallied(judged, from, true))}; the model alone ${figures(tallied(judged, from, false))}; the signs alone ${figures(tallied(judged, Infinity, true))}`,
  );
});
for (const at of [-150, -100, -50, 0, 50, 100])
  say(
    `all held out, from ${from + at}: ${figures(tallied(heldOut.flat(), from + at, true))}; the model alone ${figures(tallied(heldOut.flat(), from + at, false))}`,
  );
const model = { ...modelOf([...taught, ...sets.flat()]), from };
for (const [index, set] of sets.entries()) {
  const judged = set
    .filter(({ isJudged }) => isJudged)
    .map((text) => ({ text, score: scoreText(model, text.reading).score }));
  say(`fitted on all, ${files[index] ?? ''}: ${figures(tallied(judged, from, true))}`);
}
say(`${JSON.stringify(model).length} characters, from ${from}`);
if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(model, null, 2)}\n`);
