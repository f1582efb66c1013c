import type Database from 'better-sqlite3';
import type { Receipt } from '../../../../shared/center-api/receipt';
import { MAX_DELAY_MS } from '../../sync/engine/backoff';
import type { Outbox, OwedRecord, Settlement } from '../../sync/ports';
import type { Writer } from '../writer';

/** The engine never plans further ahead (a Retry-After is its own to keep): beyond it the clock was set back. */
export const LONGEST_WAIT_MS = MAX_DELAY_MS;

interface OwedRow {
  seq: number;
  id: string;
  revision: number;
  bodyChars: number;
  tries: number;
  isUnconfirmed: number;
}

/** What is owed to the center. A row stays until its receipt is stored with it, in one transaction (a law in SQL). */
export class OutboxRepository implements Outbox {
  private readonly interrupted: Database.Statement<[number]>;
  private readonly due: Database.Statement<[number, number, number], OwedRow>;
  private readonly bodyOf: Database.Statement<[number], { body: string; bodySha256: string }>;
  private readonly claimed: Database.Statement<[number, number]>;
  private readonly seqOf: Database.Statement<[string, number, string], { seq: number }>;
  private readonly received: Database.Statement<[Receipt & { seq: number; storedAt: number }]>;
  private readonly receivedAgain: Database.Statement<[Receipt & { seq: number; storedAt: number }]>;
  private readonly noLongerLacking: Database.Statement<[number, number]>;
  private readonly settled: Database.Statement<[number]>;
  private readonly owedAgain: Database.Statement<[{ seq: number; now: number }]>;
  private readonly postponed: Database.Statement<
    [
      {
        seq: number;
        delivery: string;
        is_unconfirmed: number;
        cause: string;
        next_try_at: number;
        now: number;
      },
    ]
  >;
  private readonly quarantined: Database.Statement<[{ seq: number; refusal: string; now: number }]>;
  private readonly refusedByHand: Database.Statement<[{ seq: number; refusal: string }]>;
  private readonly allDue: Database.Statement<[{ now: number }]>;
  private readonly oneDue: Database.Statement<[number, string]>;
  private readonly sums: Database.Statement<[], { owed: number; oldest: number | null; next: number | null }>;
  private readonly lastReceipt: Database.Statement<[], { storedAt: number | null }>;

  constructor(
    db: Database.Database,
    private readonly writer: Writer,
  ) {
    this.interrupted = db.prepare(`update outbox set delivery = 'unconfirmed', is_unconfirmed = 1,
      doubted_at = coalesce(doubted_at, last_try_at), next_try_at = ?, cause = 'interrupted'
      where delivery = 'sending'`);
    this.due = db.prepare(`select seq, call_id as id, revision, body_chars as bodyChars, tries,
        is_unconfirmed as isUnconfirmed from outbox
      where seq in (select seq from outbox indexed by outbox_due
        where delivery in ('owed', 'unconfirmed') and (next_try_at <= ? or next_try_at > ?)
        order by tries, seq limit ?)
      order by tries, seq`);
    this.bodyOf = db.prepare('select body, body_sha256 as bodySha256 from revisions where seq = ?');
    this.claimed = db.prepare(`update outbox set delivery = 'sending', tries = tries + 1, last_try_at = ?
      where seq = ?`);
    this.seqOf = db.prepare(
      'select seq from revisions where call_id = ? and revision = ? and body_sha256 = ?',
    );
    this.received = db.prepare(`insert into receipts
      (seq, call_id, revision, body_sha256, seat_id, center_number, received_at, key_id, signature, stored_at)
      values (:seq, :recordId, :revision, :bodySha256, :seatId, :centerNumber, :receivedAt, :keyId, :signature,
        :storedAt) on conflict (seq) do nothing`);
    this.receivedAgain = db.prepare(`insert into later_receipts
      (seq, center_number, received_at, key_id, signature, stored_at)
      select :seq, :centerNumber, :receivedAt, :keyId, :signature, :storedAt
      where not exists (select 1 from receipts where seq = :seq and signature = :signature)
        and exists (select 1 from center_lacks where seq = :seq)`);
    this.noLongerLacking = db.prepare(
      'update center_lacks set settled_at = ? where seq = ? and settled_at is null',
    );
    this.settled = db.prepare('delete from outbox where seq = ?');
    this.owedAgain =
      db.prepare(`insert into outbox (seq, call_id, revision, body_chars, queued_at, next_try_at)
      select seq, call_id, revision, length(body), :now, :now from revisions where seq = :seq
      on conflict (seq) do nothing`);
    this.postponed = db.prepare(`update outbox set delivery = :delivery, is_unconfirmed = :is_unconfirmed,
      cause = :cause, next_try_at = :next_try_at, last_try_at = :now, refusal = null,
      doubted_at = iif(:is_unconfirmed = 1, coalesce(doubted_at, :now), null)
      where seq = :seq and delivery = 'sending'`);
    this.quarantined = db.prepare(`update outbox set delivery = 'quarantined', is_unconfirmed = 0,
      cause = 'refused', refusal = :refusal, last_try_at = :now, doubted_at = null
      where seq = :seq and delivery = 'sending'`);
    this.refusedByHand = db.prepare(`update outbox set delivery = 'quarantined', is_unconfirmed = 0,
      cause = 'refused', refusal = :refusal, doubted_at = null
      where seq = :seq and delivery in ('owed', 'unconfirmed')`);
    // What is due already is left alone: it is most of it, and stays due.
    this.allDue = db.prepare(`update outbox set next_try_at = :now
      where delivery in ('owed', 'unconfirmed') and next_try_at > :now`);
    this.oneDue = db.prepare(`update outbox set
        next_try_at = ?, tries = 0, refusal = null,
        delivery = iif(delivery = 'quarantined', 'owed', delivery)
      where seq in (select seq from revisions where call_id = ?) and delivery <> 'sending'
        and (delivery <> 'quarantined' or revision = (select revision from calls where id = outbox.call_id))`);
    // Kept by triggers, or the first row of an index: the answer costs the same however much is owed.
    const first = (column: string, deliveries: readonly string[]) =>
      `(select min(first) from (${deliveries
        .map((delivery) => `select min(${column}) as first from outbox where delivery = '${delivery}'`)
        .join(' union all ')}))`;
    this.sums = db.prepare(`select coalesce(sum(owed + unconfirmed), 0) as owed,
        ${first('queued_at', ['owed', 'sending', 'unconfirmed'])} as oldest,
        ${first('next_try_at', ['owed', 'unconfirmed'])} as next
      from arrival_days`);
    this.lastReceipt = db.prepare('select max(stored_at) as storedAt from receipts');
  }

