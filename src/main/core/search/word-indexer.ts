import { gramsOf } from '../store/repositories/search/grams';
import type { CallWords, WordBlocks } from '../store/repositories/search/word-blocks';
import type { Writer } from '../store/writer';
import type { Clock, Timer } from '../sync/ports';

/** How long one slice may read, ms: the core's loop is not to be held for 8. */
const WORK_MS = 3;
const FIRST_AFTER_MS = 3_000;
const PAUSE_MS = 15;
/** A day brings some hundred calls: a block is due every few days. */
const IDLE_MS = 10 * 60_000;
/** Rows written at once: some milliseconds. */
const BATCH = 500;

export interface WordIndexerParts {
  words: WordBlocks;
  writer: Writer;
  clock: Pick<Clock, 'monotonic'>;
  timer: Timer;
  /** Open for tests. */
  blockCalls?: number;
}

/** A block in the making; nothing in the store counts before all of it is written. */
interface Making {
  block: number;
  calls: CallWords[];
  places: Map<string, number[]>;
  read: number;
  rows: [gram: string, places: number[]][] | undefined;
  written: number;
}

/**
 * Notes in the background which grams stand in which calls: of a store from before there was a search by grams, all of it,
 * oldest first; then a block whenever one is due. In slices between which the core does everything else. A stop loses the
 * block in the making; until one is there, a search looks at the calls themselves.
 */
export class WordIndexer {
  private callOff: (() => void) | undefined;
  private making: Making | undefined;

  constructor(private readonly parts: WordIndexerParts) {}

  start(): void {
    this.later(FIRST_AFTER_MS);
  }

  stop(): void {
    this.callOff?.();
    this.callOff = undefined;
  }

  /** One slice: some calls read, some rows or the end of a block written. True while there is more to do. */
  slice(): boolean {
    const making = (this.making ??= this.begun());
    if (making === undefined) return false;
    if (making.read < making.calls.length) this.read(making);
    else this.write(making);
    return true;
  }

  private begun(): Making | undefined {
    const { words, blockCalls } = this.parts;
    const calls = words.owed(blockCalls);
    if (calls.length === 0) return undefined;
    return { block: words.nextBlock(), calls, places: new Map(), read: 0, rows: undefined, written: 0 };
  }

  private read(making: Making): void {
    const until = this.parts.clock.monotonic() + WORK_MS;
    const { calls, places } = making;
    do {
      for (const gram of gramsOf(calls[making.read]?.words ?? '')) {
        const known = places.get(gram);
        if (known === undefined) places.set(gram, [making.read]);
        else known.push(making.read);
      }
      making.read += 1;
    } while (making.read < calls.length && this.parts.clock.monotonic() < until);
  }

  /** In the order of their tree: a block's rows come to lie one beside the other. */
  private write(making: Making): void {
    const { words, writer } = this.parts;
    const { block, calls } = making;
    const rows = (making.rows ??= [...making.places].sort(([a], [b]) => (a < b ? -1 : 1)));
    const isFirst = making.written === 0;
    const batch = rows.slice(making.written, making.written + BATCH);
    writer.write(() => {
      if (isFirst) words.empty(block);
      if (batch.length > 0) words.addGrams(block, batch);
      else words.add(block, calls);
    });
    making.written += batch.length;
    if (batch.length === 0) this.making = undefined;
  }

  private later(ms: number): void {
    this.callOff = this.parts.timer.after(ms, () => {
      this.callOff = undefined;
      this.later(this.sliceSafely() ? PAUSE_MS : IDLE_MS);
    });
  }

  /** A disk in trouble is told by whatever the agent does next; what is derived can wait. */
  private sliceSafely(): boolean {
    try {
      return this.slice();
    } catch {
      this.making = undefined;
      return false;
    }
  }
}
