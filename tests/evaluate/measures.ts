/** What was wrong in one row, to be read by a person. */
export interface Miss {
  id: number | string;
  expected: string;
  found: string;
  /** The words that led there. */
  words: readonly string[];
  text: string;
}

/** Figures of one section, what they rest on, and each miss. */
export interface Measured {
  figures: Record<string, number>;
  remarks: string[];
  misses: Miss[];
}

/** The line of a miss. */
export function missLine(section: string, { id, expected, found, words, text }: Miss): string {
  const by = words.length > 0 ? ` by ${words.map((word) => `“${word}”`).join(' ')}` : '';
  return `${section} #${id}: expected ${expected}, found ${found}${by} | ${text}`;
}

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

  /** In words: what the figures rest on. */
  get counts(): string {
    return `${this.hits} found, ${this.missed} missed, ${this.wrong} wrong`;
  }
}

/** Share of `right` that were right; 1 where there was nothing to get wrong. */
export function accuracy(right: readonly boolean[]): number {
  return round(share(right.filter(Boolean).length, right.length));
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
