import { Worker } from 'node:worker_threads';
import { cleanFile, type Cleaned } from '../../../shared/attachments/clean';
import { fileTools } from './file-tools';

/** What an office's largest document takes a hundredth of. */
const DEADLINE_MS = 20_000;
const HEAP_MB = 512;

/** Judges and cleans a file away from the core's own thread. Never rejects. Takes `bytes` over: use them no more. */
export type Cleaner = (bytes: Uint8Array<ArrayBuffer>) => Promise<Cleaned>;

/** `script`: the file of a thread, begun anew for each attachment, so that none can hurt another; null: this thread. */
export function createCleaner(script: string | null): Cleaner {
  if (script === null) {
    return (bytes) => new Promise((resolve) => setImmediate(() => resolve(cleanFile(bytes, fileTools))));
  }
  return (bytes) =>
    new Promise((resolve) => {
      const worker = new Worker(script, {
        workerData: bytes,
        transferList: [bytes.buffer],
        resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
      });
      const end = (cleaned: Cleaned): void => {
        clearTimeout(late);
        resolve(cleaned);
      };
      const late = setTimeout(() => {
        end({ ok: false, reason: 'too_complex' });
        void worker.terminate();
      }, DEADLINE_MS);
      worker.on('message', end);
      // A file that breaks its reader, or takes all its room.
      worker.on('error', () => end({ ok: false, reason: 'too_complex' }));
      worker.on('exit', () => end({ ok: false, reason: 'too_complex' }));
    });
}
