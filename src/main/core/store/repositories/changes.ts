import type Database from 'better-sqlite3';
import type { Change, SignedChange } from '../../../../shared/center-api/changes';

export interface ChangeRow {
  position: number;
  callId: string;
  /** Canonical JSON of the change. */
  body: string;
  decidedBy: string | null;
  decidedAt: number | null;
}

export interface OpenAmendmentRow extends ChangeRow {
  localNumber: string;
  title: string;
  agentId: string;
}

const COLUMNS = `c.position, c.call_id as callId, c.body, d.decided_by as decidedBy, d.decided_at as decidedAt`;
const WITH_DECISIONS = 'changes c left join decisions d on d.position = c.position';

/** What the center did with records, and what people decided on it. Only ever added to. Writes belong inside `Store.write`. */
export class ChangeRepository {
  private readonly last: Database.Statement<[], { position: number }>;
  private readonly added: Database.Statement<[Record<string, string | number>]>;
  private readonly decided: Database.Statement<[Record<string, string | number>]>;
  private readonly one: Database.Statement<[number], ChangeRow>;
  private readonly ofOne: Database.Statement<[string], ChangeRow>;
  private readonly open: Database.Statement<[], OpenAmendmentRow>;

  constructor(db: Database.Database) {
    this.last = db.prepare('select coalesce(max(position), 0) as position from changes');
    this.added = db.prepare(`insert into changes
      (position, call_id, revision, kind, made_at, body, key_id, signature, taken_at) values
      (:position, :recordId, :revision, :kind, :at, :body, :keyId, :signature, :takenAt)`);
    this.decided = db.prepare(`insert into decisions (position, decided_by, decided_at, taken)
      values (:position, :by, :at, :taken)`);
    this.one = db.prepare(`select ${COLUMNS} from ${WITH_DECISIONS} where c.position = ?`);
    this.ofOne = db.prepare(
      `select ${COLUMNS} from ${WITH_DECISIONS} where c.call_id = ? order by c.position`,
    );
    this.open = db.prepare(`select ${COLUMNS}, q.local_number as localNumber, q.title, q.agent_id as agentId
      from ${WITH_DECISIONS} join calls q on q.id = c.call_id
      where c.kind = 'amended' and d.position is null order by c.position`);
  }

  /** 0 where nothing came yet. */
  lastPosition(): number {
    return this.last.get()?.position ?? 0;
  }

  add(change: Change, { body, keyId, signature }: SignedChange, takenAt: number): void {
    const { position, recordId, revision, kind, at } = change;
    this.added.run({ position, recordId, revision, kind, at, body, keyId, signature, takenAt });
  }

  decide(position: number, by: string, at: number, taken: readonly string[]): void {
    this.decided.run({ position, by, at, taken: JSON.stringify(taken) });
  }

  find(position: number): ChangeRow | undefined {
    return this.one.get(position);
  }

  ofCall(id: string): ChangeRow[] {
    return this.ofOne.all(id);
  }

  /** Amendments of calls of this seat that nobody has decided on, oldest first. */
  listOpen(): OpenAmendmentRow[] {
    return this.open.all();
  }
}
