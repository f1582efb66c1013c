import { Worker } from 'node:worker_threads';
import type { Log } from '../ports';
import type { FromReader, QuestionName, Questions, ReaderStart, ToReader } from './protocol';
import { PATIENCE_MS, type Reader } from './reader';

const STOP_MS = 1_000;
/** Reading in makes little else than garbage; with room for it, V8 would keep it for long. */
const YOUNG_MB = 16;

interface Asked {
  lane: string;
  hear: (share: number) => void;
  settle: (output: Questions[QuestionName]['output'] | undefined) => void;
}

/**
 * The reader in a thread of its own, run from `script`. The key goes over in memory that is then the worker's alone. A
 * worker that dies is not begun again before the core is: the key is not kept for it.
 */
export function openWorker(script: string, start: ReaderStart, log: Log): Reader {
  const asked = new Map<number, Asked>();
  let lastId = 0;
  let isGone = false;
  const worker = new Worker(script, {
    workerData: start,
    transferList: [start.key.buffer as ArrayBuffer],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const settle = (id: number, output?: Questions[QuestionName]['output']): void => {
    asked.get(id)?.settle(output);
    asked.delete(id);
  };
  const gone = (outcome: string): void => {
    if (isGone) return;
    isGone = true;
    log({ event: 'reader', what: 'gone', outcome });
    for (const id of asked.keys()) settle(id);
  };
  const tell = (message: ToReader): void => {
    if (!isGone) worker.postMessage(message);
  };
  worker.on('message', (message: FromReader) => {
    if (message.kind === 'ready')
      log({ event: 'reader', what: 'ready', ms: message.ms, count: message.records });
    else if (message.kind === 'progress') asked.get(message.id)?.hear(message.share);
    else settle(message.id, message.kind === 'answer' ? message.output : undefined);
  });
  // What went wrong stays unsaid: an error's words may be a caller's.
  worker.on('error', () => gone('error'));
  worker.on('exit', () => gone('exit'));
  worker.unref();
  return {
    ask<N extends QuestionName>(
      name: N,
      input: Questions[N]['input'],
      lane: string,
      onProgress?: (share: number) => void,
    ) {
      if (isGone) return Promise.resolve(undefined);
      for (const [id, earlier] of asked) if (earlier.lane === lane) settle(id);
      const id = (lastId += 1);
      return new Promise<Questions[N]['output'] | undefined>((resolve) => {
        const late = setTimeout(() => settle(id), PATIENCE_MS[name]);
        asked.set(id, {
          lane,
          hear: (share) => {
            late.refresh();
            onProgress?.(share);
          },
          settle: (output) => {
            clearTimeout(late);
            resolve(output as Questions[N]['output'] | undefined);
          },
        });
        tell({ kind: 'ask', id, lane, name, input });
      });
    },
    hear: (news) => tell({ kind: 'news', news }),
    async stop() {
      if (isGone) return;
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      tell({ kind: 'stop' });
      const late = setTimeout(() => void worker.terminate(), STOP_MS);
      await ended;
      clearTimeout(late);
    },
  };
}
