// The reader's own thread: a connection that cannot write, an index in memory, a step of one question at a time. Started by
// `reader/worker-reader.ts`; a fault ends it, and the core goes on without.
import { parentPort, workerData } from 'node:worker_threads';
import { Answers, type Steps } from './reader/answers';
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
interface Answering extends Question {
  steps: Steps;
  toldAt: number;
}
/** One step of each in turn: a long answer keeps no short one waiting. */
let inHand: Answering[] = [];
let isStepping = false;
const TELL_EVERY_MS = 100;

/** One step of the oldest question; messages that came meanwhile are heard in between. */
function stepOn(): void {
  const question = inHand.shift();
  isStepping = question !== undefined;
  if (question === undefined) return;
  const { id, steps } = question;
  try {
    const step = steps.next();
    if (step.done === true) tell({ kind: 'answer', id, output: step.value });
    else {
      inHand.push(question);
      const now = performance.now();
      if (now - question.toldAt >= TELL_EVERY_MS) {
        tell({ kind: 'progress', id, share: step.value });
        question.toldAt = now;
      }
    }
  } catch {
    tell({ kind: 'failed', id });
  }
  setImmediate(stepOn);
}

port?.on('message', (message: ToReader) => {
  switch (message.kind) {
    case 'ask':
      // A later question of the same lane makes an earlier one pointless.
      inHand = inHand.filter(({ lane }) => lane !== message.lane);
      if (!isStepping) setImmediate(stepOn);
      isStepping = true;
      inHand.push({
        ...message,
        steps: answers.answer(message.name, message.input),
        toldAt: performance.now(),
      });
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
