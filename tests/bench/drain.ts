import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';

import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { canonicalJson } from '../../src/shared/canonical-json';
import { aRecord } from '../builders/draft';
import { bareDrain, type OwedBody } from './bare-drain';
import { median, round } from './figures';
import { anEnrolledSeat, finishCalls, NOWHERE, openSeat } from './seat';

export interface DrainFigures {
  perSecond: number;
  barePerSecond: number;
  pouchPerSecond: number;
  bareRatio: number;
  pouchRatio: number;
}

/**
 * Empties an outbox of `count` reports: the seat's engine (validating answers, verifying each receipt's signature,
 * storing it) and a bare loop against the same signing stub, and PouchDB replicating the same bodies.
 */
export async function benchDrain(folder: string, count: number): Promise<DrainFigures> {
  mkdirSync(folder, { recursive: true });
  const stub = await startStub();
  try {
    const ours: number[] = [];
    const bare: number[] = [];
    const bodies = bodiesOf(count);
    for (let turn = 0; turn < 3; turn += 1) {
      ours.push(await seatDrain(join(folder, `seat-${turn}`), count, stub));
      bare.push(await bareDrain(join(folder, `bare-${turn}.db`), stub.url, bodies));
    }
    const pouch = pouchDrain(folder, bodies);
    return {
      perSecond: round(median(ours), 0),
      barePerSecond: round(median(bare), 0),
      pouchPerSecond: round(pouch, 0),
      bareRatio: round(median(ours) / median(bare)),
      pouchRatio: round(median(ours) / pouch),
    };
  } finally {
    stub.child.kill('SIGKILL');
  }
}

export interface Stub {
  child: ChildProcess;
  url: string;
  publicKey: string;
}

/** The signing stub as a process of its own; end it with SIGKILL. */
export async function startStub(): Promise<Stub> {
  const script = fileURLToPath(new URL('./stub-center.ts', import.meta.url));
  const child = fork(script, [], { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] });
  if (child.stdout === null) throw new Error('No line from the stub');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { listening, publicKey } = JSON.parse(line) as { listening: string; publicKey: string };
  return { child, url: listening, publicKey };
}

/** Fills the seat while the center is away, then lets it drain; records per second of the drain. */
async function seatDrain(folder: string, count: number, stub: Stub): Promise<number> {
  const enrolled = await anEnrolledSeat({ receiptKey: stub.publicKey });
  const filled = await openSeat(join(folder, 'store'), enrolled.write(folder, NOWHERE));
  await finishCalls(filled.ask, count);
  await filled.stop();
  const seat = await openSeat(join(folder, 'store'), enrolled.write(folder, stub.url));
  const before = (await seat.ask('sync.state', {})).owed;
  const startedAt = performance.now();
  await seat.ask('queue.retry', { id: null });
  for (;;) {
    const { owed } = await seat.ask('sync.state', {});
    if (owed === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const perSecond = (before / (performance.now() - startedAt)) * 1000;
  await seat.stop();
  return perSecond;
}

function bodiesOf(count: number): OwedBody[] {
  return Array.from({ length: count }, () => {
    const record = aRecord();
    const body = canonicalJson(record);
    return {
      id: record.id,
      revision: record.revision,
      body,
      bodySha256: createHash('sha256').update(body).digest('hex'),
    };
  });
}

function pouchDrain(folder: string, bodies: readonly OwedBody[]): number {
  const script = fileURLToPath(new URL('./pouch-drain.cjs', import.meta.url));
  const input = join(folder, 'bodies.json');
  writeFileSync(input, JSON.stringify(bodies));
  const printed = execFileSync(process.execPath, [script, folder, input], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  return (JSON.parse(printed) as { perSecond: number }).perSecond;
}
