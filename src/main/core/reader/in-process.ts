import { ReadStore } from '../store/read-store';
import { Answers } from './answers';
import type { QuestionName, Questions, ReaderStart } from './protocol';
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
  const lastOf = new Map<string, number>();
  const readOn = (): void => {
    if (!isStopped && answers.readOn()) setImmediate(readOn);
  };
  setImmediate(readOn);
  return {
    async ask<N extends QuestionName>(
      name: N,
      input: Questions[N]['input'],
      lane: string,
      onProgress?: (share: number) => void,
    ) {
      const question = (lastOf.get(lane) ?? 0) + 1;
      lastOf.set(lane, question);
      const steps = answers.answer(name, input);
      for (;;) {
        await new Promise<void>((resolve) => setImmediate(resolve)); // as from another thread: other work goes on
        if (isStopped || lastOf.get(lane) !== question) return undefined;
        try {
          const step = steps.next();
          if (step.done === true) return step.value as Questions[N]['output'];
          onProgress?.(step.value);
        } catch {
          return undefined;
        }
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
