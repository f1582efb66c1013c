import type { App } from 'electron';
import { join } from 'node:path';
import type { LogEntry } from '../core/ports';
import { LogKeeping } from './logs/log-keeping';

const MAX_BYTES = 1_000_000; // then the next file of the day

/** Everything the shell may write down. Closed on purpose: no free text can carry a caller's words into a log. */
export type LogEvent =
  | 'app_started'
  | 'app_stopping'
  /** What the core itself has to say; its own type keeps content out. */
  | 'core'
  | 'core_ready'
  | 'core_fatal'
  | 'core_gone'
  | 'core_stop_deadline'
  /** Old log files went before their time, for want of room. */
  | 'logs_cut'
  | 'connect_refused'
  | 'navigation_prevented'
  | 'child_gone'
  | 'window_gone'
  | 'window_unresponsive';

export interface LogFields extends Partial<LogEntry> {
  version?: string;
  runtime?: string;
  platform?: string;
  /** Exit code of a process. */
  code?: number;
  /** A closed word of Electron or of ours. */
  reason?: string;
  process?: string;
  afterMs?: number;
}

export type Note = (event: LogEvent, fields?: LogFields) => void;

/**
 * The log in `logs/seat.log` of the profile, and what `LogKeeping` keeps beside it. Loaded with the first line, so that it
 * never delays the window.
 */
export function openLog(app: App): Note {
  const file = join(app.getPath('logs'), 'seat.log');
  const onShort = (count: number) => note('logs_cut', { count });
  const keeping = new LogKeeping({ file, now: Date.now, onShort });
  const writer = once(async () => {
    const { default: log } = await import('electron-log/node');
    log.transports.console.level = app.isPackaged ? false : 'warn';
    log.transports.file.level = 'info';
    log.transports.file.maxSize = MAX_BYTES;
    log.transports.file.resolvePathFn = () => file;
    log.transports.file.archiveLogFn = () => keeping.archive();
    return log;
  });
  const note: Note = (event, fields = {}) => {
    const line = lineOf(event, fields);
    void writer().then((log) => {
      // Else it would count on with the bytes of the file that was put aside.
      if (keeping.turnDay()) log.transports.file.getFile().clear();
      log.info(line);
    });
  };
  return note;
}

const FIELDS: readonly string[] = [
  ...['version', 'runtime', 'platform', 'code', 'reason', 'process', 'afterMs'],
  ...['event', 'what', 'outcome', 'ms', 'count', 'logId', 'frames'],
];
const WORD = /^[\w .,:()<>$+-]{0,400}$/;

/** `event key=value …`; a value that is not a number or plain ASCII words is left out, whoever wrote it. */
export function lineOf(event: LogEvent, fields: LogFields): string {
  const parts = Object.entries(fields).flatMap(([key, value]: [string, unknown]) => {
    if (!FIELDS.includes(key)) return [];
    if (typeof value === 'number') return [`${key}=${value}`];
    return typeof value === 'string' && WORD.test(value) ? [`${key}=${value}`] : [];
  });
  return [event, ...parts].join(' ');
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
