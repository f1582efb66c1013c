import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { expect } from 'vitest';
import type { SeatApp } from '../stage/seat-app';

const LOOK_EVERY_MS = 100;

interface Noted {
  kind: string;
  value: string;
}

/** Sees what other programs of this PC could see of the seat: arguments, environment and names of its processes, titles,
 * notifications, the clipboard. */
export class Witness {
  /** `source` -> everything that was ever seen there. */
  private readonly seen = new Map<string, Set<string>>();
  private timer: NodeJS.Timeout | undefined;
  private looks = 0;

  constructor(
    private readonly app: () => SeatApp,
    private readonly file: string,
  ) {}

  begin(): void {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  end(): void {
    clearInterval(this.timer);
    expect(this.looks).toBeGreaterThan(20);
  }

  /** Every process whose group is the app's. */
  private look(): void {
    this.looks += 1;
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const stat = read(`/proc/${pid}/stat`);
      const group = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2];
      if (Number(group) !== this.app().pid) continue;
      for (const what of ['cmdline', 'environ', 'comm'])
        this.note(`process ${what}`, read(`/proc/${pid}/${what}`));
    }
  }

  private note(source: string, value: string): void {
    const values = this.seen.get(source) ?? new Set<string>();
    this.seen.set(source, values.add(value));
  }

  /** What lies on the clipboard now. */
  async clipboard(): Promise<string> {
    const before = this.noted('clipboard').length;
    process.kill(this.app().pid, 'SIGUSR2');
    await expect.poll(() => this.noted('clipboard').length).toBeGreaterThan(before);
    return this.noted('clipboard').at(-1) ?? '';
  }

  private noted(kind: string): string[] {
    if (!existsSync(this.file)) return [];
    const lines = readFileSync(this.file, 'utf8').split('\n').filter(Boolean);
    return lines
      .map((line) => JSON.parse(line) as Noted)
      .filter((each) => each.kind === kind)
      .map(({ value }) => value);
  }

  /** All of it, as one text a source. */
  testimony(): [source: string, text: string][] {
    for (const kind of ['title', 'page title', 'notification'])
      for (const value of this.noted(kind)) this.note(kind, value);
    return [...this.seen].map(([source, values]) => [source, [...values].join('\n')]);
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it ended meanwhile
  }
}

/** Core files, dumps of crashes, reports of errors. */
export function dumpsIn(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) =>
        /^core(?:\.\d+)?$|\.dmp$|\.mdmp$|\.heapsnapshot$|^report\..*\.json$/i.test(basename(name)) &&
        statSync(`${folder}/${name}`).isFile(),
    ),
  );
}
