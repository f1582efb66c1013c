import { BrowserWindow, safeStorage, session, type App } from 'electron';
import { resolve } from 'node:path';
import type { Words } from '../../../shared/self-check/report-text';
import { wordsOfLanguage } from '../../../shared/self-check/words-of';
import { COMMANDS, type Command, type CommandName, type RestoreAsked } from '../../core/shell-messages';
import { CoreProcess, type CoreServices } from '../core-process';
import { coreConfig, forkCore } from './core-config';
import { keyStoreOf } from '../key-store';
import { openLog } from '../log';
import { LOCKED_DOWN } from '../security';
import { askSecret, linesOf } from './secrets';

const NO_LINES: readonly string[] = [];
/** Two codes, and the new passphrase of a PC without a key store. */
const RECOVERY_LINES = 3;

/** What changes the store, and so wants it for itself. */
export const WRITING: readonly CommandName[] = ['recover', 'restore'];

/** The command that this start is for, if any: one of `COMMANDS`, as `--name` or `--name FILE`. */
export function commandIn(argv: readonly string[]): Command | null {
  const name = COMMANDS.find((each) => argv.includes(`--${each}`));
  if (name === undefined) return null;
  const next = argv[argv.indexOf(`--${name}`) + 1];
  return { name, file: next === undefined || next.startsWith('--') ? null : resolve(next) };
}

/** `--restore BACKUP --by NUMBER --why WORD`; what is left out is empty. */
export function restoreIn(argv: readonly string[]): RestoreAsked {
  const after = (name: string): string => {
    const at = argv.indexOf(`--${name}`);
    const word = at < 0 ? '' : (argv[at + 1] ?? '');
    return word.startsWith('--') ? '' : word;
  };
  return { backup: after('restore'), by: after('by'), why: after('why'), password: '' };
}

/** A command has no window, and makes no paper. */
const NO_OFFICE: CoreServices['office'] = {
  toPdf: () => Promise.reject(new Error('No window')),
  toPng: () => Promise.reject(new Error('No window')),
  print: async () => false,
  saveTo: async () => null,
  openPaper: async () => null,
};

/**
 * Runs a command without a window and ends the program with its exit code; beside a running seat, too, where it only
 * reads.
 */
export async function runCommand(app: App, command: Command): Promise<void> {
  const note = openLog(app);
  // Else the program would end, as though all were well, with the hidden window that is asked for printers.
  app.on('window-all-closed', () => undefined);
  const folder = app.getPath('userData');
  const config = coreConfig(app);
  const openSettings = async () => (await import('../settings-store')).openSettingsStore(folder);
  const restore = restoreIn(process.argv);
  const wanted = {
    passphrase: process.argv.includes('--passphrase-stdin'),
    password: process.argv.includes('--password-stdin'),
  };
  const secrets = await linesOf(process.stdin, Object.values(wanted).filter(Boolean).length);
  if (wanted.passphrase) config.passphrase = secrets.shift() ?? '';
  if (wanted.password) restore.password = secrets.shift() ?? '';
  else if (command.name === 'restore' && restore.by !== '' && process.stdin.isTTY) {
    const words = await wordsFor(app);
    restore.password = await askSecret(words('backup.command.askPassword'), process.stdin, process.stderr);
  }
  const input = command.name === 'recover' ? await linesOf(process.stdin, RECOVERY_LINES) : NO_LINES;
  const core = new CoreProcess(
    () => forkCore(app),
    { kind: 'command', command: { ...command, input, restore }, config },
    {
      keyStore: keyStoreOf(safeStorage, process.platform),
      settings: openSettings,
      dialogs: { saveTo: async () => null, openAnswer: async () => null, openFolder: async () => null },
      office: NO_OFFICE,
      resolveProxy: (url) => session.defaultSession.resolveProxy(url),
      printers,
    },
    note,
  );
  const exitCode = await new Promise<number>((resolve) => {
    core.once('report', ({ lines, exitCode: code }) => {
      process.stdout.write(`${lines.join('\n')}\n`, () => resolve(code));
    });
    core.once('gone', () => resolve(1));
    core.start();
  });
  await core.stop(1_000);
  app.exit(exitCode);
}

/** What the system knows of printers is asked through a window; this one is never shown and loads nothing. */
async function printers(): Promise<{ count: number }> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...LOCKED_DOWN, javascript: false, devTools: false },
  });
  try {
    return { count: (await window.webContents.getPrintersAsync()).length };
  } finally {
    window.destroy();
  }
}

/** In the language this seat is set to, as the core's answer is. */
async function wordsFor(app: App): Promise<Words> {
  const { openSettingsStore } = await import('../settings-store');
  return wordsOfLanguage((await openSettingsStore(app.getPath('userData')).load()).language);
}

/** What a command that writes says beside a running seat, in the language this seat is set to; the last line is JSON. */
export async function tellSeatIsRunning(app: App, { name }: Command): Promise<void> {
  const words = await wordsFor(app);
  const json = JSON.stringify({ command: name, failure: 'seat_running' });
  await new Promise<void>((done) => {
    process.stdout.write(`${words('backup.command.seatRunning')}\n${json}\n`, () => done());
  });
}
