import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasKeyRing, openKeyRing } from '../builders/key-ring';
import { benchDrain } from './drain';
import { benchFinish } from './finish';
import { benchRepeats } from './repeats';
import { benchMemory, benchStart, fillProfile, type Apps } from './start';

/**
 * `npm run bench`: the seat against bare yardsticks in the same run on the same machine; takes some minutes. Prints
 * what it does on stderr and one JSON object as its last line. `-- --only start,finish,drain,repeats` runs a
 * part; `--records`, `--drain`, `--finishes`, `--repeats` and `--rounds` change the sizes.
 */
const repo = fileURLToPath(new URL('../../', import.meta.url));

function option(name: string, fallback: number): number {
  const place = process.argv.indexOf(`--${name}`);
  return place === -1 ? fallback : Number(process.argv[place + 1]);
}

function parts(): readonly string[] {
  const place = process.argv.indexOf('--only');
  return place === -1 ? ['finish', 'drain', 'repeats', 'start'] : (process.argv[place + 1] ?? '').split(',');
}

const tell = (line: string): void => void process.stderr.write(`bench: ${line}\n`);

/** Both apps on one runtime. The fallback runtime starts only what lies in its own resources/app. */
function appsIn(folder: string): { apps: Apps; runtime: unknown } {
  const runtime = JSON.parse(readFileSync(join(repo, '.runtime', 'runtime.json'), 'utf8')) as {
    executablePath: string;
    version: string;
    source: string;
  };
  const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const bareApp = fileURLToPath(new URL('./bare-app', import.meta.url));
  const home = dirname(runtime.executablePath);
  const isPinned = !existsSync(join(home, 'resources', 'app'));
  if (isPinned) {
    const of = (app: string) => ({ executable: runtime.executablePath, args: [app, ...switches] });
    return { apps: { bare: of(bareApp), seat: of(repo) }, runtime };
  }
  const copy = join(folder, 'bare-electron');
  execFileSync('cp', ['-a', home, copy]);
  rmSync(join(copy, 'resources'), { recursive: true, force: true });
  cpSync(bareApp, join(folder, 'bare-app'), { recursive: true });
  execFileSync('mkdir', [join(copy, 'resources')]);
  symlinkSync(join(folder, 'bare-app'), join(copy, 'resources', 'app'));
  const bare = { executable: runtime.executablePath.replace(home, copy), args: switches };
  return { apps: { bare, seat: { executable: runtime.executablePath, args: switches } }, runtime };
}

async function benchWindows(folder: string): Promise<object> {
  const { apps, runtime } = appsIn(folder);
  const records = option('records', 25_000);
  const ring = hasKeyRing() ? await openKeyRing(join(folder, 'ring')) : null;
  Object.assign(process.env, ring?.env); // around both apps alike
  tell(`filling a profile with ${records} records that no center has taken`);
  const [empty, full] = [
    await fillProfile(join(folder, 'empty'), 0, apps.seat, ring !== null),
    await fillProfile(join(folder, 'full'), records, apps.seat, ring !== null),
  ];
  tell('starting windows, turn and turn about');
  const start = await benchStart(apps, empty, full, option('rounds', 7));
  tell('weighing');
  const memory = await benchMemory(apps, empty);
  await ring?.close();
  return { runtime, start: { ...start, records, keyKeptBy: ring ? 'key ring' : 'passphrase' }, memory };
}

const folder = mkdtempSync(join(tmpdir(), 'seat-bench-'));
const figures: Record<string, unknown> = {};
try {
  if (parts().includes('finish')) {
    const count = option('finishes', 2000);
    tell(`finishing ${count} calls against raw better-sqlite3`);
    figures['finish'] = { ...(await benchFinish(join(folder, 'finish'), count)), count };
  }
  if (parts().includes('drain')) {
    const count = option('drain', 5000);
    tell(`draining ${count} records against a bare loop and PouchDB`);
    figures['drain'] = { ...(await benchDrain(join(folder, 'drain'), count)), count };
  }
  if (parts().includes('repeats')) {
    const records = option('repeats', 250_000);
    const cache = join(repo, '.runtime', 'bench');
    figures['repeats'] = await benchRepeats(cache, records, 500, tell);
  }
  if (parts().includes('start')) Object.assign(figures, await benchWindows(join(folder)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit(0));
