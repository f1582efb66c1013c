import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasKeyRing, openKeyRing } from '../builders/machine/key-ring';
import { benchConsultation } from './desk/consultation';
import { benchDraining } from './desk/draining';
import type { AtDesk } from './desk/desk';
import { benchPages, OF_OWED } from './desk/pages';
import { benchPickers } from './desk/pickers';
import { benchTyping } from './desk/typing';
import { benchArrival } from './queue/arrival';
import { benchDrain } from './drain';
import { bigSeat } from './invented/seat';
import { benchFinish } from './finish';
import { benchReading } from './reading';
import { benchRepeats } from './repeats';
import { benchMemory, benchStart, fillProfile, type Apps } from './start';
import { benchStatistics } from './desk/statistics';
import { benchStorm } from './storm/storm';

/**
 * `npm run bench`: the seat against bare yardsticks in the same run on the same machine; takes some minutes. Prints
 * what it does on stderr and one JSON object as its last line. `-- --only typing,pickers` runs some of its PARTS;
 * `--records`, `--storm` (numbers of seats), `--drain`, `--finishes`, `--repeats`, `--arrivals`, `--consultations` and `--rounds` change the sizes.
 */
const repo = fileURLToPath(new URL('../../', import.meta.url));

function option(name: string, fallback: number): number {
  const place = process.argv.indexOf(`--${name}`);
  return place === -1 ? fallback : Number(process.argv[place + 1]);
}

const sizes = (name: string, fallback: string): number[] => {
  const place = process.argv.indexOf(`--${name}`);
  return (place === -1 ? fallback : (process.argv[place + 1] ?? '')).split(',').map(Number);
};

const PARTS = [
  'finish',
  'drain',
  'arrival',
  'draining',
  'storm',
  'repeats',
  'statistics',
  'pages',
  'owing',
  'reading',
  'typing',
  'pickers',
  'consultation',
  'start',
] as const;

function parts(): readonly string[] {
  const place = process.argv.indexOf('--only');
  const wanted = place === -1 ? [...PARTS] : (process.argv[place + 1] ?? '').split(',');
  const unknown = wanted.filter((part) => !PARTS.some((known) => known === part));
  if (unknown.length > 0) throw new Error(`No part ${unknown.join(', ')}: there are ${PARTS.join(', ')}`);
  return wanted;
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
const atDesk: AtDesk = {
  cache: join(repo, '.runtime', 'bench'),
  folder,
  records: option('repeats', 250_000),
  tell,
};
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
  if (parts().includes('arrival')) {
    figures['arrival'] = await benchArrival(join(folder, 'arrival'), option('arrivals', 250_000), tell);
  }
  if (parts().includes('draining')) {
    figures['draining'] = await benchDraining(folder, option('records', 25_000), tell);
  }
  if (parts().includes('storm')) {
    figures['storm'] = await benchStorm(join(folder, 'storm'), sizes('storm', '100,300,600,1200'), tell);
  }
  if (parts().includes('repeats')) {
    figures['repeats'] = await benchRepeats(atDesk.cache, atDesk.records, 500, tell);
  }
  if (parts().includes('statistics')) {
    figures['statistics'] = await benchStatistics(atDesk.cache, atDesk.records, option('reports', 40), tell);
  }
  if (parts().includes('pages')) {
    figures['pages'] = await benchPages(atDesk, option('looks', 60));
  }
  if (parts().includes('owing')) {
    figures['owing'] = await benchPages(atDesk, option('looks', 60), bigSeat, OF_OWED);
  }
  if (parts().includes('reading')) {
    tell('reading stories by the rules');
    figures['reading'] = benchReading();
  }
  if (parts().includes('typing')) figures['typing'] = await benchTyping(atDesk);
  if (parts().includes('pickers')) figures['pickers'] = await benchPickers(atDesk);
  if (parts().includes('consultation')) {
    const calls = option('consultations', 40);
    tell(`taking ${calls} consultations by keyboard`);
    figures['consultation'] = await benchConsultation(atDesk, calls);
  }
  if (parts().includes('start')) Object.assign(figures, await benchWindows(join(folder)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit(0));
