import { readRows } from '/work/wt/repeats/tests/evaluate/rows.ts';
import { featuresOf } from '/work/wt/repeats/src/shared/repeats/features.ts';
import { HENAN } from '/work/wt/repeats/src/shared/catalog/areas.ts';
const rows = process.argv.slice(2).flatMap((f) => readRows(f));
const t0 = performance.now();
for (const r of rows) {
  const city = HENAN.find((c) => c.name === r.city); const county = city?.counties.find((c) => c.name === r.county);
  const f = featuresOf({ city: city?.code ?? '', county: county?.code ?? '', town: '', detail: r.address, target: r.target, types: r.official_types, description: r.text });
  console.log(r.id, r.duplicate_of ?? '', `<${r.address}> «${r.target}»`, f.county||'NOCOUNTY', '| T:', f.town, 'S:', f.spots.join(' '), f.numbers.join(' '), f.sides, '| N:', f.isNamed ? '*' : '', f.names.join(' '), '| A:', f.about.join(' '), '| ar:', f.around.join(' '), '| O:', f.others.join(' '), '| s:', f.said.join(' '));
}
console.error((performance.now() - t0) / rows.length);
