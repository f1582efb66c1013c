import type Database from 'better-sqlite3';

export interface AlertRow {
  seq: number;
  callId: string;
  /** JSON list of the flags that were set. */
  flags: string;
  raisedAt: number;
  localNumber: string;
  title: string;
  place: string;
  agentId: string;
}

/** 重大线索 that no supervisor has seen yet. Writes belong inside `Store.write`. */
export class LeadAlertRepository {
  private readonly added: Database.Statement<[string, string, number]>;
  private readonly latest: Database.Statement<[string], { flags: string }>;
  private readonly open: Database.Statement<[], AlertRow>;
  private readonly counted: Database.Statement<[], { count: number }>;
  private readonly seen: Database.Statement<[string, number, number]>;

  constructor(db: Database.Database) {
    this.added = db.prepare('insert into lead_alerts (call_id, flags, raised_at) values (?, ?, ?)');
    this.latest = db.prepare('select flags from lead_alerts where call_id = ? order by seq desc limit 1');
    this.open = db.prepare(`select a.seq, a.call_id as callId, a.flags, a.raised_at as raisedAt,
        q.local_number as localNumber, q.title, q.place, q.agent_id as agentId
      from lead_alerts a join queue_items q on q.id = a.call_id where a.seen_by is null order by a.seq`);
    this.counted = db.prepare('select count(*) as count from lead_alerts where seen_by is null');
    this.seen = db.prepare(
      'update lead_alerts set seen_by = ?, seen_at = ? where seq = ? and seen_by is null',
    );
  }

  add(callId: string, flags: readonly string[], at: number): void {
    this.added.run(callId, JSON.stringify(flags), at);
  }

  /** Flags of the last alert of a call; null: none was raised. */
  flagsOf(callId: string): string[] | null {
    const row = this.latest.get(callId);
    return row === undefined ? null : (JSON.parse(row.flags) as string[]);
  }

  listOpen(): AlertRow[] {
    return this.open.all();
  }

  countOpen(): number {
    return this.counted.get()?.count ?? 0;
  }

  /** False where it was seen before, or is none. */
  markSeen(seq: number, personId: string, at: number): boolean {
    return this.seen.run(personId, at, seq).changes === 1;
  }
}
