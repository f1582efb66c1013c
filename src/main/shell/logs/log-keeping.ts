import { existsSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shanghaiDate, shanghaiTimestamp } from '../../../shared/shanghai-time';

const DAY_MS = 86_400_000;
/** 等保2.0 asks for six months; a file younger than this is never dropped. */
export const KEEP_DAYS = 180;
/** After so long nobody asks for it any more. */
export const DROP_DAYS = 400;
/** On a disk with less, what is older than `KEEP_DAYS` goes at once. */
export const SHORT_BYTES = 500_000_000;

const ARCHIVED = /^seat-(\d{4})(\d\d)(\d\d)-\d{6}(?:-\d+)?\.log$/;

export interface LogKeepingParts {
  /** The log that is written to; archived files lie beside it. */
  file: string;
  now: () => number;
  freeBytes?: (folder: string) => number;
  /** Files were dropped before their time was over, for want of room. */
  onShort?: (count: number) => void;
}

/** Logs by day and by size, each kept its time: `seat.log` is written to, `seat-20261123-090000.log` are the days before. */
export class LogKeeping {
  private day: string | null = null;

  constructor(private readonly parts: LogKeepingParts) {}

  /** To be asked before each line. True where a new day began: the old file is archived, and files past their time are gone. */
  turnDay(): boolean {
    const { file, now } = this.parts;
    const today = shanghaiDate(now());
    if (this.day === today) return false;
    const before = this.day ?? dayOf(file);
    this.day = today;
    const isOther = before !== null && before !== today;
    if (isOther) this.archive();
    this.sweep();
    return isOther;
  }

  /** Puts the file aside under its time; the next line begins a new one. */
  archive(): void {
    const { file, now } = this.parts;
    if (!existsSync(file)) return;
    const time = shanghaiTimestamp(now()).replaceAll(/[-:]/g, '').replace(' ', '-');
    const name = (n: number) => join(dirname(file), `seat-${time}${n === 0 ? '' : `-${n}`}.log`);
    let n = 0;
    while (existsSync(name(n))) n += 1;
    renameSync(file, name(n));
  }

  private sweep(): void {
    const { file, now, onShort, freeBytes = freeBytesOf } = this.parts;
    const folder = dirname(file);
    if (!existsSync(folder)) return;
    const isShort = freeBytes(folder) < SHORT_BYTES;
    const limit = (isShort ? KEEP_DAYS : DROP_DAYS) * DAY_MS;
    const old = readdirSync(folder).filter((name) => {
      const [, year, month, day] = ARCHIVED.exec(name) ?? [];
      return year !== undefined && now() - Date.parse(`${year}-${month}-${day}T24:00:00+08:00`) > limit;
    });
    for (const name of old) rmSync(join(folder, name), { force: true });
    if (isShort && old.length > 0) onShort?.(old.length);
  }
}

/** The day of the last line of a file that an earlier start wrote. */
function dayOf(file: string): string | null {
  return existsSync(file) ? shanghaiDate(statSync(file).mtimeMs) : null;
}

function freeBytesOf(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
