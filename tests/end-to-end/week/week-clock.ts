import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { at } from '../../../build/base/paths.mjs';

const DAY_MS = 86_400_000;

/** The UTC instant of a Shanghai wall time; said without the product's own arithmetic. */
export function instant(date: string, time: string): number {
  return Date.parse(`${date}T${time}:00+08:00`);
}

export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** What the clocks of center and PC say: the same, and what the test needs. */
export class WeekClock {
  private shiftMs = 0;
  private readonly file = join(mkdtempSync(join(tmpdir(), 'week-clock-')), 'shift');
  /** For the processes whose clock it is. */
  readonly env: NodeJS.ProcessEnv = {
    WEEK_CLOCK_FILE: this.file,
    NODE_OPTIONS: `--require ${at('tests', 'end-to-end', 'week', 'shifted-clock.cjs')}`,
  };

  set(date: string, time: string): void {
    this.shiftMs = instant(date, time) - Date.now();
    writeFileSync(this.file, String(this.shiftMs));
  }

  now(): number {
    return Date.now() + this.shiftMs;
  }

  /** The window's clock, which no file reaches. */
  async putInto(page: Page): Promise<void> {
    const put = (shift: number) => {
      const RealDate = Date;
      const realNow = RealDate.now;
      const now = () => realNow() + shift;
      globalThis.Date = new Proxy(RealDate, {
        construct: (target, args, newTarget) =>
          Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
        get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
      });
    };
    await page.addInitScript(put, this.shiftMs);
    await page.evaluate(put, this.shiftMs);
  }
}
