import Database from 'better-sqlite3';
import { OutboxRepository } from '../../../src/main/core/store/repositories/outbox';
import { CenterCounts } from '../../../src/main/core/store/repositories/arrival/center-counts';
import { ArrivalEquation } from '../../../src/main/core/store/repositories/arrival/equation';
import { KeptSums } from '../../../src/main/core/store/repositories/arrival/kept-sums';
import { QueueRepository } from '../../../src/main/core/store/repositories/queue';
import { MIGRATIONS } from '../../../src/main/core/store/migrate';
import { CallRepository } from '../../../src/main/core/store/repositories/calls';
import { summaryOf } from '../../../src/main/core/store/summary';
import { emptyForm } from '../../../src/shared/call/form';
import type { CallRecord } from '../../../src/shared/call/record';
import type { PushedRecord } from '../../../src/shared/center-api/messages';
import { aBundle } from '../bundle';
import { aDraft, aRecord } from '../draft';
import { SEAT } from './keys';

export interface Facts {
  finished: number;
  received: number;
  owed: number;
  quarantined: number;
  unknown: number;
}

/** The store's own outbox, its own schema and laws, in memory: quick enough for thousands of runs. */
export class OwedStore {
  readonly outbox: OutboxRepository;
  readonly arrival: ArrivalEquation;
  readonly counts: CenterCounts;
  readonly queue: QueueRepository;
  readonly sums: KeptSums;
  /** For planting damage that no code could do. */
  readonly db = new Database(':memory:');
  readonly stage: (id: string, stage: 'reviewed' | 'returned') => void;
  /** One transaction, as the store makes it. */
  readonly write: <T>(change: () => T) => T;
  private readonly enterOne: (record: PushedRecord, at: number) => void;

  constructor() {
    const { db } = this;
    db.pragma('foreign_keys = ON');
    for (const migration of MIGRATIONS) db.exec(migration);
    db.exec(`insert into bundles (version, effective_from, key_id, body, signature, received_at)
      values ('2026.1', 0, 'k', '{}', '', 0)`);
    db.exec("insert into people (id, number, name, role, verifier) values ('p-1', '11', '甲', 'agent', '')");
    this.arrival = new ArrivalEquation(db);
    this.counts = new CenterCounts(db);
    this.queue = new QueueRepository(db);
    this.sums = new KeptSums(db);
    const write = db.transaction((change: () => unknown) => change());
    this.write = <T>(change: () => T) => write.immediate(change) as T;
    this.outbox = new OutboxRepository(db, this);
    const calls = new CallRepository(db);
    this.stage = (id, stage) => this.write(() => calls.setStage(id, stage));
    const form = { ...emptyForm(), purpose: 'nuisance' as const };
    const template = aRecord(aDraft({ form }));
    let number = 0;
    this.enterOne = (owed, at) => {
      number += 1;
      const record: CallRecord = {
        ...template,
        id: owed.id,
        revision: owed.revision,
        localNumber: `${SEAT}-20261123-${String(number).padStart(4, '0')}`,
        finishedAt: at,
      };
      const summary = summaryOf(form, record.localNumber, aBundle());
      write.immediate(() => {
        calls.addRevision({ record, body: owed.body, bodySha256: owed.bodySha256 }, summary);
      });
    };
  }

  enter(record: PushedRecord, at: number): void {
    this.enterOne(record, at);
  }

  /** The center was found to lack it, and somebody hands it in again. */
  handInAgain(seq: number, at: number): void {
    this.counts.addLack(seq, at);
    this.outbox.handInAgain(seq, at);
    this.counts.setHandedIn(seq, 'p-1', at);
  }

  facts(): Facts {
    return this.db.prepare<[], Facts>('select * from conservation').get() as Facts;
  }

  /** Ids that the store calls received, with the body they stand for. */
  received(): { id: string; body: string }[] {
    return this.db
      .prepare<[], { id: string; body: string }>(
        `select r.call_id as id, v.body from receipts r
         join revisions v on v.call_id = r.call_id and v.revision = r.revision`,
      )
      .all();
  }

  /** Delivery by id of what has no receipt. */
  open(): Map<string, string> {
    const rows = this.db
      .prepare<[], { id: string; delivery: string }>('select call_id as id, delivery from outbox')
      .all();
    return new Map(rows.map(({ id, delivery }) => [id, delivery]));
  }

  close(): void {
    this.db.close();
  }
}
