import { Worker } from 'node:worker_threads';
import { makeBackup, type BackupMade, type BackupOrder } from './make';

/** Makes a backup away from the core's own thread. Never rejects. The order's key is wiped by the maker. */
export interface BackupMaker {
  make(order: BackupOrder): Promise<BackupMade>;
  /** Breaks off one that runs: what is left of it is no backup. */
  stop(): Promise<void>;
}

/** `script`: the file of a thread, begun anew for each backup; null: this thread (tests, harnesses). */
export function createBackupMaker(script: string | null): BackupMaker {
  let running: Worker | undefined;
  const here = (order: BackupOrder): BackupMade => {
    const made = makeBackup(order);
    order.key.fill(0);
    return made;
  };
  const there = (file: string, order: BackupOrder): Promise<BackupMade> =>
    new Promise((resolve) => {
      const worker = new Worker(file, {
        workerData: order,
        transferList: [order.key.buffer as ArrayBuffer],
      });
      running = worker;
      worker.on('message', resolve);
      // What went wrong stays unsaid: an error's words may be a caller's.
      worker.on('error', () => resolve({ ok: false, reason: 'failed' }));
      worker.on('exit', () => {
        running = undefined;
        resolve({ ok: false, reason: 'failed' });
      });
    });
  return {
    make: (order) =>
      script === null
        ? new Promise((resolve) => setImmediate(() => resolve(here(order))))
        : there(script, order),
    stop: async () => void (await running?.terminate()),
  };
}
