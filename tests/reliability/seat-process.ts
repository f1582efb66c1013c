import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_SEAT } from '../../src/center/enrolment';
import { loadKeys } from '../../src/center/keys/keys';
import { createCore, type Core } from '../../src/main/core/compose';
import type { KeyStore } from '../../src/main/core/ports';
import { createCenterClient } from '../../src/main/core/sync/center/center-client';
import { createReceiptCheck } from '../../src/main/core/sync/center/receipt-check';
import type { CenterClient } from '../../src/main/core/sync/ports';
import type { IntakeForm } from '../../src/shared/call/form';
import { emptyForm } from '../../src/shared/call/form';
import { DEFAULT_SETTINGS, type Input, type Output, type RequestName } from '../../src/shared/ipc/contract';
import type { Bundle } from '../../src/shared/script/bundle';
import { aConsultationForm, allSaid, aReportForm } from '../builders/draft';
import { lookOver } from './look-over';
import { plantedCenter } from './planted-center';
import { randomFrom, type Line, type SeatOptions } from './protocol';

const PASSWORD = 'demo-12369';
/** Pauses of the engine, shortened: a life lasts half a second. */
const PAUSE_SHARE = 0.03;

/** Of one request through a proxy that may answer never. */
const DEADLINE_MS = 4_000;

function tell(line: Line): void {
  const bytes = Buffer.from(`${JSON.stringify(line)}\n`, 'utf8');
  // The line on a whole store is larger than a pipe.
  for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at);
}

/** Stands in for the operating system's key store; keeps the key for the last look at the store. */
class PretendedKeyStore implements KeyStore {
  key: Buffer | undefined;

  describe() {
    return Promise.resolve({ isAvailable: true, backend: 'gnome_libsecret' });
  }

  wrap(key: string): Promise<string> {
    this.key = Buffer.from(key, 'base64');
    return Promise.resolve(turn(key));
  }

  unwrap(wrapped: string): Promise<string> {
    const key = turn(wrapped);
    this.key = Buffer.from(key, 'base64');
    return Promise.resolve(key);
  }
}

function turn(text: string): string {
  return Buffer.from(Buffer.from(text, 'base64').map((byte) => byte ^ 0x5a)).toString('base64');
}

function toldCenter(center: CenterClient): CenterClient {
  return {
    ...center,
    push: async (records, signal) => {
      tell({ at: 'push' });
      const exchange = await center.push(records, signal);
      tell({ at: 'answer' });
      return exchange;
    },
  };
}

class Seat {
  private readonly caller;

  constructor(readonly core: Core) {
    this.caller = core.openWindow();
  }

  async ask<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> {
    const answer = await this.core.request(this.caller, name, input);
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return answer.value as Output<N>;
  }
}

const FORMS: ((note: string) => IntakeForm)[] = [
  (note) => ({ ...aReportForm(), note }),
  (note) => ({ ...aReportForm({ isNamed: true }), note }),
  (note) => ({ ...aConsultationForm(), note }),
  (note) => ({ ...emptyForm(), purpose: 'nuisance', note }),
];

/** Without an end, or `sync.calls` of them without a pause. */
async function takeCalls(seat: Seat, options: SeatOptions): Promise<void> {
  const { calls, pauseMs } = options.sync
    ? { ...options.sync, pauseMs: 0 }
    : { calls: Infinity, pauseMs: 12 };
  const random = randomFrom(options.seed);
  const bundle = await seat.ask('bundle.current', {});
  // Calls that a kill cut off are there again, and are brought to their end: the next one waits for it.
  for (const draft of await seat.ask('draft.list', {})) {
    if (options.plant === 'ack-first') await endUntold(seat, draft.id, draft.saveCount, bundle);
    else if (draft.form.purpose !== null)
      await finish(seat, draft.id, draft.saveCount, draft.form.note, options);
    else await takeCall(seat, draft.id, draft.saveCount, bundle, random, options);
  }
  for (let taken = 0; taken < calls; taken += 1) {
    const draft = await seat.ask('call.start', {});
    await takeCall(seat, draft.id, draft.saveCount, bundle, random, options);
    await new Promise((resolve) => setTimeout(resolve, random() * pauseMs));
  }
}

async function takeCall(
  seat: Seat,
  id: Input<'draft.get'>['id'],
  savedBefore: number,
  bundle: Bundle,
  random: () => number,
  options: SeatOptions,
): Promise<void> {
  const note = `${id} 第${String(Math.floor(random() * 1e9))}号 𠮷`;
  const form = (FORMS[Math.floor(random() * FORMS.length)] ?? aReportForm)(note) as IntakeForm;
  const saveCount = savedBefore + 1;
  const confirmations = allSaid(form, bundle);
  await seat.ask('draft.save', { id, saveCount, step: 'closing', confirmations, form, hungUpAt: null });
  await finish(seat, id, saveCount, note, options);
}

