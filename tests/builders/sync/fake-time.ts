import type { Clock, Timer } from '../../../src/main/core/sync/ports';

/** Wall and monotonic clock and timers that move only when told. The wall clock can be set; the other cannot. */
export class FakeTime implements Clock, Timer {
  private elapsed = 0;
  private wall: number;
  private waiting: { at: number; run: () => void }[] = [];

  constructor(start = Date.UTC(2026, 10, 23, 1)) {
    this.wall = start;
  }

  now(): number {
    return Math.floor(this.wall + this.elapsed);
  }

  monotonic(): number {
    return this.elapsed;
  }

  after(delayMs: number, run: () => void): () => void {
    const entry = { at: this.elapsed + delayMs, run };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter((each) => each !== entry);
    };
  }

  /** Somebody sets the PC's clock. */
  setBy(deltaMs: number): void {
    this.wall += deltaMs;
  }

  /** Forgets every timer, as a killed process does. */
  forget(): void {
    this.waiting = [];
  }

  timers(): number {
    return this.waiting.length;
  }

  /** Lets `ms` pass; `settle` is awaited after each timer that rings. */
  async pass(ms: number, settle: () => Promise<void>): Promise<void> {
    const end = this.elapsed + ms;
    await settle();
    for (;;) {
      const next = this.waiting.reduce<number>((min, { at }) => Math.min(min, at), Infinity);
      if (next > end) break;
      this.elapsed = Math.max(this.elapsed, next);
      const due = this.waiting.filter(({ at }) => at <= this.elapsed);
      this.waiting = this.waiting.filter(({ at }) => at > this.elapsed);
      for (const { run } of due) run();
      await settle();
    }
    this.elapsed = end;
  }
}
