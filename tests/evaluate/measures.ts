/** What was wrong, in a line to be read. */
export type Miss = string;

const round = (value: number) => Math.round(value * 1000) / 1000;

/** Counts right, missed and wrong findings. Nothing to find is recall 1, nothing found is precision 1. */
export class Tally {
  private hits = 0;
  private missed = 0;
  private wrong = 0;

  add(expected: boolean, found: boolean): void {
    if (expected && found) this.hits += 1;
    else if (expected) this.missed += 1;
    else if (found) this.wrong += 1;
  }

  get recall(): number {
    return round(share(this.hits, this.hits + this.missed));
  }

  get precision(): number {
    return round(share(this.hits, this.hits + this.wrong));
  }

  get f1(): number {
    return round(share(2 * this.hits, 2 * this.hits + this.missed + this.wrong));
  }
}

/** Share of `right` that were right; 1 where there was nothing to get wrong. */
export function accuracy(right: readonly boolean[]): number {
  return round(share(right.filter(Boolean).length, right.length));
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
