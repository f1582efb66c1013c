import type { Timer } from '../sync/ports';

const SOON_MS = 250;
const AGAIN_MS = 1_000;

/**
 * Empties the store's log soon after identity was removed from it, so that the plaintext is gone from the disk as well
 * . After the answer, not before it; and again until it worked. The store does it once more at each start.
 */
export class Wiper {
  private callOff: (() => void) | undefined;

  constructor(
    private readonly store: { wipeLog(): boolean },
    private readonly timer: Timer,
  ) {}

  request(): void {
    this.callOff ??= this.timer.after(SOON_MS, () => this.run());
  }

  /** True while a wipe is still owed. */
  isOwed(): boolean {
    return this.callOff !== undefined;
  }

  /** Does what is owed at once; used when the core stops. */
  stop(): void {
    if (this.callOff === undefined) return;
    this.callOff();
    this.callOff = undefined;
    this.store.wipeLog();
  }

  private run(): void {
    this.callOff = this.store.wipeLog() ? undefined : this.timer.after(AGAIN_MS, () => this.run());
  }
}
