import { BrowserWindow, safeStorage, session, type App } from 'electron';
import { COMMANDS, type CommandName } from '../../core/shell-messages';
import { CoreProcess, type CoreServices } from '../core-process';
import { coreConfig, forkCore } from './core-config';
import { keyStoreOf } from '../key-store';
import { openLog } from '../log';
import { LOCKED_DOWN } from '../security';

const FIRST_LINE_CHARS = 1_000;

/** The command that this start is for, if any: `--verify-audit` or `--self-check`. */
export function commandIn(argv: readonly string[]): CommandName | null {
  return COMMANDS.find((name) => argv.includes(`--${name}`)) ?? null;
}

/** A command has no window, and makes no paper. */
const NO_OFFICE: CoreServices['office'] = {
  toPdf: () => Promise.reject(new Error('No window')),
  print: async () => false,
  saveTo: async () => null,
  openPaper: async () => null,
};

/** Runs a command without a window and ends the program with its exit code. Beside a running seat, too. */
export async function runCommand(app: App, command: CommandName): Promise<void> {
  const note = openLog(app);
  // Else the program would end, as though all were well, with the hidden window that is asked for printers.
  app.on('window-all-closed', () => undefined);
  const folder = app.getPath('userData');
  const config = coreConfig(app);
  if (process.argv.includes('--passphrase-stdin')) config.passphrase = await firstLine(process.stdin);
  const openSettings = async () => (await import('../settings-store')).openSettingsStore(folder);
  const core = new CoreProcess(
    () => forkCore(app),
    { kind: 'command', command, config },
    {
      keyStore: keyStoreOf(safeStorage, process.platform),
      settings: openSettings,
      dialogs: { saveTo: async () => null, openAnswer: async () => null },
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

/** The passphrase as a line of the standard input: no argument and no variable of the environment, which others can read. */
async function firstLine(input: NodeJS.ReadStream): Promise<string> {
  let text = '';
  for await (const piece of input.setEncoding('utf8')) {
    text += String(piece);
    if (text.includes('\n') || text.length > FIRST_LINE_CHARS) break;
  }
  return text.split(/\r?\n/)[0] ?? '';
}
