/** Records in one closed segment: few enough that sorting it is not felt, and that a place in it fits in 13 bits. */
const SEGMENT = 8_192;

/**
 * An inverted index in typed arrays: 32-bit hashes of terms to records, which are numbered as they come. A collision of
 * two hashes costs a candidate too many, never one too few. About 8 bytes for each term of a record.
 */
export class TermIndex {
  /** Closed segments: `hash * SEGMENT + place`, sorted. */
  private readonly closed: Float64Array[] = [];
  private open: number[] = [];
  private openPostings = new Map<number, number[]>();
  size = 0;

  /** Adds a record; its number is `size` before the call. */
  add(terms: Iterable<string>): void {
    const place = this.size % SEGMENT;
    for (const hash of new Set([...terms].map(hashOf))) {
      this.open.push(hash * SEGMENT + place);
      const postings = this.openPostings.get(hash);
      if (postings === undefined) this.openPostings.set(hash, [place]);
      else postings.push(place);
    }
    this.size += 1;
    if (this.size % SEGMENT === 0) this.close();
  }

  private close(): void {
    this.closed.push(Float64Array.from(this.open).sort());
    this.open = [];
    this.openPostings = new Map();
  }

  /** How many records hold a term. */
  count(term: string): number {
    const hash = hashOf(term);
    let total = this.openPostings.get(hash)?.length ?? 0;
    for (const segment of this.closed)
      total += lowerBound(segment, (hash + 1) * SEGMENT) - lowerBound(segment, hash * SEGMENT);
    return total;
  }

  /** Calls `visit` with the number of every record that holds a term. */
  each(term: string, visit: (record: number) => void): void {
    const hash = hashOf(term);
    for (const [index, segment] of this.closed.entries()) {
      const end = (hash + 1) * SEGMENT;
      for (
        let at = lowerBound(segment, hash * SEGMENT);
        at < segment.length && (segment[at] ?? end) < end;
        at += 1
      ) {
        visit(index * SEGMENT + ((segment[at] ?? 0) % SEGMENT));
      }
    }
    const base = this.closed.length * SEGMENT;
    for (const place of this.openPostings.get(hash) ?? []) visit(base + place);
  }
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < term.length; at += 1) hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
