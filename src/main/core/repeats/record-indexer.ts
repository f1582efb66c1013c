import type { CallRecord } from '../../../shared/call/record';
import type { Writer } from '../store/writer';
import type { Clock, Timer } from '../sync/ports';

/** How long one slice may read, ms: the core's loop is not to be held for 8. */
const WORK_MS = 3;
const FIRST_AFTER_MS = 3_000;
const PAUSE_MS = 15;
/** Revisions looked at in one slice; most calls are consultations. */
const STRETCH = 200;
/** Rows written at once. */
const BATCH = 64;

/** Which revision a row is of. */
export interface RevisionKey {
  seq: number;
  callId: string;
  revision: number;
}

/** One derived table: what it lacks, and how a row of it is made. */
export interface Derivation<Row> {
  version: number;
  /** How far its rows were made, and by which version; null: not begun. */
  made(): { version: number; seq: number } | null;
  setMade(made: { version: number; seq: number }): void;
  lastSeq(): number;
  /** Latest revisions in a stretch that have no row of the present version. */
  lacking(after: number, upTo: number, limit: number): { seq: number; record: CallRecord }[];
  /** Null: this record has none. */
  rowOf(record: CallRecord): Row | null;
  /** False where the call has been revised since. */
  isLatest(key: RevisionKey): boolean;
  /** Returns the number by which the reader finds it. */
  put(key: RevisionKey, row: Row): number;
}

export interface RecordIndexerParts<Row> {
  derivation: Derivation<Row>;
  writer: Writer;
  clock: Pick<Clock, 'monotonic'>;
  timer: Timer;
  /** Rows that were made, by their number. */
  onIndexed: (numbers: readonly number[]) => void;
}

/**
 * Makes derived rows of calls that were finished before there was the table, or by an older version of it. In slices
 * between which the core does everything else; a stop loses what was read and not written, and a start goes on where the
 * last write ended.
 */
export class RecordIndexer<Row> {
  private callOff: (() => void) | undefined;
  /** Read, and not written yet. */
  private rows: { key: RevisionKey; row: Row }[] = [];
  private reached: number | undefined;

  constructor(private readonly parts: RecordIndexerParts<Row>) {}

  start(): void {
    this.later(FIRST_AFTER_MS);
  }

  stop(): void {
    this.callOff?.();
    this.callOff = undefined;
  }

  /** One slice: a few records read, or those read so far written. True while there is more to do. */
  slice(): boolean {
    this.reached ??= this.begun();
    const last = this.parts.derivation.lastSeq();
    if (this.reached < last && this.rows.length < BATCH) this.read(this.reached, last);
    else if (this.reached > this.begun()) this.write(this.reached);
    return this.reached < last || this.reached > this.begun();
  }

  /** How far the rows were written by the present version. */
  private begun(): number {
    const { derivation } = this.parts;
    const made = derivation.made();
    return made?.version === derivation.version ? made.seq : 0;
  }

  private read(from: number, last: number): void {
    const { derivation, clock } = this.parts;
    const until = clock.monotonic() + WORK_MS;
    const upTo = Math.min(last, from + STRETCH);
    let reached = from;
    while (reached < upTo && clock.monotonic() < until) {
      const [next] = derivation.lacking(reached, upTo, 1);
      reached = next?.seq ?? upTo;
      const row = next ? derivation.rowOf(next.record) : null;
      if (next && row !== null) {
        const { id: callId, revision } = next.record;
        this.rows.push({ key: { seq: next.seq, callId, revision }, row });
      }
    }
    this.reached = reached;
  }

  /** Many at once: each commit waits for the disk. A revision made meanwhile has its own row, and keeps it. */
  private write(reached: number): void {
    const { derivation, writer, onIndexed } = this.parts;
    const numbers = writer.write(() => {
      derivation.setMade({ version: derivation.version, seq: reached });
      return this.rows
        .filter(({ key }) => derivation.isLatest(key))
        .map(({ key, row }) => derivation.put(key, row));
    });
    const told = this.rows.length > 0;
    this.rows = [];
    if (told) onIndexed(numbers);
  }

  private later(ms: number): void {
    this.callOff = this.parts.timer.after(ms, () => {
      this.callOff = undefined;
      if (this.sliceSafely()) this.later(PAUSE_MS);
    });
  }

  /** A disk in trouble is told by whatever the agent does next; what is derived can wait for the next start. */
  private sliceSafely(): boolean {
    try {
      return this.slice();
    } catch {
      return false;
    }
  }
}
