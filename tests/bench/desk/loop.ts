/** Turns of this thread's loop as close as they come: what lies between two is one block. */
export class LoopProbe {
  private workMs = 0;
  private gapMs = 0;
  private last = performance.now();
  private worked = ownMs();
  private isOn = true;

  constructor() {
    this.turn();
  }

  /** The longest that the thread worked in one turn, ms of a processor's time; and the longest between two by the clock. */
  stop(): { workMs: number; gapMs: number } {
    this.isOn = false;
    return { workMs: this.workMs, gapMs: this.gapMs };
  }

  private turn(): void {
    setImmediate(() => {
      const [now, worked] = [performance.now(), ownMs()];
      this.gapMs = Math.max(this.gapMs, now - this.last);
      this.workMs = Math.max(this.workMs, Math.min(now - this.last, worked - this.worked));
      [this.last, this.worked] = [now, worked];
      if (this.isOn) this.turn();
    });
  }
}

/** What this thread has had of a processor, ms. */
export function ownMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