/** Under the planted bug what was told as saved was not: the call ends without what was typed into it. */
async function endUntold(
  seat: Seat,
  id: Input<'draft.get'>['id'],
  savedBefore: number,
  bundle: Bundle,
): Promise<void> {
  const form: IntakeForm = { ...emptyForm(), purpose: 'nuisance' };
  const saveCount = savedBefore + 1;
  const confirmations = allSaid(form, bundle);
  await seat.ask('draft.save', { id, saveCount, step: 'purpose', confirmations, form, hungUpAt: null });
  await seat.ask('call.finish', { id, saveCount });
}

async function finish(
  seat: Seat,
  id: Input<'draft.get'>['id'],
  saveCount: number,
  note: string,
  { plant }: SeatOptions,
): Promise<void> {
  tell({ at: 'saving', id });
  if (plant === 'ack-first') {
    tell({ at: 'saved', id, revision: 1, localNumber: '', note });
    // Committed a moment later, together with others, as a cache would.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const outcome = await seat.ask('call.finish', { id, saveCount });
  if (outcome.kind !== 'finished') throw new Error(`not finished: ${JSON.stringify(outcome.problems)}`);
  const { revision, localNumber } = outcome;
  tell({ at: 'saved', id, revision, localNumber, note });
  const { revisions } = await seat.ask('queue.detail', { id });
  const made = revisions.find((each) => each.revision === revision);
  if (made !== undefined) tell({ at: 'body', id, revision, sha256: made.bodySha256 });
}

/** Resolves when nothing is owed any more; asks again each half second, as an impatient person would. */
async function drain(seat: Seat): Promise<void> {
  for (;;) {
    const { owed } = await seat.ask('sync.state', {});
    tell({ at: 'owed', owed });
    if (owed === 0) return;
    await seat.ask('queue.retry', { id: null });
    await changedOrHalfASecond(seat.core);
  }
}

function changedOrHalfASecond(core: Core): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timeout);
      stop();
      resolve();
    };
    const timeout = setTimeout(done, 500);
    const stop = core.onChanged((topic) => {
      if (topic === 'queue') done();
    });
  });
}

async function live(options: SeatOptions): Promise<void> {
  const keyStore = new PretendedKeyStore();
  const centerKeys = await loadKeys(options.centerFolder);
  const dataFolder = join(options.folder, 'data');
  const random = randomFrom(options.seed + 1);
  const core = createCore(
    {
      dataFolder,
      enrolmentFile: options.enrolmentFile,
      version: '0.0.0',
      runtime: 'node',
      isDemo: false,
      passphrase: null,
      nativeBinding: null,
      readerScript: null,
      practiceCallers: '',
    },
    {
      keyStore,
      settings: { load: () => Promise.resolve(DEFAULT_SETTINGS), save: () => Promise.resolve() },
      log: () => undefined,
      random: () => random() * PAUSE_SHARE,
      reserveBytes: 65_536,
      connectCenter: (center) => {
        const way = options.sync && { centerUrl: options.sync.centerUrl, deadlineMs: DEADLINE_MS };
        return toldCenter(
          plantedCenter(createCenterClient({ ...center, ...way }), options.plant, centerKeys),
        );
      },
    },
  );
  await core.whenOpened();
  const seat = new Seat(core);
  const { store } = await seat.ask('app.state', {});
  if (store.kind !== 'open') throw new Error(`the store is ${JSON.stringify(store)}`);
  const [agent] = await seat.ask('session.people', {});
  if (agent === undefined) throw new Error('nobody may sign in');
  await seat.ask('session.signIn', { personId: agent.id, password: PASSWORD });
  tell({ at: 'up' });
  if (!options.drain || options.sync) await takeCalls(seat, options);
  await drain(seat);
  await core.stop();
  tell({ at: 'drained' });
  if (keyStore.key === undefined) throw new Error('the store was opened without a key');
  const proves = createReceiptCheck(DEMO_SEAT.id, [centerKeys.signing]);
  tell({ at: 'store', ...lookOver(join(dataFolder, 'seat.db'), keyStore.key, sha256, proves) });
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

live(JSON.parse(process.argv[2] ?? '{}') as SeatOptions).then(
  () => process.exit(0),
  (error: unknown) => {
    tell({ at: 'trouble', what: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  },
);
