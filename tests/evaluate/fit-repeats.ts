import { readRows, type Row } from './rows';
import { featuresOf, type Features } from '../../src/shared/repeats/features';
import { evidenceOf, scoreRepeat } from '../../src/shared/repeats/score';
import { WEIGHTS, type Evidence } from '../../src/shared/repeats/weights';
import { HENAN } from '../../src/shared/catalog/areas';
const TYPES: Record<string, string> = {
  水: 'water',
  大气: 'air',
  噪声: 'noise',
  固废: 'waste',
  土壤: 'soil',
  辐射: 'radiation',
  生态: 'ecology',
  其他: 'other',
};
const f = (r: Row): Features => {
  const city = HENAN.find((c) => c.name === r.city);
  const county = city?.counties.find((c) => c.name === r.county);
  return featuresOf({
    city: city?.code ?? '',
    county: county?.code ?? '',
    town: '',
    detail: r.address,
    target: r.target,
    types: r.official_types.map((t) => TYPES[t] ?? t),
    description: r.text,
  });
};
interface Pair {
  a: Row;
  b: Row;
  fa: Features;
  fb: Features;
  y: number;
  e: Evidence;
}
function pairsOf(files: string[]): Pair[] {
  const out: Pair[] = [];
  for (const file of files) {
    const rows = readRows(file);
    const byId = new Map(rows.map((r) => [r.id, r]));
    const root = (r: Row): number => {
      let x = r;
      while (x.duplicate_of !== null && byId.has(x.duplicate_of)) x = byId.get(x.duplicate_of)!;
      return x.duplicate_of ?? x.id;
    };
    const fs = rows.map(f);
    rows.forEach((a, i) =>
      rows.forEach((b, j) => {
        if (j <= i || a.city !== b.city) return;
        out.push({
          a,
          b,
          fa: fs[i]!,
          fb: fs[j]!,
          y: root(a) === root(b) ? 1 : 0,
          e: evidenceOf(fs[i]!, fs[j]!).evidence,
        });
      }),
    );
  }
  return out;
}
let seed = 7;
const rnd = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
function transplants(files: string[], k: number): Pair[] {
  const rows = files.flatMap((x) => readRows(x));
  const fs = rows.map(f);
  const out: Pair[] = [];
  rows.forEach((a, i) => {
    if (fs[i]!.town === '') return;
    for (let n = 0; n < k; n++) {
      const j = Math.floor(rnd() * rows.length);
      const b = rows[j]!;
      if (a.city === b.city || fs[j]!.town === '') continue;
      const fa = fs[i]!;
      const fb = { ...fs[j]!, city: fa.city, county: fa.county, town: fa.town };
      out.push({ a, b, fa, fb, y: 0, e: evidenceOf(fa, fb).evidence });
    }
  });
  return out;
}
function report(name: string, pairs: Pair[], w = WEIGHTS, show = false) {
  let hit = 0,
    miss = 0,
    wrong = 0;
  const rows: [number, Pair][] = [];
  for (const p of pairs) {
    const { score } = scoreRepeat(p.fa, p.fb, 0, w);
    rows.push([score, p]);
    if (p.y && score >= w.likely) hit++;
    else if (p.y) miss++;
    else if (score >= w.likely) wrong++;
  }
  console.log(
    name,
    'pairs',
    pairs.length,
    'pos',
    hit + miss,
    'recall',
    (hit / (hit + miss)).toFixed(3),
    'precision',
    (hit / (hit + wrong)).toFixed(3),
    'wrong',
    wrong,
  );
  if (show)
    for (const [s, p] of rows.sort((x, y) => y[0] - x[0]))
      if ((p.y && s < w.likely) || (!p.y && s >= w.likely * 0.3)) {
        console.log(
          p.y ? 'MISS' : s >= w.likely ? 'WRONG' : 'near',
          s.toFixed(2),
          p.a.id,
          p.b.id,
          `<${p.a.address}> «${p.a.target}» | <${p.b.address}> «${p.b.target}»`,
          JSON.stringify(Object.fromEntries(Object.entries(p.e).filter(([, v]) => v))),
          'A',
          p.fa.about.join(' '),
          '|',
          p.fb.about.join(' '),
        );
      }
}
/** Logistic regression towards the priors of WEIGHTS. */
function fit(pairs: Pair[], lambda: number, others: Pair[] = [], share = 0.05) {
  const names = Object.keys(WEIGHTS.of) as (keyof Evidence)[];
  const w = names.map((n) => WEIGHTS.of[n]);
  let b = WEIGHTS.bias;
  const w0 = [...w],
    b0 = b;
  const near = [...pairs.map((p) => [p, 1] as const), ...others.map((p) => [p, share] as const)].map(
    ([p, m]) => ({ x: names.map((n) => p.e[n]), y: p.y, m, z: 0 }),
  );
  const keep = near.filter((p) => p.y === 1 || b + p.x.reduce((s, v, i) => s + v * w[i]!, 0) > -5);
  const vw = w.map(() => 0);
  let vb = 0;
  for (let it = 0; it < 2500; it++) {
    const g = w.map((x, i) => lambda * (x - w0[i]!));
    let gb = lambda * (b - b0);
    for (const p of keep) {
      let z = b;
      for (let i = 0; i < w.length; i++) z += w[i]! * p.x[i]!;
      const d = p.m * (1 / (1 + Math.exp(-z)) - p.y);
      for (let i = 0; i < w.length; i++) g[i]! += d * p.x[i]!;
      gb += d;
    }
    w.forEach((_, i) => {
      vw[i] = 0.9 * vw[i]! - 0.002 * g[i]!;
      w[i]! += vw[i]!;
      const s = Math.sign(w0[i]!);
      if (s > 0 && w[i]! < 0) w[i] = 0;
      if (s < 0 && w[i]! > 0) w[i] = 0;
    });
    vb = 0.9 * vb - 0.002 * gb;
    b += vb;
  }
  return {
    bias: Math.round(b * 100) / 100,
    of: Object.fromEntries(names.map((n, i) => [n, Math.round(w[i]! * 100) / 100])) as Record<
      keyof Evidence,
      number
    >,
    likely: WEIGHTS.likely,
    possible: WEIGHTS.possible,
  };
}
const S = '/work/shared/fixtures/complaints-sample.jsonl',
  A = '/work/corpus/a.jsonl',
  B = '/work/corpus/b.jsonl';
