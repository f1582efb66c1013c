import type Database from 'better-sqlite3';
import type { Features } from '../../../../shared/repeats/features';
import { FEATURES_VERSION } from '../../../../shared/repeats/features';
import type { CallRecord } from '../../../../shared/call/record';
import { recordIn } from './calls';

/** A finished report that has no row, or one of an older vocabulary. */
export interface Unindexed {
  seq: number;
  record: CallRecord;
}

/** Which revision a row is of. */
export interface RepeatKey {
  seq: number;
  callId: string;
  revision: number;
}

/** What the matcher knows of finished reports. Writes belong inside `Store.write`. */
export class RepeatRepository {
  private readonly added: Database.Statement<[number, string, number, string, string, number, string]>;
  private readonly removed: Database.Statement<[string, number]>;
  private readonly lacking: Database.Statement<
    [number, number, number, number],
    { seq: number; body: string }
  >;
  private readonly latest: Database.Statement<[string], { seq: number }>;
  private readonly newest: Database.Statement<[], { seq: number | null }>;

  constructor(db: Database.Database) {
    this.added = db.prepare('insert or replace into repeats values (?, ?, ?, ?, ?, ?, ?)');
    this.removed = db.prepare(
      'delete from repeats where seq in (select seq from revisions where call_id = ? and revision < ?)',
    );
    this.lacking = db.prepare(`select r.seq, r.body from revisions r join calls c on c.id = r.call_id
      where r.seq > ? and r.seq <= ? and c.revision = r.revision and c.disposition in ('report', 'dropped')
        and not exists (select 1 from repeats where seq = r.seq and version = ?)
      order by r.seq limit ?`);
    this.latest = db.prepare('select seq from revisions where call_id = ? order by revision desc limit 1');
    this.newest = db.prepare('select max(seq) as seq from revisions');
  }

  /** The row of a call's latest revision takes the place of the one before. */
  put({ seq, callId, revision }: RepeatKey, features: Features): void {
    if (revision > 1) this.removed.run(callId, revision);
    const { city, county, version } = features;
    this.added.run(seq, callId, revision, city, county, version, JSON.stringify(features));
  }

  /** A call that is no report any more. */
  drop({ callId, revision }: RepeatKey): void {
    if (revision > 1) this.removed.run(callId, revision);
  }

  /** Latest revisions of reports in a stretch of the store that are not indexed under the present vocabulary. */
  unindexed(after: number, upTo: number, limit: number): Unindexed[] {
    const rows = this.lacking.all(after, upTo, FEATURES_VERSION, limit);
    return rows.map(({ seq, body }) => ({ seq, record: recordIn(body) }));
  }

  /** False where the call has been revised since. */
  isLatest({ seq, callId }: RepeatKey): boolean {
    return this.latest.get(callId)?.seq === seq;
  }

  lastSeq(): number {
    return this.newest.get()?.seq ?? 0;
  }
}
