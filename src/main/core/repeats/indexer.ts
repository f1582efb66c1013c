import { FEATURES_VERSION, type Features } from '../../../shared/repeats/features';
import type { MetaRepository } from '../store/repositories/seat/meta';
import type { RepeatKey, RepeatRepository } from '../store/repositories/repeats';
import type { Writer } from '../store/writer';
import type { Clock, Timer } from '../sync/ports';
import { featuresOfRecord } from './report-features';

/** How long one slice may read, ms: the core's loop is not to be held for 8. */
const WORK_MS = 3;
const FIRST_AFTER_MS = 3_000;
const PAUSE_MS = 15;
/** Revisions looked at in one slice; most calls are consultations. */
const STRETCH = 200;
/** Rows written at once. */
const BATCH = 64;

export interface IndexerParts {
  repeats: RepeatRepository;
  meta: MetaRepository;
  writer: Writer;
  clock: Pick<Clock, 'monotonic'>;
  timer: Timer;
  /** Rows that were made, by their number. */
  onIndexed: (seqs: readonly number[]) => void;
}

/**
 * Makes the matcher's rows of calls that were finished before there was a matcher, or under an older vocabulary. In
 * slices between which the core does everything else; a stop loses what was read and not written, and a start goes on
 * where the last write ended.
 */
export class RepeatIndexer {
  private callOff: (() => void) | undefined;
  /** Read, and not written yet. */
  private rows: { key: RepeatKey; features: Features }[] = [];
  private reached: number | undefined;

  constructor(private readonly parts: IndexerParts) {}

  start(): void {
    this.later(FIRST_AFTER_MS);
  }

  stop(): void {
    this.callOff?.();
    this.callOff = undefined;
  }

  /** One slice: a few reports read, or those read so far written. True while there is more to do. */
  slice(): boolean {
    this.reached ??= this.begun();
    const last = this.parts.repeats.lastSeq();
    if (this.reached < last && this.rows.length < BATCH) this.read(this.reached, last);
    else if (this.reached > this.begun()) this.write(this.reached);
    return this.reached < last || this.reached > this.begun();
  }

  /** How far the rows were written under the present vocabulary. */
  private begun(): number {
    const made = this.parts.meta.repeatsMade();
    return made?.version === FEATURES_VERSION ? made.seq : 0;
  }

  private read(from: number, last: number): void {
    const { repeats, clock } = this.parts;
    const until = clock.monotonic() + WORK_MS;
    const upTo = Math.min(last, from + STRETCH);
    let reached = from;
    while (reached < upTo && clock.monotonic() < until) {
      const [next] = repeats.unindexed(reached, upTo, 1);
      reached = next?.seq ?? upTo;
      const features = next ? featuresOfRecord(next.record) : null;
      if (next && features) {
        const { id: callId, revision } = next.record;
        this.rows.push({ key: { seq: next.seq, callId, revision }, features });
      }
    }
    this.reached = reached;
  }

  /** Many at once: each commit waits for the disk. A revision made meanwhile has its own row, and keeps it. */
  private write(reached: number): void {
    const { repeats, meta, writer, onIndexed } = this.parts;
    const { rows } = this;
    writer.write(() => {
      for (const { key, features } of rows) if (repeats.isLatest(key)) repeats.put(key, features);
      meta.setRepeatsMade({ version: FEATURES_VERSION, seq: reached });
    });
    this.rows = [];
    if (rows.length > 0) onIndexed(rows.map(({ key }) => key.seq));
  }

  private later(ms: number): void {
    this.callOff = this.parts.timer.after(ms, () => {
      this.callOff = undefined;
      if (this.sliceSafely()) this.later(PAUSE_MS);
    });
  }

  /** A disk in trouble is told by whatever the agent does next; candidates can wait for the next start. */
  private sliceSafely(): boolean {
    try {
      return this.slice();
    } catch {
      return false;
    }
  }
}