const TR = (x: string[]) => {
  const t = transplants(x, 60);
  let bad = 0;
  const worst: string[] = [];
  for (const p of t) {
    const r = scoreRepeat(p.fa, p.fb, 0, current);
    if (r.verdict === 'likely') {
      bad++;
      if (worst.length < 40)
        worst.push(
          `${r.score.toFixed(2)} «${p.a.target}» «${p.b.target}» ` +
            JSON.stringify(Object.fromEntries(Object.entries(p.e).filter(([, v]) => v))),
        );
    }
  }
  console.log('transplants', t.length, 'likely', bad, (bad / t.length).toFixed(4));
  return worst;
};
let current = WEIGHTS;
const extra = process.argv[3] ? [process.argv[3]] : [];
const show = process.argv[2] === 'show';
for (const [n, x] of [
  ['sample', [S]],
  ['a', [A]],
  ['b', [B]],
  ...(extra.length ? [['extra', extra]] : []),
] as [string, string[]][])
  report(n, pairsOf(x), WEIGHTS, show);
if (show) console.log(TR([S, A, B]).join('\n'));
if (process.argv[2] === 'fit') {
  const lam = Number(process.argv[4] ?? 0.5);
  const X = extra[0]!;
  const sets: Record<string, Pair[]> = {
    sample: pairsOf([S]),
    a: pairsOf([A]),
    b: pairsOf([B]),
    extra: pairsOf([X]),
  };
  for (const held of ['a', 'b', 'extra']) {
    const train = Object.entries(sets)
      .filter(([n]) => n !== held && !(held === 'extra' && n === 'sample'))
      .flatMap(([, p]) => p);
    const w = fit(
      train,
      lam,
      transplants(
        [S, A, B].filter((x) => x !== (held === 'a' ? A : held === 'b' ? B : S)),
        30,
      ),
    );
    report(`held out ${held}`, sets[held]!, w, true);
  }
  const all = fit(Object.values(sets).flat(), lam, transplants([S, A, B], 30));
  console.log('ALL', JSON.stringify(all));
  for (const [n, p] of Object.entries(sets)) report(n, p, all);
  current = all;
  TR([S, A, B]);
}
