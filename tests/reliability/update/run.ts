import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Fastify from 'fastify';
import { addReleaseRoutes } from '../../../src/center/releases/routes';
import { createReleases } from '../../../src/center/releases/releases';
import { folderSource } from '../../../src/main/core/updates/folder-source';
import { stagedHere } from '../../../src/main/core/updates/staged';
import { DEB, writeRelease } from '../../builders/updates/release';
import { acksIn, inspect, noCenter, parseAcks } from '../disk/inspect';
import { cutAt, rowsOf, spread, traced, usedDay } from '../disk/interrupted';
import type { DiskAsked } from '../disk/power';
import { nothingYet, type Ack, type DiskOutcome } from '../disk/protocol';
import { DiskSeat, enrolledIn, type Enrolled } from '../disk/seat';
import { CuttableDisk, type Op } from '../disk/trace';
import { randomFrom } from '../protocol';
import {
  hereOf,
  nextProgram,
  openLater,
  PHASES,
  storeIn,
  takeUpdate,
  VERSION,
  type Phase,
  type UpdateJob,
} from './job';

const PACKAGE_BYTES = 3_500_000;
const CALLS = 4;

/** What all cases begin from. */
interface Ground {
  asked: DiskAsked;
  enrolled: Enrolled;
  key: string;
  acks: Ack[];
  release: UpdateJob['release'];
  bytes: Buffer;
  /** A seat of this program, and the same after the next one's first start. */
  before: string;
  after: string;
  /** Every row that the next program has after an update in peace. */
  truth: string;
  outcome: DiskOutcome;
}

/**
 * Breaks an update off while it is taken from a share and from the center, while the store is copied and migrated at the
 * first start, and on the way back: half the cases by a real SIGKILL at a write, half as a power cut leaves the disk.
 * Afterwards either program starts with the whole store, what was told is there, half a package is never offered, and the
 * next try leaves nothing behind.
 */
export async function runUpdates(asked: DiskAsked): Promise<DiskOutcome> {
  const center = Fastify();
  const ground = await groundOf(asked, center);
  const random = randomFrom(asked.seed);
  const each = Math.max(2, Math.ceil(asked.cases / PHASES.length));
  const steps: Record<string, number> = {};
  try {
    for (const phase of PHASES) {
      const ops = await onePhase(ground, phase, each, random);
      steps[phase] = ops.length;
      asked.say(`${phase}: ${String(ops.length)} steps on the disk`);
    }
  } finally {
    await center.close();
  }
  ground.outcome.complaints.splice(20);
  return { ...ground.outcome, more: steps };
}

async function groundOf(asked: DiskAsked, center: ReturnType<typeof Fastify>): Promise<Ground> {
  const { folder, seed } = asked;
  const enrolled = await enrolledIn(folder);
  const before = join(folder, 'before');
  const after = join(folder, 'after');
  await usedDay({ ...asked, seed }, before, enrolled, CALLS);
  const seat = await DiskSeat.open(
    join(before, 'data'),
    enrolled.enrolmentFile,
    noCenter(enrolled.signerKey),
  );
  await seat.core.stop();
  if (seat.keyStore.key === undefined) throw new Error('No key');
  const key = seat.keyStore.key.toString('base64');
  cpSync(before, after, { recursive: true });
  nextProgram(storeIn(after, key));
  const bytes = randomBytes(PACKAGE_BYTES);
  const signed = writeRelease(folder, { bytes });
  addReleaseRoutes(center, {
    seats: { seatOfToken: () => Promise.resolve('ZZ01') } as never,
    tally: { met: () => undefined } as never,
    now: Date.now,
    releases: createReleases(signed.folder),
  });
  const url = await center.listen({ host: '127.0.0.1', port: 0 });
  return {
    asked,
    enrolled,
    key,
    acks: acksIn(before),
    release: { folder: signed.folder, url, releaseKey: signed.releaseKey },
    bytes,
    before,
    after,
    truth: rowsOf(openLater(storeIn(after, key))),
    outcome: nothingYet(),
  };
}

