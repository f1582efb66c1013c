import { WRONG_CLOCK_MS } from '../../../shared/network/clock';
import type { AuditChain } from '../audit/chain';
import type { Announce } from '../ports';
import type { AuditRepository } from '../store/repositories/audit';
import type { MetaRepository } from '../store/repositories/seat/meta';
import type { Writer } from '../store/writer';
import type { Clock, Timer } from '../sync/ports';

/** A wall clock that moves by more against the time since boot was set by somebody. */
const JUMP_MS = 5_000;
const LOOK_EVERY_MS = 15_000;
/** Offsets closer than this to the stored one are not written again: each write is a commit. */
const OFFSET_STEP_MS = 1_000;

export interface CenterClockParts {
  clock: Clock;
  /** Ms since the PC was switched on, its sleep included: what nobody can set. */
  sinceBoot: () => number;
  timer: Timer;
  meta: MetaRepository;
  rows: AuditRepository;
  writer: Writer;
  audit: AuditChain;
  announce: Announce;
  seatId: string;
}

/**
 * The center's time, at a seat whose own clock anybody may set. What the last contact told is carried on by the time
 * since boot, so that setting the PC's clock afterwards moves nothing; a jump, and a clock that is off, are written into
 * the audit. Before the first contact nothing is known, and that is what is said.
 */
export class CenterClock {
  /** Center minus PC when the two were last compared, and the PC's wall clock minus its time since boot then. */
  private anchor: { offsetMs: number; drift: number } | null;
  private lastDrift: number;
  private jumpedInAll = 0;
  private jumpedSinceContact = 0;
  private isWrong = false;
  private readonly begun = new Map<string, number>();
  private callOff: () => void = () => undefined;

  constructor(private readonly parts: CenterClockParts) {
    const stored = parts.meta.clockOffset();
    this.lastDrift = this.drift();
    this.anchor = stored === null ? null : { offsetMs: stored, drift: this.lastDrift };
    this.isWrong = Math.abs(stored ?? 0) > WRONG_CLOCK_MS;
    this.lookBack();
    this.look();
  }

  /** Center clock minus this PC's, ms, as of now; null while nobody knows. */
  offset(): number | null {
    if (this.anchor === null) return null;
    const jump = this.drift() - this.anchor.drift;
    return Math.abs(jump) < JUMP_MS ? this.anchor.offsetMs : Math.round(this.anchor.offsetMs - jump);
  }

  /** The center's time as well as it is known; the PC's where it is not. UTC ms. */
  now(): number {
    return this.parts.clock.now() + (this.offset() ?? 0);
  }

  /** By how much somebody has set the clock since the center was last heard, ms; null where nobody has. */
  jumped(): number | null {
    this.notice();
    return this.jumpedSinceContact === 0 ? null : Math.round(this.jumpedSinceContact);
  }

  /** A call begins: later jumps are counted for it. */
  callBegan(id: string): void {
    this.notice();
    this.begun.set(id, this.jumpedInAll);
  }

  /** By how much the clock was set while this call was in hand, ms. One begun before a restart counts from there. */
  jumpedSince(id: string): number {
    this.notice();
    return Math.round(this.jumpedInAll - (this.begun.get(id) ?? 0));
  }

  callEnded(id: string): void {
    this.begun.delete(id);
  }

  /** The center was heard: what was measured is what holds from now on. */
  met(offsetMs: number): void {
    const { meta, writer, audit, clock, seatId } = this.parts;
    this.notice();
    this.anchor = { offsetMs, drift: this.drift() };
    this.jumpedSinceContact = 0;
    const isWrong = Math.abs(offsetMs) > WRONG_CLOCK_MS;
    const stored = meta.clockOffset();
    if (isWrong === this.isWrong && stored !== null && Math.abs(stored - offsetMs) < OFFSET_STEP_MS) return;
    writer.write(() => {
      meta.setClockOffset(offsetMs);
      if (isWrong === this.isWrong) return;
      const act = isWrong ? 'clock_wrong' : 'clock_right';
      audit.append({ at: clock.now(), actor: 'seat', act, subject: seatId, detail: offsetMs });
    });
    this.isWrong = isWrong;
  }

  stop(): void {
    this.callOff();
  }

  private look(): void {
    this.notice();
    this.callOff = this.parts.timer.after(LOOK_EVERY_MS, () => this.look());
  }

  private drift(): number {
    return this.parts.clock.now() - this.parts.sinceBoot();
  }

  /** Writes down a jump since the last look. */
  private notice(): void {
    const drift = this.drift();
    const jump = Math.round(drift - this.lastDrift);
    this.lastDrift = drift;
    if (Math.abs(jump) < JUMP_MS) return;
    this.jumpedInAll += jump;
    this.jumpedSinceContact += jump;
    const offsetMs = this.offset();
    this.write('clock_jumped', jump, offsetMs);
    this.parts.announce('sync');
  }

  /** A clock that is behind the seat's own last act was set back while the seat was off: what was known is void. */
  private lookBack(): void {
    const { rows, clock } = this.parts;
    const behind = (rows.lastAt() ?? 0) - clock.now();
    if (behind <= WRONG_CLOCK_MS) return;
    this.anchor = null;
    this.jumpedSinceContact = -behind;
    this.write('clock_jumped', -behind, null);
  }

  private write(act: 'clock_jumped', detail: number, offsetMs: number | null): void {
    const { meta, writer, audit, clock, seatId } = this.parts;
    writer.write(() => {
      meta.setClockOffset(offsetMs);
      audit.append({ at: clock.now(), actor: 'seat', act, subject: seatId, detail });
    });
  }
}
