import type { Enrolment } from '../../../shared/center-api/enrolment';
import { SeatId } from '../../../shared/ids';
import { createCleaner } from '../attachments/cleaner';
import { Desk } from '../desk';
import type { Announce, Log } from '../ports';
import { openReader } from '../reader/open-reader';
import type { Reader } from '../reader/reader';
import { Refusal } from '../refusal';
import type { Store } from '../store/store';
import type { Clock, Timer } from '../sync/ports';
import type { PracticeFiles } from './files';
import { PretendedCenter, throwawayKey } from './pretended-center';
import type { RealSeat } from './real-seat';

/** After so long an idle seat looks whether the center is there: the drill lets that time pass at once. */
const CONTACT_AFTER_MS = 60_000;

export interface PracticeDeskParts {
  files: PracticeFiles;
  real: RealSeat;
  clock: Clock;
  timer: Timer;
  random: () => number;
  announce: Announce;
  log: Log;
}

/** No unit of the province has these letters: a number of practice is told from a real one wherever it is read. */
function practiceSeatId(real: SeatId): SeatId {
  return SeatId.parse(`LX${real.slice(2)}`);
}

/**
 * The same desk as the real one over a store of its own, with a center that lives in this process. It is made without
 * any way to the network: what `createCenterClient` makes is no `PretendedCenter`.
 */
export class PracticeDesk {
  readonly center: PretendedCenter;
  /** Rises each time the store is opened. */
  life = 0;
  private readonly enrolment: Enrolment;
  private readonly clock: Clock;
  private skippedMs = 0;
  private open: { store: Store; desk: Desk; reader: Reader } | undefined;
  private closing: Promise<void> = Promise.resolve();

  constructor(private readonly parts: PracticeDeskParts) {
    const { real, clock } = parts;
    const signing = throwawayKey('ed25519', 'practice-signing');
    const sealing = throwawayKey('x25519', 'practice-sealing');
    const { head, signed } = real.bundle(clock.now());
    const seat = { id: practiceSeatId(real.seat.id), unitCode: real.seat.unitCode };
    this.enrolment = {
      schema: 1,
      seat,
      // Neither is ever used; were they, they would lead nowhere and open nothing.
      centerUrl: 'https://practice.invalid',
      token: 'practice-has-no-token',
      keys: {
        signing: [{ id: signing.id, publicKey: signing.publicKey }],
        // What is sealed in practice can be opened by nobody: the private half is not kept.
        sealing: [{ id: sealing.id, publicKey: sealing.publicKey }],
        recovery: { id: sealing.id, publicKey: sealing.publicKey },
      },
      people: real.people(),
      bundle: signed,
    };
    this.clock = { now: () => clock.now(), monotonic: () => clock.monotonic() + this.skippedMs };
    this.center = new PretendedCenter(seat.id, signing, signed, () => clock.now());
    this.start(head);
  }

  private start(head: { version: string; effectiveFrom: number }): void {
    const { files, timer, random, announce, log } = this.parts;
    const { clock, enrolment, center } = this;
    const store = files.openStore();
    const reader = openReader(null, files.readerStart(), timer, log);
    try {
      store.write(() => {
        store.people.replaceRoster(enrolment.people);
        store.bundles.add(head, enrolment.bundle, clock.now());
      });
      const desk = new Desk({
        store,
        enrolment,
        center,
        comparesWithCenter: false,
        reader,
        clean: createCleaner(null),
        clock,
        // Without the time that a drill skips: nobody has set a clock there.
        sinceBoot: () => this.parts.clock.monotonic(),
        timer,
        random,
        announce,
        log: (entry) => log({ ...entry, what: `practice.${entry.what}` }),
        // No telephone rings in an exercise.
        signedIn: () => [],
        onPhone: () => undefined,
      });
      this.open = { store, desk, reader };
      desk.sync.start();
    } catch (error) {
      store.close();
      throw error;
    }
    this.life += 1;
  }

  get isDown(): boolean {
    return this.open === undefined;
  }

  get seat(): Enrolment['seat'] {
    return this.enrolment.seat;
  }

  /** Throws `practice_down` while the drill has ended the seat. */
  desk(): Desk {
    if (this.open === undefined) throw new Refusal('practice_down');
    return this.open.desk;
  }

  /** The line fails or comes back; the seat notices as if it had just looked. */
  setLine(isReachable: boolean): void {
    this.center.isReachable = isReachable;
    this.skippedMs += CONTACT_AFTER_MS;
    const { store, sync } = this.desk();
    if (isReachable) store.outbox.makeDue(null, this.clock.now());
    sync.wake('person');
  }

  /** As if the seat were killed: nobody is asked for a last word. Resolves when the files are let go of. */
  close(): Promise<void> {
    const { open } = this;
    if (open === undefined) return this.closing;
    this.open = undefined;
    this.closing = open.desk
      .stop()
      .catch(() => undefined) // a store in trouble is told to whoever opens it next
      .then(() => open.reader.stop())
      .then(() => open.store.close());
    return this.closing;
  }

  async reopen(): Promise<void> {
    await this.closing;
    if (this.open === undefined) this.start(this.parts.real.bundle(this.clock.now()).head);
  }
}
