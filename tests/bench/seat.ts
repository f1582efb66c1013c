import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCore, type Core } from '../../src/main/core/compose';
import type { LogEntry } from '../../src/main/core/ports';
import type { Caller } from '../../src/main/core/session/sessions';
import { Enrolment } from '../../src/shared/center-api/enrolment';
import { canonicalJson } from '../../src/shared/canonical-json';
import { DEFAULT_SETTINGS, type Input, type Output, type RequestName } from '../../src/shared/ipc/contract';
import type { Answer } from '../../src/shared/ipc/errors';
import { aReportForm, allSaid } from '../builders/draft';
import { AGENT, anEnrolment, DEMO_PASSWORD, signEnrolment } from '../builders/enrolment';

/** Nobody listens there: what is owed stays owed. */
export const NOWHERE = 'http://127.0.0.1:9';

/** Holds no secret of anybody: the bench's own throw-away stores are under it. */
export const PASSPHRASE = 'bench only, nothing secret: 12369';

/** One request of the seat's contract; throws where it is refused. */
export type Ask = <N extends RequestName>(name: N, input: Input<N>) => Promise<Output<N>>;

/** The seat's core as the app runs it, without a window, on a real encrypted file. */
export interface BenchSeat {
  core: Core;
  caller: Caller;
  ask: Ask;
  stop(): Promise<void>;
}

interface EnrolledWith {
  /** A key that may sign receipts too. */
  receiptKey?: string;
  /** The bundle of the seat: a small one unless told. */
  bundle?: unknown;
}

/** An enrolment. `write` puts it into a file for a center's address, under the same keys each time; returns the path. */
export async function anEnrolledSeat({ receiptKey, bundle }: EnrolledWith = {}): Promise<{
  write(folder: string, centerUrl: string): string;
}> {
  const { enrolment, signing } = await anEnrolment({ bundle });
  const extra = receiptKey === undefined ? [] : [{ id: 'bench', publicKey: receiptKey }];
  const keys = { ...enrolment.keys, signing: [...enrolment.keys.signing, ...extra] };
  return {
    write(folder, centerUrl) {
      const signed = signEnrolment(Enrolment.parse({ ...enrolment, keys, centerUrl }), signing);
      const file = join(folder, 'enrolment.json');
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, canonicalJson(signed));
      return file;
    },
  };
}

/** `readerScript`: the reader's worker, else its questions are answered in this thread. */
export async function openSeat(
  dataFolder: string,
  enrolmentFile: string,
  { readerScript = null, onLog }: { readerScript?: string | null; onLog?: (entry: LogEntry) => void } = {},
): Promise<BenchSeat> {
  mkdirSync(dataFolder, { recursive: true });
  const core = createCore(
    {
      dataFolder,
      enrolmentFile,
      version: '0.0.0',
      runtime: 'bench',
      isDemo: true,
      passphrase: PASSPHRASE,
      nativeBinding: null,
      readerScript,
      practiceCallers: '',
    },
    {
      keyStore: {
        describe: () => Promise.resolve({ isAvailable: false, backend: 'basic_text' }),
        wrap: () => Promise.reject(new Error('no key store')),
        unwrap: () => Promise.reject(new Error('no key store')),
      },
      settings: { load: () => Promise.resolve(DEFAULT_SETTINGS), save: () => Promise.resolve() },
      log: (entry) => {
        onLog?.(entry);
        if (process.env['BENCH_LOG']) process.stderr.write(JSON.stringify(entry) + '\n');
      },
    },
  );
  const caller = core.openWindow();
  const ask: Ask = async (name, input) => valueOf(name, await core.request(caller, name, input));
  await ask('session.signIn', { personId: AGENT.id as never, password: DEMO_PASSWORD });
  return { core, caller, ask, stop: () => core.stop() };
}

export function valueOf<N extends RequestName>(name: N, answer: unknown): Output<N> {
  const { ok, ...rest } = answer as Answer<Output<N>>;
  if (!ok || !('value' in rest)) throw new Error(`${name}: ${JSON.stringify(rest)}`);
  return rest.value as Output<N>;
}

/** Takes one whole report and leaves it at the point of finishing. About 0.65 KB of what the caller said. */
export async function readyCall(ask: Ask, number: number): Promise<Input<'call.finish'>> {
  const draft = await ask('call.start', {});
  const form = aReportForm({
    report: {
      target: { answer: `第${number}号砖厂` },
      pollution: { description: `夜里排黑烟，气味刺鼻，附近井水发浑。${'反复举报未见整改，'.repeat(20)}` },
    },
  });
  const said = { id: draft.id, saveCount: 1, step: 'greeting' as const, hungUpAt: null };
  await ask('draft.save', { ...said, confirmations: allSaid(form), form });
  return { id: draft.id, saveCount: 1 };
}

export async function finishCalls(ask: Ask, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const outcome = await ask('call.finish', await readyCall(ask, number));
    if (outcome.kind !== 'finished') throw new Error(JSON.stringify(outcome));
  }
}
