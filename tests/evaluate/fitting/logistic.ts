/** A text as the fitting sees it. */
export interface Example {
  ids: readonly string[];
  /** By column: whether the code holds, and how much the text counts there. */
  truth: readonly boolean[];
  shares: readonly number[];
  text: string;
}

export interface Sample {
  /** Indices of the signs that are there. */
  at: Int32Array;
  truth: readonly boolean[];
  shares: readonly number[];
}

/** Weights by sign and column. */
export interface Fit {
  known: readonly string[];
  codes: readonly string[];
  indexOf: ReadonlyMap<string, number>;
  weights: Float64Array;
  bias: Float64Array;
}

const RIDGE = 3;
const ROUNDS = 90;
/** Words are many and say little each; rules and lists were written to some of these texts. */
const DEAR: Readonly<Record<string, number>> = { word: 5, rule: 4, list: 4 };

/** Logistic regression with ridge towards the priors, all columns at once, by Nesterov's method. */
export function fitted(
  known: readonly string[],
  samples: readonly Sample[],
  codes: readonly string[],
  priorOf: (id: string, code: string) => number,
): Fit {
  const columns = codes.length;
  const size = known.length * columns;
  const prior = new Float64Array(size);
  known.forEach((id, row) =>
    codes.forEach((code, column) => (prior[row * columns + column] = priorOf(id, code))),
  );
  const dear = known.map((id) => DEAR[id.split(':')[0] ?? ''] ?? 1);
  const bias = new Float64Array(columns).fill(-1.5);
  const weights = Float64Array.from(prior);
  const beforeWeights = Float64Array.from(weights);
  const beforeBias = Float64Array.from(bias);
  const at = new Float64Array(size);
  const slope = new Float64Array(size);
  const steep = steepness(known.length, samples) / 4 + samples.length / 4 + RIDGE * Math.max(...dear);
  let pace = 1;
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = (1 + Math.sqrt(1 + 4 * pace * pace)) / 2;
    const reach = (pace - 1) / next;
    pace = next;
    const here = Float64Array.from(
      bias,
      (value, column) => value + reach * (value - (beforeBias[column] ?? 0)),
    );
    for (let place = 0; place < size; place += 1) {
      const value = weights[place] ?? 0;
      at[place] = value + reach * (value - (beforeWeights[place] ?? 0));
      slope[place] = RIDGE * (dear[(place / columns) | 0] ?? 1) * ((at[place] ?? 0) - (prior[place] ?? 0));
    }
    const biasSlope = slopesOf(samples, at, here, columns, slope);
    beforeWeights.set(weights);
    beforeBias.set(bias);
    for (let place = 0; place < size; place += 1)
      weights[place] = (at[place] ?? 0) - (slope[place] ?? 0) / steep;
    for (let column = 0; column < columns; column += 1)
      bias[column] = (here[column] ?? 0) - (biasSlope[column] ?? 0) / steep;
  }
  return { known, codes, indexOf: new Map(known.map((id, index) => [id, index])), weights, bias };
}

function slopesOf(
  samples: readonly Sample[],
  weights: Float64Array,
  bias: Float64Array,
  columns: number,
  slope: Float64Array,
): Float64Array {
  const biasSlope = new Float64Array(columns);
  const error = new Float64Array(columns);
  for (const { at, truth, shares } of samples) {
    error.set(bias);
    for (const sign of at)
      for (let column = 0; column < columns; column += 1)
        error[column] = (error[column] ?? 0) + (weights[sign * columns + column] ?? 0);
    for (let column = 0; column < columns; column += 1) {
      const odds = 1 / (1 + Math.exp(-(error[column] ?? 0)));
      error[column] = (shares[column] ?? 1) * (odds - (truth[column] ? 1 : 0));
      biasSlope[column] = (biasSlope[column] ?? 0) + (error[column] ?? 0);
    }
    for (const sign of at)
      for (let column = 0; column < columns; column += 1) {
        const place = sign * columns + column;
        slope[place] = (slope[place] ?? 0) + (error[column] ?? 0);
      }
  }
  return biasSlope;
}

/** The largest eigenvalue of the samples' products, by a few rounds of the power method. */
function steepness(signs: number, samples: readonly Sample[]): number {
  let way = new Float64Array(signs).fill(1 / Math.sqrt(Math.max(1, signs)));
  let length = 0;
  for (let round = 0; round < 12; round += 1) {
    const next = new Float64Array(signs);
    for (const { at } of samples) {
      let sum = 0;
      for (const sign of at) sum += way[sign] ?? 0;
      for (const sign of at) next[sign] = (next[sign] ?? 0) + sum;
    }
    length = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0));
    way = next.map((value) => value / (length || 1));
  }
  return length;
}

/** Log odds of a column for a text's signs. */
export function logitOf(fit: Fit, ids: readonly string[], column: number): number {
  const columns = fit.codes.length;
  return ids.reduce((sum, id) => {
    const row = fit.indexOf.get(id);
    return row === undefined ? sum : sum + (fit.weights[row * columns + column] ?? 0);
  }, fit.bias[column] ?? 0);
}
