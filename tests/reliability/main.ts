import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleProcesses } from './bundle-processes';
import { DISK_CHECKS, runDisk, type DiskCheck } from './disk/run';
import { DISK_PLANTS } from './disk/protocol';
import { leaveNothing, runKills } from './kills';
import { killAll } from './processes';
import { PLANT_NAMES } from './protocol';
import { runSync } from './sync/run';
import { CHECKS, table, type CheckName, type Row } from './table';

const PLANTS = [...PLANT_NAMES, ...DISK_PLANTS];
const USAGE = `usage: npm run reliability -- [--quick] [--seed N] [--keep]
       npm run reliability -- --CHECK N [--seed N] [--plant ${PLANTS.join('|')}] [--electron] [--keep]
  Without a check: all of them, a table, and exit code 1 where one is not as it must be. --quick: the short ones of npm test.
${CHECKS.map(({ name, what }) => `  --${name.padEnd(10)} ${what}\n`).join('')}\
  --electron  kills in the real app in its window instead: the core's process alone or the whole app (build it first)
  --plant   runs with a planted bug: must end with exit code 1
  --keep    leaves the folder with store and center for a look
  The last line is one JSON object.
`;

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/hn12369/', import.meta.url));
const TEMPLATE = join(CACHE, 'pglite-0.5.16.tar');

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

interface Asked {
  seed: number;
  plant: (typeof PLANTS)[number] | null;
  electron: boolean;
  keep: boolean;
}

/** One check in a folder of its own. */
async function runCheck(name: CheckName, count: number, asked: Asked): Promise<Row> {
  const { seed, electron } = asked;
  const folder = mkdtempSync(join(tmpdir(), 'seat-reliability-'));
  const outDir = join(CACHE, `reliability-${String(process.pid)}`);
  const tidyUp = () => {
    rmSync(outDir, { recursive: true, force: true });
    if (asked.keep) say(`kept: ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  };
  onExit = tidyUp;
  const since = performance.now();
  say(
    `${name} ${String(count)}, seed ${String(seed)}${asked.plant === null ? '' : `, planted bug: ${asked.plant}`}`,
  );
  try {
    const { complaints, ...figures } = await outcomeOf();
    for (const complaint of complaints) say(complaint);
    const seconds = Math.round((performance.now() - since) / 100) / 10;
    say(`${String(seconds)} s`);
    const bad = figures.lost + figures.corrupt + ('doubled' in figures ? figures.doubled : figures.amiss);
    return { name, count, seconds, isGood: bad === 0 && figures.acknowledged > 0, figures };
  } finally {
    for (const leave of leaveNothing) await leave().catch(() => undefined);
    tidyUp();
  }

  async function outcomeOf() {
    const bug = PLANT_NAMES.find((each) => each === asked.plant) ?? null;
    if (name === 'kills')
      return runKills({ kills: count, seed, plant: bug, electron, say }, folder, outDir, TEMPLATE);
    if (name === 'sync') {
      const paths = { folder, templateFile: TEMPLATE, ...(await bundleProcesses(outDir)) };
      return runSync({ records: count, seed, plant: bug, say }, paths);
    }
    const plant = DISK_PLANTS.find((each) => each === asked.plant) ?? null;
    return runDisk(name, { cases: count, seed, plant, say }, { folder, outDir, cache: CACHE });
  }
}

let onExit: () => void = () => undefined;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...Object.fromEntries(CHECKS.map(({ name }) => [name, { type: 'string' as const }])),
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      plant: { type: 'string' },
      electron: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  const given = values as Record<string, string | boolean | undefined>;
  const seed = Number(values.seed);
  const plant = PLANTS.find((name) => name === values.plant) ?? null;
  const named = CHECKS.filter(({ name }) => given[name] !== undefined);
  const counts = named.map(({ name }) => Number(given[name]));
  const isAsked = counts.every((count) => Number.isInteger(count) && count > 0) && Number.isInteger(seed);
  if (!isAsked || (values.plant !== undefined && (plant === null || named.length !== 1))) {
    say(USAGE);
    return 2;
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      killAll();
      void Promise.allSettled(leaveNothing.map((leave) => leave())).then(() => {
        onExit();
        process.exit(130);
      });
    });
  }
  const asked: Asked = { seed, plant, electron: values.electron, keep: values.keep };
  const plan =
    named.length > 0
      ? named.map(({ name }, index) => ({ name, count: counts[index] ?? 1 }))
      : CHECKS.map(({ name, quick, full }) => ({ name, count: values.quick ? quick : full })).filter(
          ({ count }) => count > 0,
        );
  const rows: Row[] = [];
  for (const { name, count } of plan) rows.push(await runCheck(name, count, asked));
  if (named.length === 0) process.stdout.write(`${table(rows)}\n`);
  process.stdout.write(`${JSON.stringify(named.length === 1 ? flat(rows[0]) : { seed, checks: rows })}\n`);
  return rows.every(({ isGood }) => isGood) ? 0 : 1;
}

/** As one line told it before there was more than one check. */
function flat(row: Row | undefined): object {
  return row === undefined ? {} : { [row.name]: row.count, ...row.figures };
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(1);
  },
);

export type { DiskCheck };
void DISK_CHECKS;
