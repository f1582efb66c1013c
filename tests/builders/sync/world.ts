import { createSyncEngine } from '../../../src/main/core/sync/engine/engine';
import type { CenterClient, Outbox, SyncEngine, SyncEvent } from '../../../src/main/core/sync/ports';
import { createReceiptCheck } from '../../../src/main/core/sync/center/receipt-check';
import type { PushedRecord } from '../../../src/shared/center-api/messages';
import { FakeTime } from './fake-time';
import { createSigner, record, SEAT, type Signer } from './keys';
import { OwedStore } from './owed-store';
import { SimulatedCenter } from './simulated-center';

/** A bug put in on purpose, to show that the checks see it. */
export interface Plant {
  outbox?: (outbox: Outbox, forge: Signer) => Outbox;
  center?: (center: CenterClient, forge: Signer) => CenterClient;
  /** Takes the place of saving: returns before the record is in the store. */
  enter?: (save: () => void, later: (() => void)[]) => void;
}

/** The real engine, outbox and schema against a simulated center and clock; kills and plants on demand. */
export class World {
  readonly time = new FakeTime();
  readonly store = new OwedStore();
  readonly center: SimulatedCenter;
  readonly events: SyncEvent[] = [];
  /** What the seat told the agent is saved. */
  readonly acknowledged = new Map<string, PushedRecord>();
  engine: SyncEngine;
  /** The store's next call of this kind fails: before its transaction, or with an error after the commit (D7). */
  diskFails: { at: 'claim' | 'settle'; isCommitted: boolean } | null = null;
  private readonly signer = createSigner('center-1');
  private readonly later: (() => void)[] = [];
  /** Counts lives: a killed process' late steps reach nothing. */
  private life = 0;
  private seed: number;

  constructor(
    private readonly plant: Plant = {},
    seed = 1,
  ) {
    this.seed = seed;
    this.center = new SimulatedCenter(this.signer, createSigner('center-1'), () => this.time.now());
    this.engine = this.boot();
  }

  private random = (): number => {
    this.seed = (Math.imul(this.seed, 1_664_525) + 1_013_904_223) >>> 0;
    return this.seed / 4_294_967_296;
  };

  private boot(): SyncEngine {
    const life = this.life;
    const { plant, signer, store } = this;
    const engine = createSyncEngine({
      outbox: guarded(plant.outbox?.(store.outbox, signer) ?? store.outbox, (method, call) => {
        // A killed process' hands reach nothing.
        if (life !== this.life) throw new Error('killed');
        if (this.diskFails?.at !== method) return call();
        const { isCommitted } = this.diskFails;
        this.diskFails = null;
        if (isCommitted) call();
        throw new Error('SQLITE_IOERR');
      }),
      center: plant.center?.(this.center, signer) ?? this.center,
      bundles: { offer: () => ({ ok: true, changed: false }) },
      changes: { lastPosition: () => 0, take: () => ({ ok: true, taken: 0 }) },
      isTrusted: createReceiptCheck(SEAT, [signer.key]),
      clock: this.time,
      timer: { after: (ms, run) => (life === this.life ? this.time.after(ms, run) : () => undefined) },
      random: this.random,
      onChange: () => undefined,
      log: (event) => this.events.push(event),
    });
    engine.start();
    return engine;
  }

  save(n: number): PushedRecord {
    const made = record(n);
    const save = () => {
      this.store.enter(made, this.time.now());
    };
    if (this.plant.enter) this.plant.enter(save, this.later);
    else save();
    this.acknowledged.set(made.id, made);
    this.engine.wake();
    return made;
  }

  /** SIGKILL and a new start: what was in memory is gone, late answers reach nobody. */
  restart(): void {
    this.life += 1;
    this.later.length = 0;
    this.time.forget();
    this.engine = this.boot();
  }

  /** True where a killed round's request is still out. */
  private get isHanging(): boolean {
    return this.center.net === 'hang_before' || this.center.net === 'hang_after';
  }

  /** Lets what is in hand come to rest; a hanging request never does. */
  settle = async (): Promise<void> => {
    for (const write of this.later.splice(0)) write();
    if (this.isHanging) await new Promise((resolve) => setImmediate(resolve));
    else await this.engine.whenIdle();
  };

  async pass(ms: number): Promise<void> {
    await this.time.pass(ms, this.settle);
  }

  /** Throws where the seat's own account is untrue at this moment. */
  checkHonest(): void {
    const { finished, received, owed, quarantined, unknown } = this.store.facts();
    if (unknown !== 0) throw new Error(`unknown: ${String(unknown)} records in no state`);
    if (finished !== received + owed + quarantined) throw new Error('conservation: the counts do not add up');
    const there = new Set(this.center.bodies());
    for (const { id, body } of this.store.received()) {
      if (!there.has(body)) throw new Error(`lie: ${id} is called received and is not at the center`);
    }
    for (const [id, delivery] of this.store.open()) {
      if (delivery === 'quarantined' && !this.center.poison.has(id))
        throw new Error(`wrong quarantine: ${id}`);
    }
    if (this.engine.state().owed !== owed) throw new Error('status: owed is not what is owed');
  }

  /** After the link has been good for long enough: throws where something is lost, doubled or withheld. */
  checkDelivered(): void {
    this.checkHonest();
    const there = new Map<string, number>();
    for (const body of this.center.bodies()) there.set(body, (there.get(body) ?? 0) + 1);
    const open = this.store.open();
    for (const { id, body } of this.acknowledged.values()) {
      const times = there.get(body) ?? 0;
      if (times > 1) throw new Error(`doubled: ${id}`);
      if (times === 0 && !open.has(id)) throw new Error(`lost: ${id}`);
      if (this.center.poison.has(id)) {
        if (open.get(id) !== 'quarantined')
          throw new Error(`withheld: poison ${id} is ${open.get(id) ?? '?'}`);
      } else if (open.has(id)) {
        throw new Error(`withheld: ${id} is ${open.get(id) ?? '?'}`);
      }
    }
    for (const body of there.keys()) {
      if (![...this.acknowledged.values()].some((each) => each.body === body))
        throw new Error('foreign body');
    }
  }

  close(): void {
    this.life += 1;
    this.store.close();
  }
}

type Around = <R>(method: keyof Outbox, call: () => R) => R;

function guarded(outbox: Outbox, around: Around): Outbox {
  return {
    recoverInterrupted: (now) => around('recoverInterrupted', () => outbox.recoverInterrupted(now)),
    claim: (now, limit, chars) => around('claim', () => outbox.claim(now, limit, chars)),
    settle: (settlements, now) => {
      around('settle', () => {
        outbox.settle(settlements, now);
      });
    },
    makeDue: (id, now) => {
      around('makeDue', () => {
        outbox.makeDue(id, now);
      });
    },
    summary: () => around('summary', () => outbox.summary()),
  };
}
