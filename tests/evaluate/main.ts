import { measure as identity } from './sections/identity';
import { measure as lead } from './sections/lead';
import { missLine, type Measured } from './measures';
import { measure as night } from './sections/night';
import { measure as region } from './sections/region';
import { measure as repeats } from './sections/repeats';
import { readRows, type Row } from './rows';
import { measure as saidBefore } from './sections/said-before';
import { measure as scope } from './sections/scope';
import { measure as types } from './sections/types';

/** Each section of the last line, in its order. */
const SECTIONS: Record<string, (rows: readonly Row[]) => Measured> = {
  lead,
  repeats,
  identity,
  region,
  types,
  night,
  scope,
};

/** Told above the last line, not in it. */
const BESIDE: typeof SECTIONS = { 'said before': saidBefore };

const say = (line: string) => process.stdout.write(`${line}\n`);

function evaluate(file: string): void {
  const { rows, remarks } = readRows(file);
  for (const remark of remarks) say(remark);
  const figures: Record<string, Record<string, number>> = {};
  for (const [section, measure] of Object.entries({ ...BESIDE, ...SECTIONS })) {
    const measured = measure(rows);
    for (const miss of measured.misses) say(missLine(section, miss));
    for (const remark of measured.remarks) say(remark);
    if (Object.hasOwn(SECTIONS, section)) figures[section] = measured.figures;
  }
  say(`${rows.length} rows of ${file}`);
  say(JSON.stringify(figures));
}

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write(
    "npm run evaluate -- FILE: a file of JSON lines with the fields of the fixtures' README.\n",
  );
  process.exitCode = 2;
} else {
  try {
    evaluate(file);
  } catch (error) {
    process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
