/** So many at once, so many a second after that. Its clock never goes back. */
export class Bucket {
  private left: number;
  private seenAt: number;

  constructor(
    private readonly size: number,
    private readonly perSecond: number,
    private readonly monotonic: () => number,
  ) {
    this.left = size;
    this.seenAt = monotonic();
  }

  /** Takes one; false where there is none left. */
  take(): boolean {
    const now = this.monotonic();
    this.left = Math.min(this.size, this.left + ((now - this.seenAt) / 1000) * this.perSecond);
    this.seenAt = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
