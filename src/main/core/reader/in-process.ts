import { ReadStore } from '../store/read-store';
import { Answers } from './answers';
import type { ReaderStart } from './protocol';
import type { Reader } from './reader';

/** The reader in this very thread: where there is no worker script (tests, harnesses). Reads in between other work. */
export function openInProcess({ file, key, nativeBinding }: ReaderStart): Reader {
  const store = ReadStore.open({
    file,
    key: Buffer.from(key.buffer, key.byteOffset, key.length),
    nativeBinding,
    salt: null,
  });
  key.fill(0);
  const answers = new Answers(store);
  let isStopped = false;
  const readOn = (): void => {
    if (!isStopped && answers.readOn()) setImmediate(readOn);
  };
  setImmediate(readOn);
  return {
    async ask(name, input) {
      await new Promise<void>((resolve) => setImmediate(resolve)); // as from another thread: other work goes on
      try {
        return isStopped ? undefined : answers.answer(name, input);
      } catch {
        return undefined;
      }
    },
    hear: (news) => {
      if (!isStopped) answers.hear(news);
    },
    async stop() {
      isStopped = true;
      store.close();
    },
  };
}