  recoverInterrupted(now: number): number {
    return this.writer.write(() => this.interrupted.run(now).changes);
  }

  claim(now: number, limit: number, maxChars: number): OwedRecord[] {
    return this.writer.write(() => {
      const records: OwedRecord[] = [];
      let chars = 0;
      for (const row of this.due.all(now, now + LONGEST_WAIT_MS, limit)) {
        chars += row.bodyChars;
        if (chars > maxChars && records.length > 0) break;
        const sent = this.bodyOf.get(row.seq);
        if (sent === undefined) continue; // cannot be: a law in SQL
        this.claimed.run(now, row.seq);
        records.push({
          id: row.id as OwedRecord['id'],
          revision: row.revision,
          ...sent,
          tries: row.tries,
          isUnconfirmed: row.isUnconfirmed === 1,
        });
      }
      return records;
    });
  }

  settle(settlements: readonly Settlement[], now: number): void {
    this.writer.write(() => {
      for (const settlement of settlements) this.settleOne(settlement, now);
    });
  }

  private settleOne(settlement: Settlement, now: number): void {
    const found = this.seqOf.get(settlement.id, settlement.revision, settlement.bodySha256);
    if (found === undefined) return; // nothing of ours
    const { seq } = found;
    switch (settlement.kind) {
      case 'accepted':
        if (this.received.run({ ...settlement.receipt, seq, storedAt: now }).changes === 0) {
          // Handed in again: the first receipt stays, and what the center signed now stands beside it.
          this.receivedAgain.run({ ...settlement.receipt, seq, storedAt: now });
          this.noLongerLacking.run(now, seq);
        }
        this.settled.run(seq);
        return;
      case 'retry':
      case 'unconfirmed': {
        const isUnconfirmed = settlement.kind === 'unconfirmed';
        this.postponed.run({
          seq,
          delivery: isUnconfirmed ? 'unconfirmed' : 'owed',
          is_unconfirmed: Number(isUnconfirmed),
          cause: settlement.cause,
          next_try_at: settlement.nextTryAt,
          now,
        });
        return;
      }
      case 'quarantined':
        this.quarantined.run({ seq, refusal: JSON.stringify(settlement.problem), now });
        return;
      case 'refused_by_hand':
        this.refusedByHand.run({ seq, refusal: JSON.stringify(settlement.problem) });
    }
  }

  makeDue(id: string | null, now: number): void {
    this.writer.write(() => (id === null ? this.allDue.run({ now }) : this.oneDue.run(now, id)));
  }

  /** Owes a revision again that the center lost, under the same key (a law: only such). Within `Store.write`. */
  handInAgain(seq: number, now: number): void {
    this.owedAgain.run({ seq, now });
  }

  summary(): ReturnType<Outbox['summary']> {
    const sums = this.sums.get();
    return {
      owed: sums?.owed ?? 0,
      oldestOwedAt: sums?.oldest ?? null,
      nextTryAt: sums?.next ?? null,
      lastReceiptAt: this.lastReceipt.get()?.storedAt ?? null,
    };
  }
}
