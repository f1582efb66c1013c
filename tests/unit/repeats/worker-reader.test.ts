import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LogEntry } from '../../../src/main/core/ports';
import type { FindRepeats, ReaderStart } from '../../../src/main/core/reader/protocol';
import type { Reader } from '../../../src/main/core/reader/reader';
import { openWorker } from '../../../src/main/core/reader/worker-reader';
import { aFolder } from '../../builders/store';

/** Holds every answer until it is asked `go`; dies of `die`; says the byte of its key that it was given. */
const SCRIPT = `
import { parentPort, workerData } from 'node:worker_threads';
const held = [];
parentPort.on('message', (message) => {
  if (message.kind === 'stop') process.exit(0);
  if (message.kind !== 'ask') return;
  const { id, lane } = message;
  if (lane === 'die') throw new Error('a caller’s words');
  held.push({ kind: 'answer', id, output: { candidates: [], searched: workerData.key[0], isReady: true } });
  if (lane === 'go') for (const answer of held.splice(0)) parentPort.postMessage(answer);
});
`;

const ABOUT = {} as FindRepeats;

function aWorker(): { reader: Reader; start: ReaderStart; log: LogEntry[] } {
  const script = join(aFolder(), 'worker.mjs');
  writeFileSync(script, SCRIPT);
  const start: ReaderStart = { file: '', key: new Uint8Array(32).fill(7), nativeBinding: null };
  const log: LogEntry[] = [];
  const reader = openWorker(script, start, (entry) => log.push(entry));
  onTestFinished(() => reader.stop());
  return { reader, start, log };
}

describe('questions to the worker', () => {
  it('take the key over: nothing of it stays here', async () => {
    const { reader, start } = aWorker();
    expect(start.key).toHaveLength(0);
    expect(await reader.ask('repeats.find', ABOUT, 'go')).toMatchObject({ searched: 7 });
  });

  it('are dropped when a later one of the same lane comes, and of that lane alone', async () => {
    const { reader } = aWorker();
    const [first, other, second] = ['draft 1', 'draft 2', 'draft 1'].map((lane) =>
      reader.ask('repeats.find', ABOUT, lane),
    );
    expect(await first).toBeUndefined();
    await reader.ask('repeats.find', ABOUT, 'go');
    expect(await other).toBeDefined();
    expect(await second).toBeDefined();
  });

  it('have no answer once the worker died, and nobody hears its words', async () => {
    const { reader, log } = aWorker();
    const waiting = reader.ask('repeats.find', ABOUT, 'draft 1');
    expect(await reader.ask('repeats.find', ABOUT, 'die')).toBeUndefined();
    expect(await waiting).toBeUndefined();
    expect(await reader.ask('repeats.find', ABOUT, 'go')).toBeUndefined();
    expect(log).toEqual([{ event: 'reader', what: 'gone', outcome: 'error' }]);
  });

  it('have no answer after the stop, which ends the thread', async () => {
    const { reader } = aWorker();
    await reader.ask('repeats.find', ABOUT, 'go');
    await reader.stop();
    expect(await reader.ask('repeats.find', ABOUT, 'go')).toBeUndefined();
  });
});