async function onePhase(ground: Ground, phase: Phase, cases: number, random: () => number): Promise<Op[]> {
  const { asked, key, release } = ground;
  const from = phase === 'way-back' ? ground.after : ground.before;
  const job = { kind: 'update', phase, key, release, plant: asked.plant };
  const root = join(asked.folder, 'disk');
  const anew = () => {
    rmSync(root, { recursive: true, force: true });
    cpSync(from, root, { recursive: true });
    rmSync(join(root, 'acks'), { force: true });
  };
  anew();
  const ops = await traced(asked, { ...job, root, killAt: null }, root);
  const writes = ops.filter(({ kind }) => kind === 'write').length;
  const cuts = Math.floor(cases / 2);
  const disk = new CuttableDisk();
  putAll(disk, join(from, 'data'), '/data');
  const image = join(asked.folder, 'image');
  let told = '';
  let number = 0;
  await cutAt(
    ops,
    cuts,
    random,
    disk,
    async (found, moment) => {
      spread(image, found);
      await lookOver(ground, phase, image, parseAcks(told), (number += 1), moment);
    },
    (text) => (told += text),
  );
  for (let killed = 0; killed < cases - cuts; killed += 1) {
    anew();
    // The shim counts some writes twice; one beyond the last lets the phase come to its end.
    const killAt = 1 + Math.floor(random() * 2 * (writes + 1));
    await asked.run({ ...job, root, killAt }, root, null);
    await lookOver(ground, phase, root, acksIn(root), (number += 1), `kill at ${String(killAt)}`);
  }
  return ops;
}

async function lookOver(
  ground: Ground,
  phase: Phase,
  root: string,
  told: readonly Ack[],
  number: number,
  moment: string,
): Promise<void> {
  const { outcome } = ground;
  outcome.cases += 1;
  const complain = (what: 'lost' | 'corrupt' | 'amiss', text: string): void => {
    outcome[what] += 1;
    outcome.complaints.push(`${what}: ${phase}, ${moment}: ${text}`);
  };
  try {
    if (phase === 'share' || phase === 'center') await lookAtPackage(ground, root, told, complain);
    else await lookAtStore(ground, root, number, complain);
  } catch (error) {
    complain('lost', String(error));
  }
}

type Complain = (what: 'lost' | 'corrupt' | 'amiss', text: string) => void;

async function lookAtPackage(
  ground: Ground,
  root: string,
  told: readonly Ack[],
  complain: Complain,
): Promise<void> {
  const { release, bytes, outcome, asked } = ground;
  const into = join(root, 'data', 'updates');
  const here = hereOf(release.releaseKey);
  const named = join(into, VERSION, DEB);
  // A seat with the planted bug goes by the name.
  const isByName = asked.plant === 'half-staged' && existsSync(named);
  const offered = isByName ? named : ((await stagedHere(into, here))?.file ?? null);
  if (offered !== null && !readFileSync(offered).equals(bytes))
    complain('corrupt', 'half a package is offered');
  const isTold = told.some(({ at }) => at === 'staged');
  outcome.acknowledged += isTold ? 1 : 0;
  if (isTold && offered === null) complain('lost', 'what was told as taken is not there');
  const again = await takeUpdate(root, folderSource(release.folder), release.releaseKey);
  if (!again.ok) complain('amiss', `it cannot be taken again: ${again.why}`);
  const left = readdirSync(into).join();
  if (left !== VERSION) complain('amiss', `left behind: ${left}`);
}

/** By turns the next program goes on, or the earlier one comes back; in the end the earlier one has all of it. */
async function lookAtStore(ground: Ground, root: string, number: number, complain: Complain): Promise<void> {
  const { key, truth, acks, enrolled, outcome } = ground;
  if (number % 2 === 0) {
    nextProgram(storeIn(root, key));
    if (rowsOf(openLater(storeIn(root, key))) !== truth)
      complain('corrupt', 'the next program has not every row');
  }
  await inspect(root, acks, enrolled, outcome, false);
  const data = join(root, 'data');
  const seat = await DiskSeat.open(data, enrolled.enrolmentFile, noCenter(enrolled.signerKey));
  const signedIn = await seat.signIn();
  await seat.core.stop();
  if (!signedIn.ok) complain('amiss', `nobody can sign in: ${JSON.stringify(signedIn.error)}`);
  const left = readdirSync(data).filter((name) => /\.part$|^before-migration$/.test(name));
  if (left.length > 0) complain('amiss', `left behind: ${left.join()}`);
}

function putAll(disk: CuttableDisk, folder: string, name: string): void {
  for (const each of readdirSync(folder, { withFileTypes: true })) {
    const [path, under] = [join(folder, each.name), `${name}/${each.name}`];
    if (each.isDirectory()) putAll(disk, path, under);
    else disk.putFrom(under, path);
  }
}
