import type Database from 'better-sqlite3';
import type { PushedRecord } from '../../../../shared/center-api/messages';
import type { Delivery } from '../../../../shared/queue/state';

export interface Carriage {
  direction: 'out' | 'in';
  carriageId: string;
  doneAt: number;
  doneBy: string;
  records: number;
  refused: number;
  unknown: number;
}

/** What is carried by hand. Reads the outbox and takes nothing out of it: what was carried stays owed. */
export class CarriageRepository {
  private readonly counted: Database.Statement<[], { delivery: Delivery; count: number }>;
  private readonly page: Database.Statement<
    [{ after: number; since: number; limit: number }],
    { seq: number; chars: number }
  >;
  private readonly sent: Database.Statement<[number], PushedRecord>;
  private readonly standing: Database.Statement<[string, number], { bodySha256: string; delivery: Delivery }>;
  private readonly added: Database.Statement<[Carriage]>;
  private readonly last: Database.Statement<[string], Carriage>;
  private readonly known: Database.Statement<[string], { seq: number }>;

  constructor(db: Database.Database) {
    this.counted = db.prepare('select delivery, count(*) as count from outbox group by delivery');
    this.page = db.prepare(`select seq, body_chars as chars from outbox
      where seq > :after and delivery <> 'quarantined' and queued_at >= :since order by seq limit :limit`);
    this.sent = db.prepare(`select call_id as id, revision, body_sha256 as bodySha256, body
      from revisions where seq = ?`);
    this.standing =
      db.prepare(`select r.body_sha256 as bodySha256, coalesce(o.delivery, 'accepted') as delivery
      from revisions r left join outbox o on o.seq = r.seq where r.call_id = ? and r.revision = ?`);
    this.added = db.prepare(`insert into carriages
      (direction, carriage_id, done_at, done_by, records, refused, unknown)
      values (:direction, :carriageId, :doneAt, :doneBy, :records, :refused, :unknown)`);
    this.last = db.prepare(`select direction, carriage_id as carriageId, done_at as doneAt, done_by as doneBy,
      records, refused, unknown from carriages where direction = ? order by seq desc limit 1`);
    this.known = db.prepare("select seq from carriages where direction = 'in' and carriage_id = ? limit 1");
  }

  countByDelivery(): { delivery: Delivery; count: number }[] {
    return this.counted.all();
  }

  /** What the center lacks and has not refused, finished since a time: places in the outbox, oldest first, by pages. */
  owedAfter(after: number, since: number, limit: number): { seq: number; chars: number }[] {
    return this.page.all({ after, since, limit });
  }

  /** A revision as it is pushed: fixed for good, so it is there even where its receipt came meanwhile. */
  pushed(seq: number): PushedRecord | undefined {
    return this.sent.get(seq);
  }

  /** How a revision of ours stands; undefined where it is none of ours. */
  standingOf(id: string, revision: number): { bodySha256: string; delivery: Delivery } | undefined {
    return this.standing.get(id, revision);
  }

  add(carriage: Carriage): void {
    this.added.run(carriage);
  }

  latest(direction: Carriage['direction']): Carriage | undefined {
    return this.last.get(direction);
  }

  hasAnswer(carriageId: string): boolean {
    return this.known.get(carriageId) !== undefined;
  }
}
