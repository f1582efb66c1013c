const ANSWER_LIMIT_MS = 2_000;

export interface LeavingParts {
  /** How many calls of those signed in lack their end; 0 where nobody can say. */
  openCalls(deadlineMs: number): Promise<number>;
  /** The page does not answer: it could not lead anybody back to the call. */
  isHung(): boolean;
  /** Somebody wanted to leave and may not: brings the window forward, which leads to the open call. */
  onRefused(): void;
}

/**
 * Whether the window may close and the app may quit: not while a call of the person signed in lacks its end. Nobody
 * is held hostage: the end of the session, a signal, a window or core that does not answer all let go at once, and the
 * call stays open and visible.
 */
export class Leaving {
  private isGranted = false;
  private asking: Promise<void> | undefined;

  constructor(private readonly parts: LeavingParts) {}

  /** Nobody is asked any more. */
  grant(): void {
    this.isGranted = true;
  }

  /**
   * For an event that can be prevented: lets it pass once that was granted; else prevents it, asks, and does `again` where
   * it may. Asking twice at once is asking once.
   */
  guard(event: { preventDefault(): void }, again: () => void): void {
    if (this.isGranted) return;
    event.preventDefault(); // must be said synchronously
    this.asking ??= this.ask(again).finally(() => (this.asking = undefined));
  }

  private async ask(again: () => void): Promise<void> {
    const { openCalls, isHung, onRefused } = this.parts;
    const count = isHung() ? 0 : await openCalls(ANSWER_LIMIT_MS);
    if (count > 0) return onRefused();
    this.grant();
    again();
  }
}
