import type { Rules, Matters } from '../../../src/shared/rules/rules';
import type { Fit } from './logistic';

const LINE = 100;
const STEP_OF: Readonly<Record<string, number>> = { count1: 0, count2: 1, count4: 2 };

type Weights = Omit<Matters, 'concepts'>;

/** The fit as it is shipped: in whole points, without single words that weigh little. What is judged is what is shipped. */
export function rounded(fit: Fit, scale: number, leastWord: number): Fit {
  const columns = fit.codes.length;
  const weights = fit.weights.map((weight, place) => {
    const points = Math.round(weight * scale);
    const isWord = fit.known[(place / columns) | 0]?.startsWith('word:') ?? false;
    return isWord && Math.abs(points) < leastWord ? 0 : points / scale;
  });
  return { ...fit, weights };
}

/** The fit in whole points, as the bundle holds it: rules by what they differ from their own points. */
export function modelOf(fit: Fit, cuts: readonly number[], scale: number, rules: Rules): Weights {
  const model: Weights = { base: {}, rules: {}, lists: {}, counts: {}, words: {} };
  const words = new Map<string, Map<number, string[]>>();
  fit.codes.forEach((code, column) => {
    const bias = Math.round(((fit.bias[column] ?? 0) - (cuts[column] ?? 0)) * scale);
    model.base[code] = bias - (rules.typeBase[code] ?? 0);
  });
  fit.known.forEach((id, row) => {
    const [kind = '', name = ''] = id.split(':');
    fit.codes.forEach((code, column) => {
      const points = Math.round((fit.weights[row * fit.codes.length + column] ?? 0) * scale);
      if (kind === 'rule') {
        const own = rules.types.find((rule) => rule.id === name)?.points[code] ?? 0;
        if (points !== own) (model.rules[name] ??= {})[code] = points - own;
      } else if (kind === 'list') {
        if (points !== 0) (model.lists[name] ??= {})[code] = points;
      } else if (kind === 'word') {
        if (points === 0) return;
        const groups = words.get(code) ?? new Map<number, string[]>();
        words.set(code, groups);
        groups.set(points, [...(groups.get(points) ?? []), name]);
      } else if (points !== 0) {
        const steps = ((model.counts[name] ??= {})[code] ??= [0, 0, 0]);
        steps[STEP_OF[kind] ?? 0] = points;
      }
    });
  });
  for (const [code, groups] of [...words].sort(([a], [b]) => (a < b ? -1 : 1)))
    model.words[code] = [...groups]
      .sort(([a], [b]) => b - a)
      .map(([points, of]) => ({ points, words: linesOf(of) }));
  return model;
}

/** Words in lines of a readable length. */
function linesOf(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length > LINE) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
