import type Database from 'better-sqlite3';
import type { QualityLevel } from '../../../../../shared/daily-sheet/sample';

export interface QualityLook {
  callId: string;
  look: 1 | 2;
  level: QualityLevel;
  remark: string;
  madeBy: string;
  madeAt: number;
}

interface DrawnCall {
  callId: string;
  localNumber: string;
  title: string;
  agentId: string;
}

/** 抽检: what was found in calls that were drawn. Writes belong inside `Store.write`. */
export class QualityLooks {
  private readonly calls: Database.Statement<[number, number], DrawnCall>;
  private readonly looks: Database.Statement<[string], QualityLook>;
  private readonly pairs: Database.Statement<[number], { first: QualityLevel; second: QualityLevel }>;
  private readonly added: Database.Statement<[QualityLook]>;

  constructor(db: Database.Database) {
    this.calls = db.prepare(`select id as callId, local_number as localNumber, title, agent_id as agentId
      from calls where started_at between ? and ? order by local_number`);
    this.looks =
      db.prepare(`select call_id as callId, look, level, remark, made_by as madeBy, made_at as madeAt
      from quality_looks where call_id = ? order by look`);
    this.pairs = db.prepare(`select a.level as first, b.level as second
      from quality_looks a join quality_looks b on b.call_id = a.call_id and b.look = 2
      where a.look = 1 and b.made_at >= ?`);
    this.added = db.prepare(`insert into quality_looks (call_id, look, level, remark, made_by, made_at)
      values (:callId, :look, :level, :remark, :madeBy, :madeAt)`);
  }

  /** Every finished call begun in this time, whatever its end. */
  callsBetween(from: number, to: number): DrawnCall[] {
    return this.calls.all(from, to);
  }

  of(callId: string): QualityLook[] {
    return this.looks.all(callId);
  }

  pairsSince(at: number): (readonly [QualityLevel, QualityLevel])[] {
    return this.pairs.all(at).map(({ first, second }) => [first, second] as const);
  }

  add(look: QualityLook): void {
    this.added.run(look);
  }
}
