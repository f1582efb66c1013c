/** Level at which a pattern counts as one, over all parties that are looked at together. */
export const ALPHA = 0.05;

/**
 * Chance that `n` reports of a party, each like any other, hold at least `k` of a kind that a share `p` of all reports
 * is of: the exact binomial tail. Small where the party is unlike the others.
 */
export function chanceOfAtLeast(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  if (p >= 1) return 1;
  const [logP, logQ] = [Math.log(p), Math.log1p(-p)];
  let sum = 0;
  for (let hits = n; hits >= k; hits -= 1) {
    sum += Math.exp(logChoose(n, hits) + hits * logP + (n - hits) * logQ);
  }
  return Math.min(1, sum);
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

const FACTORIALS: number[] = [0];

function logFactorial(n: number): number {
  for (let next = FACTORIALS.length; next <= n; next += 1) {
    FACTORIALS.push((FACTORIALS[next - 1] ?? 0) + Math.log(next));
  }
  return FACTORIALS[n] ?? 0;
}

/**
 * Chances corrected for how many were looked at (Holm): where none of them is real, one below ALPHA comes up at most in
 * ALPHA of all reports. In the order they came in.
 */
export function corrected(chances: readonly number[]): number[] {
  const order = chances.map((_, place) => place).sort((a, b) => (chances[a] ?? 1) - (chances[b] ?? 1));
  const result = Array.from({ length: chances.length }, () => 1);
  let least = 0;
  order.forEach((place, rank) => {
    least = Math.max(least, Math.min(1, (chances[place] ?? 1) * (chances.length - rank)));
    result[place] = least;
  });
  return result;
}
