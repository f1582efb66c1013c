import { readRows, type Row } from './rows';
import { featuresOf, type Features } from '../../src/shared/repeats/features';
import { evidenceOf, scoreRepeat } from '../../src/shared/repeats/score';
import { WEIGHTS, type Evidence } from '../../src/shared/repeats/weights';
import { HENAN } from '../../src/shared/catalog/areas';
const TYPES: Record<string,string> = { 水: 'water', 大气: 'air', 噪声: 'noise', 固废: 'waste', 土壤: 'soil', 辐射: 'radiation', 生态: 'ecology', 其他: 'other' };
const f = (r: Row): Features => {
  const city = HENAN.find((c) => c.name === r.city); const county = city?.counties.find((c) => c.name === r.county);
  return featuresOf({ city: city?.code ?? '', county: county?.code ?? '', town: '', detail: r.address, target: r.target, types: r.official_types.map((t) => TYPES[t] ?? t), description: r.text });
};
interface Pair { a: Row; b: Row; fa: Features; fb: Features; y: number; e: Evidence }
function pairsOf(files: string[]): Pair[] {
  const out: Pair[] = [];
  for (const file of files) {
    const rows = readRows(file); const byId = new Map(rows.map((r) => [r.id, r]));
    const root = (r: Row): number => { let x = r; while (x.duplicate_of !== null && byId.has(x.duplicate_of)) x = byId.get(x.duplicate_of)!; return x.duplicate_of ?? x.id; };
    const fs = rows.map(f);
    rows.forEach((a, i) => rows.forEach((b, j) => { if (j <= i || a.city !== b.city) return;
      out.push({ a, b, fa: fs[i]!, fb: fs[j]!, y: root(a) === root(b) ? 1 : 0, e: evidenceOf(fs[i]!, fs[j]!).evidence }); }));
  }
  return out;
}
function report(name: string, pairs: Pair[], w = WEIGHTS, show = false) {
  let hit = 0, miss = 0, wrong = 0; const rows: [number, Pair][] = [];
  for (const p of pairs) { const { score } = scoreRepeat(p.fa, p.fb, w); rows.push([score, p]); if (p.y && score >= w.likely) hit++; else if (p.y) miss++; else if (score >= w.likely) wrong++; }
  console.log(name, 'pairs', pairs.length, 'pos', hit + miss, 'recall', (hit / (hit + miss)).toFixed(3), 'precision', (hit / (hit + wrong)).toFixed(3), 'wrong', wrong);
  if (show) for (const [s, p] of rows.sort((x, y) => y[0] - x[0])) if ((p.y && s < w.likely) || (!p.y && s >= w.likely * 0.3)) {
    console.log(p.y ? 'MISS' : s >= w.likely ? 'WRONG' : 'near', s.toFixed(2), p.a.id, p.b.id, `<${p.a.address}> «${p.a.target}» | <${p.b.address}> «${p.b.target}»`, JSON.stringify(Object.fromEntries(Object.entries(p.e).filter(([, v]) => v))), 'A', p.fa.about.join(' '), '|', p.fb.about.join(' '));
  }
}
/** Logistic regression towards the priors of WEIGHTS. */
function fit(pairs: Pair[], lambda: number) {
  const names = Object.keys(WEIGHTS.of) as (keyof Evidence)[];
  let w = names.map((n) => WEIGHTS.of[n]); let b = WEIGHTS.bias; const w0 = [...w], b0 = b;
  const near = pairs.filter((p) => p.y || p.e.town > 0 || p.e.name > 0 || p.e.spots > 0 || p.e.about > 0);
  let vw = w.map(() => 0), vb = 0;
  for (let it = 0; it < 3000; it++) {
    const g = w.map((x, i) => lambda * (x - w0[i]!)); let gb = lambda * 0.1 * (b - b0);
    for (const p of near) { const z = b + names.reduce((s, n, i) => s + w[i]! * p.e[n], 0); const d = (1 / (1 + Math.exp(-z)) - p.y) ; names.forEach((n, i) => { g[i]! += d * p.e[n]; }); gb += d; }
    w.forEach((_, i) => { vw[i] = 0.9 * vw[i]! - 0.002 * g[i]!; w[i]! += vw[i]!; const s = Math.sign(w0[i]!); if (s > 0 && w[i]! < 0) w[i] = 0; if (s < 0 && w[i]! > 0) w[i] = 0; }); vb = 0.9 * vb - 0.002 * gb; b += vb;
  }
  return { bias: b, of: Object.fromEntries(names.map((n, i) => [n, Math.round(w[i]! * 100) / 100])) as Record<keyof Evidence, number>, likely: WEIGHTS.likely, possible: WEIGHTS.possible };
}
const S = '/work/shared/fixtures/complaints-sample.jsonl', A = '/work/corpus/a.jsonl', B = '/work/corpus/b.jsonl';
const extra = process.argv[3] ? [process.argv[3]] : [];
const show = process.argv[2] === 'show';
for (const [n, x] of [['sample', [S]], ['a', [A]], ['b', [B]], ...(extra.length ? [['extra', extra]] : [])] as [string, string[]][]) report(n, pairsOf(x), WEIGHTS, show);
if (process.argv[2] === 'fit') {
  const lam = 0.3;
  const wa = fit(pairsOf([S, A, ...extra]), lam); console.log('fit on sample+a'); console.log(JSON.stringify(wa));
  report('sample', pairsOf([S]), wa); report('a', pairsOf([A]), wa); report('b (unseen)', pairsOf([B]), wa, true);
  const wb = fit(pairsOf([S, B]), lam); console.log('fit on b+sample'); report('a (unseen)', pairsOf([A]), wb, true);
  if (extra.length) report('extra (unseen)', pairsOf(extra), wb, true);
  const wall = fit(pairsOf([S, A, B, ...extra]), lam); console.log('ALL', JSON.stringify(wall)); report('a', pairsOf([A]), wall); report('b', pairsOf([B]), wall); if (extra.length) report('extra', pairsOf(extra), wall);
}
