import type { Log } from '../ports';
import type { Timer } from '../sync/ports';
import type { ReaderStart } from './protocol';
import type { Reader } from './reader';
import { openWorker } from './worker-reader';

/** After the store was opened: the window is on its way meanwhile, and nobody can ask before they have signed in. */
const OPEN_AFTER_MS = 700;

/**
 * The core's reader. `script`: the worker's file, begun a moment later; null: this thread, begun with the first question.
 * Takes over `start.key`: it is wiped when the reader has opened, or will not any more.
 */
export function openReader(script: string | null, start: ReaderStart, timer: Timer, log: Log): Reader {
  return script === null ? openAtFirstQuestion(start) : openLater(script, start, timer, log);
}

function openLater(script: string, start: ReaderStart, timer: Timer, log: Log): Reader {
  let worker: Reader | undefined;
  const callOff = timer.after(OPEN_AFTER_MS, () => (worker = openWorker(script, start, log)));
  return {
    ask: (name, input, lane, onProgress) =>
      worker?.ask(name, input, lane, onProgress) ?? Promise.resolve(undefined),
    hear: (news) => worker?.hear(news),
    async stop() {
      callOff();
      if (worker === undefined) start.key.fill(0);
      await worker?.stop();
    },
  };
}

function openAtFirstQuestion(start: ReaderStart): Reader {
  let opening: Promise<Reader> | undefined;
  let opened: Reader | undefined;
  let isStopped = false;
  const open = async (): Promise<Reader> => {
    const { openInProcess } = await import('./in-process'); // brings the syllables of all characters along
    return (opened = openInProcess(start));
  };
  return {
    async ask(name, input, lane, onProgress) {
      if (isStopped) return undefined;
      opening ??= open();
      const reader = await opening.catch(() => undefined);
      return isStopped ? undefined : reader?.ask(name, input, lane, onProgress);
    },
    hear: (news) => opened?.hear(news), // until then, reading in will find it
    async stop() {
      isStopped = true;
      await opening?.catch(() => undefined);
      await opened?.stop();
      if (opened === undefined) start.key.fill(0);
    },
  };
}
