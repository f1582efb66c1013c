import { parseArgs } from 'node:util';
import type { Features } from '../../src/shared/repeats/features';
import { evidenceOf, scoreRepeat } from '../../src/shared/repeats/score';
import { WEIGHTS, type Evidence, type Weights } from '../../src/shared/repeats/weights';
import { featuresOfRow, mattersOf } from './sections/repeats';
import { readRows } from './rows';

/**
 * How the weights of the matcher were fitted: `node … tests/evaluate/fit-repeats.ts FILE…` (fixtures' format; clusters
 * of `duplicate_of` are the repeats). Each file is held out once and judged with weights from the others; then all are
 * fitted together and the weights printed, to be rounded into `src/shared/repeats/weights.ts` by hand.
 *
 * Logistic regression with ridge towards the weights in use, signs held, over all pairs of a file in one city. Texts are
 * few and their towns hold few reports each, so pairs that were moved into one town by force stand for the busy seat, at
 * a twentieth of a pair each.
 */
const RIDGE = 0.5;
const STEP = 0.002;
const ROUNDS = 2_500;
const MOVED_A_ROW = 30;
const MOVED_SHARE = 0.05;

interface Pair {
  a: Features;
  b: Features;
  isRepeat: boolean;
  /** How much it counts. */
  share: number;
  evidence: Evidence;
}

const NAMES = Object.keys(WEIGHTS.of) as (keyof Evidence)[];

function pairOf(a: Features, b: Features, isRepeat: boolean, share = 1): Pair {
  return { a, b, isRepeat, share, evidence: evidenceOf(a, b).evidence };
}

function pairsIn(file: string): Pair[] {
  const { rows } = readRows(file);
  const matters = mattersOf(rows);
  const all = rows.map((row) => ({ features: featuresOfRow(row), matter: matters.get(row.id) }));
  return all.flatMap(({ features: a, matter }, place) =>
    all
      .slice(place + 1)
      .filter(({ features: b }) => a.city === b.city)
      .map((other) => pairOf(a, other.features, matter === other.matter)),
  );
}

/** Reports of other cities, put into a report's own town: near, and not the same. */
function movedPairs(files: readonly string[]): Pair[] {
  const all = files
    .flatMap((file) => readRows(file).rows.map(featuresOfRow))
    .filter(({ town }) => town !== '');
  return all.flatMap((a, place) =>
    Array.from({ length: MOVED_A_ROW }, (_, turn) => all[(place * 31 + turn * 97 + 13) % all.length] ?? a)
      .filter((b) => b.city !== a.city)
      .map((b) => pairOf(a, { ...b, city: a.city, county: a.county, town: a.town }, false, MOVED_SHARE)),
  );
}

function fitted(pairs: readonly Pair[]): Weights {
  const start = NAMES.map((name) => WEIGHTS.of[name]);
  const samples = pairs.map(({ evidence, isRepeat, share }) => ({
    x: NAMES.map((name) => evidence[name]),
    y: Number(isRepeat),
    share,
  }));
  const weights = [...start];
  const speeds = start.map(() => 0);
  let [bias, biasSpeed] = [WEIGHTS.bias, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    const slopes = weights.map((weight, index) => RIDGE * (weight - (start[index] ?? 0)));
    let biasSlope = RIDGE * (bias - WEIGHTS.bias);
    for (const { x, y, share } of samples) {
      const odds = x.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), bias);
      const error = share * (1 / (1 + Math.exp(-odds)) - y);
      biasSlope += error;
      for (const [index, value] of x.entries())
        if (value !== 0) slopes[index] = (slopes[index] ?? 0) + error * value;
    }
    for (const [index, slope] of slopes.entries()) {
      const speed = 0.9 * (speeds[index] ?? 0) - STEP * slope;
      const moved = (weights[index] ?? 0) + speed;
      speeds[index] = speed;
      weights[index] = Math.sign(start[index] ?? 0) * moved < 0 ? 0 : moved; // what speaks for cannot speak against
    }
    biasSpeed = 0.9 * biasSpeed - STEP * biasSlope;
    bias += biasSpeed;
  }
  const of = Object.fromEntries(NAMES.map((name, index) => [name, round(weights[index] ?? 0)]));
  return { ...WEIGHTS, bias: round(bias), of: of as Weights['of'] };
}

const round = (value: number): number => Math.round(value * 100) / 100;

function judged(pairs: readonly Pair[], weights: Weights): { recall: number; precision: number } {
  let [right, missed, wrong] = [0, 0, 0];
  for (const { a, b, isRepeat } of pairs) {
    const isFound = scoreRepeat(a, b, 0, weights).verdict === 'likely';
    if (isFound && isRepeat) right += 1;
    else if (isRepeat) missed += 1;
    else if (isFound) wrong += 1;
  }
  return { recall: round(right / (right + missed)), precision: round(right / (right + wrong)) };
}

const { positionals: files } = parseArgs({ allowPositionals: true });
const sets = files.map((file) => ({ file, pairs: pairsIn(file) }));
for (const { file, pairs } of sets) {
  const rest = sets.filter((other) => other.file !== file);
  const weights = fitted([
    ...rest.flatMap((other) => other.pairs),
    ...movedPairs(rest.map((other) => other.file)),
  ]);
  process.stdout.write(`held out ${file}: ${JSON.stringify(judged(pairs, weights))}\n`);
}
const all = fitted([...sets.flatMap(({ pairs }) => pairs), ...movedPairs(files)]);
for (const { file, pairs } of sets)
  process.stdout.write(`fitted on all, ${file}: ${JSON.stringify(judged(pairs, all))}\n`);
process.stdout.write(`${JSON.stringify(all)}\n`);
