// The core's own process: puts `createCore` on the ports that the shell hands over. No Electron import: `parentPort` is
// what a utility process finds on `process`.
import { FromWindow, type Settings, type ToWindow } from '../../shared/ipc/contract';
import { createCore, type Core } from './compose';
import type { KeyStore, Log, PrinterList } from './ports';
import { Refusal } from './refusal';
import { realClock } from './sync/timer';
import { fromShell, type AskName, type FromCore, type FromShell } from './shell-messages';

/** A port as a utility process sees it; closes with its window. */
interface Port {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  postMessage(message: unknown): void;
}

interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: Port[] }) => void): unknown;
  postMessage(message: unknown): void;
}

const BROKEN_GRACE_MS = 50;

const parent = (process as unknown as { parentPort: ParentPort }).parentPort;
const tell = (message: FromCore): void => parent.postMessage(message);

type Reply = { resolve: (value: unknown) => void; reject: (error: Error) => void };
const asked = new Map<number, Reply>();
let lastAsk = 0;

function ask<T>(what: AskName, value?: unknown): Promise<T> {
  const id = ++lastAsk;
  return new Promise((resolve, reject) => {
    asked.set(id, { resolve: resolve as (value: unknown) => void, reject });
    tell({ kind: 'ask', id, what, value });
  });
}

function settle(answer: Extract<FromShell, { kind: 'answer' }>): void {
  const reply = asked.get(answer.id);
  asked.delete(answer.id);
  if (answer.ok) reply?.resolve(answer.value);
  else reply?.reject(new Error(answer.error));
}

/** What the shell does for the core, asked over the port. */
const shell = {
  keyStore: {
    describe: () => ask<Awaited<ReturnType<KeyStore['describe']>>>('keyStore.describe'),
    wrap: (key: string) => ask<string>('keyStore.wrap', key),
    unwrap: (wrapped: string) => ask<string>('keyStore.unwrap', wrapped),
  },
  settings: {
    load: () => ask<Settings>('settings.load'),
    save: (settings: Settings) => ask<undefined>('settings.save', settings),
  },
  resolveProxy: (url: string) => ask<string>('proxy.resolve', url),
  printers: () => ask<PrinterList | null>('printers.list'),
};

/** A command ends with its report; what breaks on the way ends the process, and the shell says so by the exit code. */
function run({ command, config }: Extract<FromShell, { kind: 'command' }>): void {
  const ports = { ...shell, clock: realClock, restore: command.restore };
  const report =
    command.name === 'recover'
      ? import('./vault/recovery-command').then(({ runRecovery }) =>
          runRecovery(config, ports, command.input ?? []),
        )
      : import('./self-check/command').then(({ runCommand }) => runCommand(command, config, ports));
  void report.then(({ lines, exitCode }) => tell({ kind: 'report', lines, exitCode }));
}

function start({ config, checksOutput }: Extract<FromShell, { kind: 'start' }>): Core {
  const log: Log = (entry) => tell({ kind: 'log', entry });
  return createCore(config, {
    ...shell,
    dialogs: {
      saveTo: (fileName) => ask('dialogs.saveTo', fileName),
      openAnswer: () => ask('dialogs.openAnswer'),
      openFolder: () => ask('dialogs.openFolder'),
    },
    office: {
      toPdf: (html, orientation) => ask('office.toPdf', { html, orientation }),
      toPng: (html, widthPx, heightPx) => ask('office.toPng', { html, widthPx, heightPx }),
      print: (html, orientation) => ask('office.print', { html, orientation }),
      saveTo: (fileName, format) => ask('office.saveTo', { fileName, format }),
      openPaper: (format) => ask('office.openPaper', { format }),
    },
    log,
    checksOutput,
    onPhone: (isOn) => tell({ kind: 'phone', isOn }),
    onShown: (isShown) => tell({ kind: 'shown', isShown }),
    // The failure in hand is answered first; then the shell begins another core, which opens and checks the store anew.
    onBroken: (reason) => {
      tell({ kind: 'fatal', reason });
      setTimeout(() => process.exit(1), BROKEN_GRACE_MS);
    },
  });
}

/** One window: its requests in, answers and "changed" out. What is no request at all is not answered. */
function serve(core: Core, port: Port): void {
  const caller = core.openWindow();
  const post = (message: ToWindow): void => port.postMessage(message);
  const stopTelling = core.onChanged((changed, ids) => post({ changed, ids: [...ids] }));
  port.on('message', ({ data }) => {
    const message = FromWindow.safeParse(data);
    if (!message.success) return;
    const { id, name, input } = message.data;
    void core.request(caller, name, input).then((answer) => post({ id, answer }));
  });
  port.on('close', () => {
    stopTelling();
    core.closeWindow(caller);
  });
  port.start();
}

/** A link that could not be kept is the softphone's to send again; nothing of it is ever said. */
function followCall(uri: Extract<FromShell, { kind: 'call' }>['uri']): void {
  void core?.whenOpened().then(() => {
    try {
      core?.followCall(uri);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  });
}

let core: Core | undefined;
parent.on('message', ({ data, ports }) => {
  const message = fromShell(data);
  switch (message?.kind) {
    case 'start':
      core ??= start(message);
      tell({ kind: 'ready' });
      return;
    case 'command':
      run(message);
      return;
    case 'window':
      if (core && ports[0]) serve(core, ports[0]);
      return;
    case 'answer':
      settle(message);
      return;
    case 'leave':
      tell({ kind: 'leave', openCalls: core?.askToLeave() ?? 0 });
      return;
    case 'lock':
      core?.lockAll();
      return;
    case 'call':
      followCall(message.uri);
      return;
    case 'stop':
      void (core?.stop() ?? Promise.resolve())
        .catch(() => tell({ kind: 'fatal', reason: 'stop' }))
        .then(() => tell({ kind: 'stopped' }));
      return;
    case undefined:
      return;
  }
});

// A bug must not leave a core that half works: the shell starts another. The error's words stay unsaid, they may be a
// caller's.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, () => {
    tell({ kind: 'fatal', reason: event });
    setImmediate(() => process.exit(1));
  });
}
