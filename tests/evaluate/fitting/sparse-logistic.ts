/** A text by its features, and what it is. */
export interface Sample {
  features: readonly string[];
  isYes: boolean;
  /** How much it counts. */
  share: number;
}

const RIDGE = 1.5;
const ROUNDS = 120;
const STEP = 0.05;

/**
 * Logistic regression with ridge over features that are there or not, by full steps of Adam: deterministic. `scaleOf`
 * is how much a feature may say at once; features of fewer than `least` texts are left out.
 */
export function fitted(
  samples: readonly Sample[],
  scaleOf: (feature: string) => number,
  least: number,
): { bias: number; weights: Map<string, number> } {
  const counts = new Map<string, number>();
  for (const { features } of samples)
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const names = [...counts].flatMap(([feature, count]) => (count >= least ? [feature] : [])).sort();
  const indexOf = new Map(names.map((feature, index) => [feature, index]));
  const rows = samples.map(({ features }) =>
    Int32Array.from(features.flatMap((feature) => indexOf.get(feature) ?? [])),
  );
  const scales = Float64Array.from(names, scaleOf);
  // The bias is the last weight, without ridge.
  const size = names.length + 1;
  const weights = new Float64Array(size);
  const [slopes, mean, square] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const of = (all: Float64Array, index: number) => all[index] ?? 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (let index = 0; index < size; index += 1)
      slopes[index] = index === size - 1 ? 0 : RIDGE * of(weights, index);
    rows.forEach((row, place) => {
      let odds = of(weights, size - 1);
      for (const index of row) odds += of(scales, index) * of(weights, index);
      const sample = samples[place];
      const error = (sample?.share ?? 0) * (1 / (1 + Math.exp(-odds)) - Number(sample?.isYes ?? false));
      for (const index of row) slopes[index] = of(slopes, index) + error * of(scales, index);
      slopes[size - 1] = of(slopes, size - 1) + error;
    });
    const step = STEP * (1 - round / ROUNDS) + 0.001;
    for (let index = 0; index < size; index += 1) {
      const slope = of(slopes, index);
      mean[index] = 0.9 * of(mean, index) + 0.1 * slope;
      square[index] = 0.99 * of(square, index) + 0.01 * slope * slope;
      const speed = of(mean, index) / (1 - 0.9 ** round);
      const spread = Math.sqrt(of(square, index) / (1 - 0.99 ** round));
      weights[index] = of(weights, index) - (step * speed) / (spread + 1e-8);
    }
  }
  return {
    bias: of(weights, size - 1),
    weights: new Map(names.map((feature, index) => [feature, of(weights, index) * of(scales, index)])),
  };
}
