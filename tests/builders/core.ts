import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { at } from '../../build/base/paths.mjs';
import { createCore, type Core, type CorePorts } from '../../src/main/core/compose';
import type { CoreConfig, KeyStore, LogEntry, SettingsStore } from '../../src/main/core/ports';
import type { Caller } from '../../src/main/core/session/sessions';
import type { CenterClient, Exchange } from '../../src/main/core/sync/ports';
import type { Draft, IntakeForm } from '../../src/shared/call/form';
import { DEFAULT_SETTINGS, type FinishOutcome, type Input, type Output } from '../../src/shared/ipc/contract';
import type { RequestName, Settings } from '../../src/shared/ipc/contract';
import type { Answer } from '../../src/shared/ipc/errors';
import { allSaid } from './draft';
import { AGENT, anEnrolment, DEMO_PASSWORD, type EnrolledCenter } from './enrolment';
import { aFolder } from './store';

/** A key store that works: xor stands in for the system's secret. */
export function aKeyStore(backend = 'gnome_libsecret'): KeyStore {
  const turn = (text: string) => Buffer.from(Buffer.from(text, 'base64').map((byte) => byte ^ 0x5a));
  return {
    describe: async () => ({ isAvailable: true, backend }),
    wrap: async (key) => turn(key).toString('base64'),
    unwrap: async (wrapped) => turn(wrapped).toString('base64'),
  };
}

/** What a Linux desktop without a keyring offers. */
export const noKeyStore: KeyStore = {
  describe: async () => ({ isAvailable: false, backend: 'basic_text' }),
  wrap: async () => Promise.reject(new Error('no key store')),
  unwrap: async () => Promise.reject(new Error('no key store')),
};

export function aSettingsStore(): SettingsStore {
  let settings: Settings = DEFAULT_SETTINGS;
  return {
    load: async () => settings,
    save: async (next) => {
      settings = next;
    },
  };
}

/** A center that cannot be reached: nothing leaves the seat. */
export const noCenter: CenterClient = {
  push: async () => unreachable,
  ask: async () => unreachable,
  ledger: async () => unreachable,
  health: async () => unreachable,
  bundle: async () => unreachable,
  changes: async () => unreachable,
  close: () => undefined,
};
const unreachable: Exchange = { kind: 'failed', cause: 'unreachable', mayHaveArrived: false };

export interface CoreOptions extends Partial<CorePorts> {
  folder?: string;
  enrolled?: EnrolledCenter;
  config?: Partial<CoreConfig>;
  /** The folder holds its enrolment file already; it may not be writable. */
  isOnDisk?: boolean;
}

/** A window's client: `ask` gives the value or throws the failure's code, `answer` gives the envelope. */
export class Window {
  readonly caller: Caller;

  constructor(readonly core: Core) {
    this.caller = core.openWindow();
  }

  answer<N extends RequestName>(name: N, input: unknown): Promise<Answer<Output<N>>> {
    return this.core.request(this.caller, name, input) as Promise<Answer<Output<N>>>;
  }

  async ask<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> {
    const answer = await this.answer(name, input);
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return answer.value;
  }

  /** The failure's code, or `ok`. */
  async codeOf<N extends RequestName>(name: N, input: unknown): Promise<string> {
    const answer = await this.answer(name, input);
    return answer.ok ? 'ok' : answer.error.code;
  }

  async signIn(personId: string = AGENT.id): Promise<this> {
    await this.ask('session.signIn', { personId: personId as never, password: DEMO_PASSWORD });
    return this;
  }

  /** Saves a form into a draft, with all its lines said. */
  async fill(draft: Draft, form: IntakeForm, changes: Partial<Input<'draft.save'>> = {}): Promise<Draft> {
    const input = {
      id: draft.id,
      saveCount: draft.saveCount + 1,
      step: 'closing' as const,
      confirmations: allSaid(form),
      form,
      hungUpAt: null,
      ...changes,
    };
    await this.ask('draft.save', input);
    return this.ask('draft.get', { id: draft.id });
  }

  /** A whole call: start, save, finish. */
  async takeCall(form: IntakeForm): Promise<Extract<FinishOutcome, { kind: 'finished' }>> {
    const draft = await this.fill(await this.ask('call.start', {}), form);
    const outcome = await this.ask('call.finish', { id: draft.id, saveCount: draft.saveCount });
    if (outcome.kind !== 'finished') throw new Error(JSON.stringify(outcome));
    return outcome;
  }
}

export interface RunningCore {
  core: Core;
  folder: string;
  enrolled: EnrolledCenter;
  log: LogEntry[];
  window(): Window;
  /** A window with somebody signed in. */
  signedIn(personId?: string): Promise<Window>;
}

/** The whole core in this process: real store, pretended shell, no center unless one is handed in. Stopped at the end. */
export async function aCore(options: CoreOptions = {}): Promise<RunningCore> {
  const { folder = aFolder(), config, isOnDisk = false, enrolled = await anEnrolment(), ...ports } = options;
  mkdirSync(folder, { recursive: true });
  const enrolmentFile = join(folder, 'enrolment.json');
  if (!isOnDisk) writeFileSync(enrolmentFile, JSON.stringify(enrolled.signed));
  const log: LogEntry[] = [];
  const core = createCore(
    {
      dataFolder: join(folder, 'data'),
      enrolmentFile,
      version: '0.1.0',
      runtime: 'node',
      isDemo: false,
      passphrase: null,
      nativeBinding: null,
      readerScript: null,
      practiceCallers: at('assets', 'practice', 'callers.json'),
      ...config,
    },
    {
      keyStore: aKeyStore(),
      settings: aSettingsStore(),
      log: (entry) => log.push(entry),
      connectCenter: () => noCenter,
      checksOutput: true,
      reserveBytes: 65_536,
      ...ports,
    },
  );
  onTestFinished(() => core.stop());
  await core.whenOpened();
  const window = () => new Window(core);
  const signedIn = (personId: string = AGENT.id) => window().signIn(personId);
  return { core, folder, enrolled, log, window, signedIn };
}
