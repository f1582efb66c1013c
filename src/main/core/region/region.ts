import { z } from 'zod';
import { CITY_DIGITS, RegionAnswer } from '../../../shared/center-api/region';
import { EpochMs } from '../../../shared/ids';
import type { RegionView } from '../../../shared/region/view';
import type { CenterClock } from '../clock/center-clock';
import type { MetaRepository } from '../store/repositories/seat/meta';
import type { Writer } from '../store/writer';
import type { Clock, RegionSink, SyncEngine } from '../sync/ports';
import type { RegionOutcome } from '../sync/region/classify';

const EVERY_MS = 600_000;
/** A person who looks asks anew, but not more often than this. */
const ASKED_EVERY_MS = 30_000;
const STALE_MS = 1_800_000;

/** As it lies in the store; no answer: the center offers none. */
const Kept = z.strictObject({ answer: RegionAnswer.nullable(), askedAt: EpochMs });
type Kept = z.infer<typeof Kept>;

export interface RegionParts {
  seat: { id: string; unitCode: string };
  meta: MetaRepository;
  writer: Writer;
  clock: Clock;
  centerClock: CenterClock;
  sync: () => SyncEngine;
}

/** What the center knows of the city's seats, as of when it said so. */
export class Region implements RegionSink {
  private kept: Kept | null | undefined;
  private nextAt = 0;
  private lastAt = -ASKED_EVERY_MS;
  private isAsked = false;
  private etag: string | null = null;

  constructor(private readonly parts: RegionParts) {}

  dueInMs(): number {
    return this.isAsked ? 0 : Math.max(0, this.nextAt - this.parts.clock.monotonic());
  }

  question(centerTime: number): ReturnType<RegionSink['question']> {
    const { seat, clock } = this.parts;
    this.isAsked = false;
    this.lastAt = clock.monotonic();
    this.nextAt = this.lastAt + EVERY_MS;
    return { seatId: seat.id, city: seat.unitCode.slice(0, CITY_DIGITS), etag: this.etag, centerTime };
  }

  take(outcome: RegionOutcome, centerTime: number): void {
    switch (outcome.kind) {
      case 'failed':
        return;
      case 'not_offered':
        this.etag = null;
        this.keep({ answer: null, askedAt: centerTime });
        return;
      case 'unchanged':
        this.keep({ answer: this.load()?.answer ?? null, askedAt: centerTime });
        return;
      case 'offered':
        this.etag = outcome.etag;
        this.keep({ answer: outcome.answer, askedAt: outcome.answer.centerTime });
    }
  }

  /** A supervisor looks at it: the center is asked as soon as the link is free. */
  refresh(): RegionView {
    const { clock, sync } = this.parts;
    if (clock.monotonic() - this.lastAt >= ASKED_EVERY_MS) {
      this.isAsked = true;
      sync().wake('person');
    }
    return this.view();
  }

  view(): RegionView {
    const { centerClock, sync } = this.parts;
    const isOffline = sync().state().link === 'offline';
    const kept = this.load();
    if (kept === null) return { kind: 'none', isAsking: this.isAsked && !isOffline };
    const { answer, askedAt } = kept;
    if (answer === null) return { kind: 'not_offered' };
    const ageMs = Math.round(Math.abs(centerClock.now() - askedAt));
    return { kind: 'known', region: answer, askedAt, ageMs, isStale: ageMs > STALE_MS || isOffline };
  }

  private keep(kept: Kept): void {
    const { meta, writer } = this.parts;
    writer.write(() => meta.setRegion(JSON.stringify(kept)));
    this.kept = kept;
  }

  private load(): Kept | null {
    if (this.kept === undefined) {
      const text = this.parts.meta.region();
      const parsed = text === null ? null : Kept.safeParse(JSON.parse(text));
      // Of another program's shape: the next answer takes its place.
      this.kept = parsed?.success === true ? parsed.data : null;
    }
    return this.kept;
  }
}
