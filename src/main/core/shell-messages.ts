import { CallUri } from '../../shared/telephony/call-uri';
import type { CoreConfig, LogEntry } from './ports';

/** Between shell and core process. Small on purpose, and checked on arrival on both sides. */
export type AskName =
  | 'keyStore.describe'
  | 'keyStore.wrap'
  | 'keyStore.unwrap'
  | 'settings.load'
  | 'settings.save'
  | 'dialogs.saveTo'
  | 'dialogs.openAnswer'
  | 'dialogs.openFolder'
  | 'office.toPdf'
  | 'office.toPng'
  | 'office.print'
  | 'office.saveTo'
  | 'office.openPaper'
  /** What the operating system says of the way to an address. */
  | 'proxy.resolve'
  /** How many printers the system knows. */
  | 'printers.list';

/** What the program does on its command line instead of opening a window. */
export const COMMANDS = [
  'verify-audit',
  'self-check',
  'owes',
  'check-policy',
  'stage-update',
  'recover',
  'restore',
] as const;
export type CommandName = (typeof COMMANDS)[number];
/** A command as it was typed. */
export interface Command {
  name: CommandName;
  /** The word after it as a file: whole, so that it means the same in the core's process. */
  file: string | null;
  /** The lines of standard input, for `recover` alone. */
  input?: readonly string[];
  restore?: RestoreAsked;
}

/** What `--restore` is told: which backup, who does it (a supervisor's number and password), why. Judged in the core. */
export interface RestoreAsked {
  backup: string;
  by: string;
  why: string;
  password: string;
}

export type FromShell =
  /** `checksOutput`: hold answers to the contract too; not in a packaged app. */
  | { kind: 'start'; config: CoreConfig; checksOutput: boolean }
  /** Instead of `start`: does what was typed, tells, and ends. */
  | { kind: 'command'; command: Command; config: CoreConfig }
  /** Comes with a MessagePort to a window. */
  | { kind: 'window' }
  | { kind: 'answer'; id: number; ok: true; value: unknown }
  | { kind: 'answer'; id: number; ok: false; error: string }
  | { kind: 'stop' }
  /** Somebody wants to close the window or quit. */
  | { kind: 'leave' }
  /** The PC was locked or goes to sleep. */
  | { kind: 'lock' }
  /** A link of the telephone system, parsed. */
  | { kind: 'call'; uri: CallUri };

export type FromCore =
  | { kind: 'ready' }
  /** What a command has to say. */
  | { kind: 'report'; lines: string[]; exitCode: number }
  | { kind: 'stopped' }
  /** The answer to `leave`: how many calls lack their end. */
  | { kind: 'leave'; openCalls: number }
  /** The telephone adapter was switched on or off. */
  | { kind: 'phone'; isOn: boolean }
  /** A reporter's identity stands in the window, or no longer: nobody may take a picture of it meanwhile. */
  | { kind: 'shown'; isShown: boolean }
  /** `reason` is a closed word, never a message of an error: that could hold content. */
  | { kind: 'fatal'; reason: string }
  | { kind: 'log'; entry: LogEntry }
  | { kind: 'ask'; id: number; what: AskName; value?: unknown };

const ASK_NAMES: readonly string[] = [
  'keyStore.describe',
  'keyStore.wrap',
  'keyStore.unwrap',
  'settings.load',
  'settings.save',
  'dialogs.saveTo',
  'dialogs.openAnswer',
  'dialogs.openFolder',
  'office.toPdf',
  'office.toPng',
  'office.print',
  'office.saveTo',
  'office.openPaper',
  'proxy.resolve',
  'printers.list',
] satisfies AskName[];

const field = (message: unknown, name: string): unknown =>
  typeof message === 'object' && message !== null ? (message as Record<string, unknown>)[name] : undefined;

/** A message of the core as the shell may trust it, or `null`. */
export function fromCore(message: unknown): FromCore | null {
  const kind = field(message, 'kind');
  if (kind === 'ready' || kind === 'stopped') return { kind };
  if (kind === 'phone') return { kind, isOn: field(message, 'isOn') === true };
  if (kind === 'shown') return { kind, isShown: field(message, 'isShown') === true };
  if (kind === 'leave') {
    const openCalls = field(message, 'openCalls');
    return typeof openCalls === 'number' ? { kind, openCalls } : null;
  }
  if (kind === 'report') {
    const [lines, exitCode] = [field(message, 'lines'), field(message, 'exitCode')];
    if (!Array.isArray(lines) || typeof exitCode !== 'number') return null;
    return { kind, lines: lines.map(String), exitCode };
  }
  if (kind === 'fatal') return { kind, reason: String(field(message, 'reason')) };
  if (kind === 'log') {
    const entry = field(message, 'entry');
    return typeof entry === 'object' && entry !== null ? { kind, entry: entry as LogEntry } : null;
  }
  const [id, what] = [field(message, 'id'), field(message, 'what')];
  if (kind !== 'ask' || typeof id !== 'number' || typeof what !== 'string' || !ASK_NAMES.includes(what))
    return null;
  return { kind, id, what: what as AskName, value: field(message, 'value') };
}

function commandOf(typed: unknown): Command | null {
  const name = COMMANDS.find((each) => each === field(typed, 'name'));
  if (name === undefined) return null;
  const [file, input, restore] = [field(typed, 'file'), field(typed, 'input'), field(typed, 'restore')];
  const word = (of: string): string => String(field(restore, of) ?? '');
  return {
    name,
    file: typeof file === 'string' ? file : null,
    input: Array.isArray(input) ? input.map(String) : [],
    restore: { backup: word('backup'), by: word('by'), why: word('why'), password: word('password') },
  };
}

/** A message of the shell, or `null` for one of another version. */
export function fromShell(message: unknown): FromShell | null {
  const kind = field(message, 'kind');
  if (kind === 'window' || kind === 'stop' || kind === 'leave' || kind === 'lock') return { kind };
  if (kind === 'call') {
    const uri = CallUri.safeParse(field(message, 'uri'));
    return uri.success ? { kind, uri: uri.data } : null;
  }
  if (kind === 'start') {
    const checksOutput = field(message, 'checksOutput') === true;
    return { kind, config: field(message, 'config') as CoreConfig, checksOutput };
  }
  if (kind === 'command') {
    const typed = commandOf(field(message, 'command'));
    return typed && { kind, command: typed, config: field(message, 'config') as CoreConfig };
  }
  const id = field(message, 'id');
  if (kind !== 'answer' || typeof id !== 'number') return null;
  if (field(message, 'ok') === true) return { kind, id, ok: true, value: field(message, 'value') };
  return { kind, id, ok: false, error: String(field(message, 'error')) };
}
