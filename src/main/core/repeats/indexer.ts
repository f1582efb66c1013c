import { FEATURES_VERSION, type Features } from '../../../shared/repeats/features';
import type { MetaRepository } from '../store/repositories/meta';
import type { RepeatKey, RepeatRepository } from '../store/repositories/repeats';
import type { Writer } from '../store/writer';
import type { Clock, Timer } from '../sync/ports';
import { featuresOfRecord } from './report-features';

/** How long one slice may work before its commit, ms: with it, the core's loop is held for less than 8. */
const WORK_MS = 3;
const FIRST_AFTER_MS = 3_000;
const PAUSE_MS = 15;
/** Revisions looked at in one slice; most calls are consultations. */
const STRETCH = 200;

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
 * slices between which the core does everything else; a stop loses at most the slice in hand, and a start goes on where
 * the last one ended.
 */
export class RepeatIndexer {
  private callOff: (() => void) | undefined;

  constructor(private readonly parts: IndexerParts) {}

  start(): void {
    this.later(FIRST_AFTER_MS);
  }

  stop(): void {
    this.callOff?.();
    this.callOff = undefined;
  }

  /** One slice; true while there is more to do. */
  slice(): boolean {
    const { repeats, meta, writer, clock, onIndexed } = this.parts;
    const made = meta.repeatsMade();
    const from = made?.version === FEATURES_VERSION ? made.seq : 0;
    const last = repeats.lastSeq();
    if (from >= last) return false;
    const until = clock.monotonic() + WORK_MS;
    const upTo = Math.min(last, from + STRETCH);
    const rows: { key: RepeatKey; features: Features }[] = [];
    let reached = from;
    while (reached < upTo && clock.monotonic() < until) {
      const [next] = repeats.unindexed(reached, upTo, 1);
      reached = next?.seq ?? upTo;
      const features = next ? featuresOfRecord(next.record) : null;
      if (next && features) {
        const { id: callId, revision } = next.record;
        rows.push({ key: { seq: next.seq, callId, revision }, features });
      }
    }
    writer.write(() => {
      for (const { key, features } of rows) repeats.put(key, features);
      meta.setRepeatsMade({ version: FEATURES_VERSION, seq: reached });
    });
    if (rows.length > 0) onIndexed(rows.map(({ key }) => key.seq));
    return reached < last;
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
