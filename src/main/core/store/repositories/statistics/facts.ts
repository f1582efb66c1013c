import type Database from 'better-sqlite3';
import type { CallRecord } from '../../../../../shared/call/record';
import { FACTS_VERSION, type CallFacts } from '../../../../../shared/statistics/facts';
import { recordIn } from '../calls';

/** A finished call whose facts are not noted, or were read by an older program. */
export interface Unnoted {
  seq: number;
  record: CallRecord;
}

type SqlValue = string | number | null;

/** What statistics count of finished calls. Writes belong inside `Store.write`. */
export class FactRepository {
  private readonly added: Database.Statement<SqlValue[]>;
  private readonly first: Database.Statement<[string], { seq: number }>;
  private readonly lacking: Database.Statement<
    [number, number, number, number],
    { seq: number; body: string }
  >;
  private readonly latest: Database.Statement<[string], { revision: number }>;
  private readonly newest: Database.Statement<[], { seq: number | null }>;

  constructor(db: Database.Database) {
    this.added = db.prepare<SqlValue[]>(
      `insert or replace into report_facts values (${Array.from({ length: 23 }, () => '?').join(', ')})`,
    );
    this.first = db.prepare('select seq from revisions where call_id = ? order by revision limit 1');
    this.lacking = db.prepare(`select r.seq, r.body from revisions r join calls c on c.id = r.call_id
      where r.seq > ? and r.seq <= ? and c.revision = r.revision
        and not exists (select 1 from report_facts f
          where f.number = (select min(seq) from revisions where call_id = r.call_id)
            and f.revision = r.revision and f.version = ?)
      order by r.seq limit ?`);
    this.latest = db.prepare('select revision from calls where id = ?');
    this.newest = db.prepare('select max(seq) as seq from revisions');
  }

  /** The row of a call's latest revision takes the place of the one before. Returns its number. */
  put({ callId, revision }: { callId: string; revision: number }, facts: CallFacts): number {
    const number = this.first.get(callId)?.seq;
    if (number === undefined) throw new Error('Facts are of a finished call');
    this.added.run(
      number,
      callId,
      revision,
      FACTS_VERSION,
      facts.day,
      facts.startHour,
      facts.disposition,
      facts.agent,
      facts.city,
      facts.county,
      facts.town,
      facts.types.join(' '),
      facts.industry,
      Number(facts.isNight),
      facts.hours,
      facts.weekdays,
      facts.grade,
      facts.urgency,
      Number(facts.isRepeat),
      facts.links,
      facts.target,
      facts.targetName,
      facts.completeness,
    );
    return number;
  }

  /** Latest revisions in a stretch of the store whose facts are not noted as this program reads them. */
  unnoted(after: number, upTo: number, limit: number): Unnoted[] {
    return this.lacking
      .all(after, upTo, FACTS_VERSION, limit)
      .map(({ seq, body }) => ({ seq, record: recordIn(body) }));
  }

  /** False where the call has been revised since. */
  isLatest({ callId, revision }: { callId: string; revision: number }): boolean {
    return this.latest.get(callId)?.revision === revision;
  }

  lastSeq(): number {
    return this.newest.get()?.seq ?? 0;
  }
}
