// The reader's own thread: a connection that cannot write, an index in memory, one question at a time. Started by
// `reader/worker-reader.ts`; a fault ends it, and the core goes on without.
import { parentPort, workerData } from 'node:worker_threads';
import { Answers } from './reader/answers';
import type { FromReader, ReaderStart, ToReader } from './reader/protocol';
import { ReadStore } from './store/read-store';

const startedAt = performance.now();
const port = parentPort;
const tell = (message: FromReader): void => port?.postMessage(message);

const { file, key, nativeBinding } = workerData as ReaderStart;
const own = Buffer.from(key.buffer, key.byteOffset, key.length);
const store = ReadStore.open({ file, key: own, nativeBinding, salt: null });
own.fill(0);
const answers = new Answers(store);

type Question = Extract<ToReader, { kind: 'ask' }>;
const waiting: Question[] = [];
let isAnswering = false;

/** The oldest question first, unless its lane has moved on; messages that came meanwhile are heard in between. */
function answerNext(): void {
  const question = waiting.shift();
  if (question === undefined) {
    isAnswering = false;
    return;
  }
  const { id, name, input, lane } = question;
  if (!waiting.some((later) => later.lane === lane)) {
    try {
      tell({ kind: 'answer', id, output: answers.answer(name, input) });
    } catch {
      tell({ kind: 'failed', id });
    }
  }
  setImmediate(answerNext);
}

port?.on('message', (message: ToReader) => {
  switch (message.kind) {
    case 'ask':
      waiting.push(message);
      if (!isAnswering) setImmediate(answerNext);
      isAnswering = true;
      return;
    case 'news':
      answers.hear(message.news);
      return;
    case 'stop':
      store.close();
      process.exit(0); // in a worker this ends the thread alone
  }
});

function readOn(): void {
  if (answers.readOn()) setImmediate(readOn);
  else tell({ kind: 'ready', ms: Math.round(performance.now() - startedAt), records: answers.size });
}
setImmediate(readOn);
