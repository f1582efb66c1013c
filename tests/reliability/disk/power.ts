import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { randomFrom } from '../protocol';
import { inspect, parseAcks } from './inspect';
import { nothingYet, type ActsOptions, type DiskOutcome, type DiskPlant } from './protocol';
import { enrolledIn, type Enrolled } from './seat';
import { CUT_MODES, CuttableDisk, readTrace } from './trace';

export interface DiskAsked {
  cases: number;
  seed: number;
  plant: DiskPlant | null;
  folder: string;
  /** Runs a process under the shim to its end. */
  run: (job: object, root: string, trace: string | null) => Promise<{ code: number | null; output: string }>;
  say: (text: string) => void;
}

const CUTS_PER_DAY = 40;
const CALLS = 6;

/**
 * Lives days of a seat, written down write by write, and cuts the power at moments of it: at each a disk is made that has of
 * what was not synced nothing, all, or any part down to torn sectors. A seat is started on it, and asked for all that was
 * acknowledged before the cut.
 */
export async function runPowerCuts(asked: DiskAsked): Promise<DiskOutcome> {
  const { cases, seed, folder } = asked;
  const outcome = nothingYet();
  const enrolled = await enrolledIn(folder);
  for (let done = 0, day = 0; done < cases; day += 1) {
    const cuts = Math.min(CUTS_PER_DAY, cases - done);
    await oneDay(asked, enrolled, seed + day, cuts, outcome);
    done += cuts;
    asked.say(
      `${String(done)} power cuts, ${String(outcome.acknowledged)} acknowledgements held against them`,
    );
  }
  return outcome;
}

async function oneDay(
  asked: DiskAsked,
  enrolled: Enrolled,
  seed: number,
  cuts: number,
  outcome: DiskOutcome,
): Promise<void> {
  const root = join(asked.folder, 'disk');
  const trace = join(asked.folder, 'trace');
  for (const each of [root, trace]) rmSync(each, { recursive: true, force: true });
  mkdirSync(join(root, 'data'), { recursive: true });
  const options: ActsOptions = { root, seed, calls: CALLS, plant: asked.plant, ...enrolled };
  const { code, output } = await asked.run({ kind: 'day', ...options }, root, trace);
  if (code !== 0) throw new Error(`the day ended with ${String(code)}: ${output}`);
  const ops = readTrace(trace);
  const random = randomFrom(seed);
  const moments = new Set(Array.from({ length: cuts }, () => 1 + Math.floor(random() * ops.length)));
  while (moments.size < cuts) moments.add(1 + Math.floor(random() * ops.length));
  const disk = new CuttableDisk();
  let acknowledged = '';
  let acks: bigint | undefined;
  let number = 0;
  for (const [index, op] of ops.entries()) {
    if (op.kind === 'open' && op.name === '/acks') acks = op.inode;
    else if (op.kind === 'write' && op.inode === acks) acknowledged += op.bytes.toString('utf8');
    else disk.do(op);
    if (!moments.has(index + 1)) continue;
    number += 1;
    const mode = CUT_MODES[number % CUT_MODES.length] ?? 'any';
    const image = join(asked.folder, 'image');
    rmSync(image, { recursive: true, force: true });
    mkdirSync(join(image, 'data'), { recursive: true });
    for (const [name, bytes] of disk.cut(mode, random)) {
      mkdirSync(dirname(join(image, name)), { recursive: true });
      writeFileSync(join(image, name), bytes);
    }
    outcome.cases += 1;
    await inspect(image, parseAcks(acknowledged), enrolled, outcome, number % 8 === 0);
  }
}
