import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SHIPPED_BUNDLE } from '../../src/center/bundle/shipped';
import { readWith } from '../../src/shared/rules/reader';
import { Rules } from '../../src/shared/rules/rules';
import { OUT, signsOf } from '../../src/shared/rules/matters';
import { Tally } from './measures';
import { fitted, logitOf, type Example, type Fit, type Sample } from './fitting/logistic';
import { NOTHING_SAID } from './fitting/nothing-said';
import { PRIORS, TYPES } from './fitting/priors';
import { modelOf, rounded } from './fitting/weights';
import { readRows, type Row } from './rows';

/**
 * How the weights of `models/matters-weights.json` were fitted: `npm run fit -- matters`. Each file is held out once and judged with weights from the others; then all are fitted together.
 *
 * One logistic regression with ridge for each main type and for `out`, over type and scope rules, word lists, hand-written
 * concepts (with hand-set weights as the starting point) and the concepts' single words. Deterministic.
 */
const LEAST_TEXTS = 3;
/** A row whose scope cities differ in teaches less. */
const BORDERLINE = 0.5;

/** Points a unit of log odds has in the model, and in the type rules, which are older. */
const SCALE = 50;
const RULE_SCALE = 20;
/** How far the weights set by hand are trusted. */
const HAND = 0.55;
/** How many points of the model one of the type rules' votes beside it. */
const KEPT = 2.5;
/** Single words that weigh less than this many points are left out. */
const LEAST_WORD = 1;

const CODES = [...Object.values(TYPES), OUT];
const rules = Rules.parse(SHIPPED_BUNDLE.rules);

const WORDS = [
  ...new Set(
    Object.values(rules.matters.concepts).flatMap(({ words }) => words.flatMap((line) => line.split(' '))),
  ),
];

/** Words are looked up by themselves; concepts are counted; those of major leads (c_…) are about other things. */
const NOT_FITTED = /^(?:word:|concept:|list:c_)/;

function signIds(text: string): string[] {
  const reading = readWith({ description: text }, rules);
  const ids = signsOf(reading, rules, true)
    .map(({ id }) => id)
    .filter((id) => !NOT_FITTED.test(id));
  const words = WORDS.filter((word) => reading.story.chars.includes(word)).map((word) => `word:${word}`);
  return [...ids, ...words];
}

const nothing = new Set(signIds(NOTHING_SAID));

function exampleOf(row: Row): Example {
  const types = new Set((row.official_types ?? []).map((type) => TYPES[type] ?? type));
  return {
    ids: signIds(row.text).filter((id) => !nothing.has(id)),
    truth: CODES.map((code) => (code === OUT ? row.in_scope === false : types.has(code))),
    shares: CODES.map((code) => {
      if (code !== OUT) return row.official_types === undefined ? 0 : 1;
      if (row.in_scope === undefined) return 0;
      return row.scope_borderline === true ? BORDERLINE : 1;
    }),
    text: row.text,
  };
}

/** What is told often enough, and by more than one author. */
function knownIn(sets: readonly (readonly Example[])[]): string[] {
  const texts = new Map<string, { count: number; authors: Set<number> }>();
  sets.forEach((examples, author) => {
    for (const { ids } of examples)
      for (const id of ids) {
        const one = texts.get(id) ?? { count: 0, authors: new Set<number>() };
        one.count += 1;
        one.authors.add(author);
        texts.set(id, one);
      }
  });
  return [...texts]
    .filter(([, { count, authors }]) => count >= LEAST_TEXTS && authors.size >= 2)
    .map(([id]) => id)
    .sort();
}

function fitOf(sets: readonly (readonly Example[])[]): Fit {
  const known = knownIn(sets);
  const indexOf = new Map(known.map((id, index) => [id, index]));
  const samples: Sample[] = sets.flat().map((one) => ({
    at: Int32Array.from(one.ids.flatMap((id) => indexOf.get(id) ?? [])),
    truth: one.truth,
    shares: one.shares,
  }));
  return blended(rounded(fitted(known, samples, CODES, priorOf), SCALE, LEAST_WORD));
}

/** The older type rules vote beside the fit: each is right where the other is not. */
function blended(fit: Fit): Fit {
  const columns = CODES.length;
  const vote = (points: number) => (points * KEPT) / SCALE;
  const weights = fit.weights.map((weight, place) => {
    const [kind, name] = (fit.known[(place / columns) | 0] ?? '').split(':');
    const own = kind === 'rule' ? rules.types.find((rule) => rule.id === name) : undefined;
    return weight + vote(own?.points[CODES[place % columns] ?? ''] ?? 0);
  });
  const bias = fit.bias.map((value, column) => value + vote(rules.typeBase[CODES[column] ?? ''] ?? 0));
  return { ...fit, weights, bias };
}

/** Rules begin with the points they have, concepts with those set by hand. */
function priorOf(id: string, code: string): number {
  const [kind = '', name = ''] = id.split(':');
  if (kind === 'rule') return (rules.types.find((rule) => rule.id === name)?.points[code] ?? 0) / RULE_SCALE;
  const step = { count1: 1, count2: 0.6, count4: 0.4 }[kind];
  return step === undefined ? 0 : HAND * step * (PRIORS[name]?.[code] ?? 0);
}

function judged(examples: readonly Example[], fit: Fit, cuts: readonly number[]): string {
  const types = new Tally();
  const scope = new Tally();
  for (const one of examples) {
    CODES.forEach((code, column) => {
      const share = one.shares[column] ?? 0;
      const found = logitOf(fit, one.ids, column) > (cuts[column] ?? 0);
      if (share < 1) return;
      if (values.misses && found !== one.truth[column])
        process.stdout.write(`${found ? 'wrong' : 'missed'} ${code}: ${one.text}
`);
      (code === OUT ? scope : types).add(one.truth[column] ?? false, found);
    });
  }
  return `types ${types.f1} (R ${types.recall} P ${types.precision}) scope R ${scope.recall} P ${scope.precision}`;
}

const { positionals: files, values } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: 'string' },
    hold: { type: 'string' },
    misses: { type: 'boolean', default: false },
  },
});
const sets = files.map((file) => ({ file, examples: readRows(file).rows.map(exampleOf) }));
const cuts = CODES.map((code) => (code === OUT ? 0.6 : -0.8));
for (const { file, examples } of sets) {
  if (values.hold !== undefined && !values.hold.includes(file.replace(/.*\//u, '').charAt(0))) continue;
  const rest = sets.filter((other) => other.file !== file).map((other) => other.examples);
  process.stdout.write(`held out ${file}: ${judged(examples, fitOf(rest), cuts)}\n`);
}
if (values.write !== undefined) {
  const fit = fitOf(sets.map(({ examples }) => examples));
  for (const { file, examples } of sets)
    process.stdout.write(`fitted on all, ${file}: ${judged(examples, fit, cuts)}\n`);
  writeFileSync(values.write, `${JSON.stringify(modelOf(fit, cuts, SCALE, rules), null, 1)}\n`);
}
