import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Reserve } from '../../../src/main/core/store/reserve';
import { ackFile, Day, liveDay } from './acts';
import { acksIn, inspect } from './inspect';
import type { DiskAsked } from './power';
import { nothingYet, type ActsOptions, type DiskOutcome, type DiskPlant } from './protocol';
import { centerInMemory, DiskSeat, enrolledIn, RESERVE_BYTES, type Enrolled } from './seat';
import { tellShim } from './shim/shim';
import { readTrace } from './trace';

const CALLS = 3;
/** One process looks at so many; then another, so that nothing of one hides in the next. */
const BATCH = 40;

export interface FullJob extends Enrolled {
  root: string;
  seed: number;
  plant: DiskPlant | null;
  /** From which write on the disk is full. */
  at: number[];
}

/**
 * A seat's day on a disk that is full from the n-th write on, once with the reserve and once without, on a new disk and on
 * one in use. Whatever is refused is refused as `store_full`; whatever was acknowledged is there; and with room again the
 * work goes on in the same process.
 */
export async function runFullDisk(asked: DiskAsked): Promise<DiskOutcome> {
  const { cases, seed, plant, folder } = asked;
  const enrolled = await enrolledIn(folder);
  const writes = await writesOfADay(asked, enrolled);
  const moments = momentsOf(writes, cases);
  const outcome: DiskOutcome = { ...nothingYet(), more: { writes } };
  for (let from = 0; from < moments.length; from += BATCH) {
    const at = moments.slice(from, from + BATCH);
    const root = join(folder, `full-${String(from)}`);
    mkdirSync(root, { recursive: true });
    const job: FullJob = { root, seed, plant, at, ...enrolled };
    const { code, output } = await asked.run({ kind: 'full', ...job }, root, null);
    const last = output.trim().split('\n').at(-1) ?? '';
    if (code !== 0 || !last.startsWith('{')) throw new Error(`ended with ${String(code)}: ${output}`);
    add(outcome, JSON.parse(last) as DiskOutcome);
    rmSync(root, { recursive: true, force: true });
    asked.say(`full from the ${String(at.at(-1))}. of ${String(writes)} writes`);
  }
  return outcome;
}

export function add(to: DiskOutcome, one: DiskOutcome): void {
  to.cases += one.cases;
  to.acknowledged += one.acknowledged;
  to.lost += one.lost;
  to.corrupt += one.corrupt;
  to.amiss += one.amiss;
  to.complaints.push(...one.complaints.slice(0, 20 - to.complaints.length));
  for (const [name, value] of Object.entries(one.more ?? {}))
    to.more = { ...to.more, [name]: (to.more?.[name] ?? 0) + value };
}

async function writesOfADay(asked: DiskAsked, enrolled: Enrolled): Promise<number> {
  const root = join(asked.folder, 'counted');
  const trace = join(asked.folder, 'trace');
  mkdirSync(join(root, 'data'), { recursive: true });
  const options: ActsOptions = { root, seed: asked.seed, calls: CALLS, plant: null, ...enrolled };
  const { code, output } = await asked.run({ kind: 'day', ...options }, root, trace);
  if (code !== 0) throw new Error(output);
  const ops = readTrace(trace);
  rmSync(root, { recursive: true, force: true });
  return ops.filter(({ kind }) => kind === 'write').length;
}

/** All of them; or, of too many, the first and some of the rest. */
function momentsOf(writes: number, cases: number): number[] {
  if (cases >= writes) return Array.from({ length: writes }, (_, index) => index + 1);
  const first = Math.ceil(cases / 2);
  const rest = cases - first;
  const step = (writes - first) / rest;
  return Array.from({ length: cases }, (_, index) =>
    index < first ? index + 1 : Math.round(first + (index - first + 1) * step),
  );
}

/** In the process under the shim. */
export async function liveFullDays(job: FullJob): Promise<void> {
  const outcome = nothingYet();
  const used = join(job.root, 'used');
  mkdirSync(join(used, 'data'), { recursive: true });
  await liveDay({ ...job, root: used, calls: 2, plant: null });
  for (const [index, at] of job.at.entries()) {
    const root = join(job.root, 'day');
    rmSync(root, { recursive: true, force: true });
    if (index % 3 === 0) mkdirSync(join(root, 'data'), { recursive: true });
    else cpSync(used, root, { recursive: true });
    await fullDay(job, root, at, index % 2 === 0, outcome);
  }
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}

async function fullDay(
  job: FullJob,
  root: string,
  at: number,
  hasReserve: boolean,
  outcome: DiskOutcome,
): Promise<void> {
  const { enrolmentFile, signerKey } = job;
  const amiss = (text: string): void => {
    outcome.amiss += 1;
    outcome.complaints.push(`amiss: full from write ${String(at)}: ${text}`);
  };
  const data = join(root, 'data');
  const tell = ackFile(root);
  outcome.cases += 1;
  if (hasReserve) new Reserve(join(data, 'reserve'), RESERVE_BYTES).ensure();
  tellShim(`full/${at}/0`);
  let seat = await DiskSeat.open(data, enrolmentFile, centerInMemory(signerKey));
  const { store } = await seat.ask('app.state', {});
  if (store.kind === 'open') {
    const signedIn = await seat.signIn();
    if (signedIn.ok) await new Day(seat, { ...job, calls: CALLS }, tell).run();
    else tell({ at: 'refused', act: 'session.signIn', code: signedIn.error.code });
  } else if (store.kind === 'failed') tell({ at: 'refused', act: 'open', code: store.error.code });
  else amiss(`the store ${store.kind}`);
  const refused = acksIn(root).filter((ack) => ack.at === 'refused');
  for (const { act, code } of refused) if (code !== 'store_full') amiss(`${act} was refused as ${code}`);
  const isOpen = store.kind === 'open';
  // Room again: the same process goes on; one that could not even open is started anew.
  tellShim('off');
  if (!isOpen) {
    await seat.core.stop();
    seat = await DiskSeat.open(data, enrolmentFile, centerInMemory(signerKey));
  }
  const again = await seat.signIn();
  if (!again.ok) amiss(`with room again nobody can sign in: ${again.error.code}`);
  else if (!(await new Day(seat, { ...job, seed: job.seed + 1, calls: 1, plant: null }, tell).takeCall()))
    amiss('with room again no call can be taken');
  if (seat.ioErrors > 0)
    outcome.more = { ...outcome.more, ioErrors: (outcome.more?.['ioErrors'] ?? 0) + seat.ioErrors };
  await seat.core.stop();
  if (!existsSync(join(data, 'seat.db'))) amiss('there is no store');
  outcome.more = { ...outcome.more, refused: (outcome.more?.['refused'] ?? 0) + refused.length };
  await inspect(root, acksIn(root), { enrolmentFile, signerKey }, outcome, true);
}
