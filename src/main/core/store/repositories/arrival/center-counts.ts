import type Database from 'better-sqlite3';
import type { CenterCount, CenterVerdict } from '../../../../../shared/queue/arrival';

export interface LackingRow {
  seq: number;
  callId: string;
  revision: number;
  localNumber: string;
  foundAt: number;
  handedInAt: number | null;
}

type CountRow = Omit<CenterCount, 'verdict'> & { verdict: string };

const COLUMNS =
  'received, own_received as ownReceived, verdict, checked_at as checkedAt, center_time as centerTime';
const VALUES = ':received, :ownReceived, :verdict, :checkedAt, :centerTime';
const CHANGES = `do update set received = excluded.received, own_received = excluded.own_received,
  verdict = excluded.verdict, checked_at = excluded.checked_at, center_time = excluded.center_time`;
const INTO = 'received, own_received, verdict, checked_at, center_time';

/** What the center said it holds, and what it was found to lack. Writes belong inside `Store.write`. */
export class CenterCounts {
  private readonly day: Database.Statement<[string], CountRow>;
  private readonly savedDay: Database.Statement<[CenterCount & { day: string }]>;
  private readonly whole: Database.Statement<[], CountRow>;
  private readonly savedWhole: Database.Statement<[CenterCount]>;
  private readonly alarmed: Database.Statement<[], { day: string }>;
  private readonly lacks: Database.Statement<[number], LackingRow>;
  private readonly lackCount: Database.Statement<[], { count: number }>;
  private readonly added: Database.Statement<[number, number]>;
  private readonly handed: Database.Statement<[number, string, number]>;
  private readonly settled: Database.Statement<[number, number]>;

  constructor(db: Database.Database) {
    this.day = db.prepare(`select ${COLUMNS} from center_days where day = ?`);
    this.savedDay = db.prepare(
      `insert into center_days (day, ${INTO}) values (:day, ${VALUES}) on conflict (day) ${CHANGES}`,
    );
    this.whole = db.prepare(`select ${COLUMNS} from center_total`);
    this.savedWhole = db.prepare(
      `insert into center_total (one, ${INTO}) values (1, ${VALUES}) on conflict (one) ${CHANGES}`,
    );
    this.alarmed = db.prepare("select day from center_days where verdict <> 'agrees' order by day desc");
    this.lacks = db.prepare(`select l.seq, r.call_id as callId, r.revision, c.local_number as localNumber,
        l.found_at as foundAt, l.handed_in_at as handedInAt
      from center_lacks l join revisions r on r.seq = l.seq join calls c on c.id = r.call_id
      where l.settled_at is null order by l.id limit ?`);
    this.lackCount = db.prepare('select count(*) as count from center_lacks where settled_at is null');
    this.added = db.prepare(
      'insert into center_lacks (seq, found_at) values (?, ?) on conflict (seq) where settled_at is null do nothing',
    );
    this.handed = db.prepare(`update center_lacks set handed_in_at = ?, handed_in_by = ?
      where seq = ? and settled_at is null and handed_in_at is null`);
    this.settled = db.prepare('update center_lacks set settled_at = ? where seq = ? and settled_at is null');
  }

  ofDay(day: string): CenterCount | null {
    return countIn(this.day.get(day));
  }

  ofAll(): CenterCount | null {
    return countIn(this.whole.get());
  }

  saveDay(day: string, count: CenterCount): void {
    this.savedDay.run({ day, ...count });
  }

  saveAll(count: CenterCount): void {
    this.savedWhole.run(count);
  }

  /** Days that did not agree when they were last compared, latest first. */
  daysInDoubt(): string[] {
    return this.alarmed.all().map(({ day }) => day);
  }

  /** What the center lacks still, first found first. */
  lacking(limit: number): LackingRow[] {
    return this.lacks.all(limit);
  }

  countLacking(): number {
    return this.lackCount.get()?.count ?? 0;
  }

  /** True where it was not known before. */
  addLack(seq: number, now: number): boolean {
    return this.added.run(seq, now).changes > 0;
  }

  setHandedIn(seq: number, personId: string, now: number): void {
    this.handed.run(now, personId, seq);
  }

  /** The center has it (again). */
  settle(seq: number, now: number): void {
    this.settled.run(now, seq);
  }
}

function countIn(row: CountRow | undefined): CenterCount | null {
  return row === undefined ? null : { ...row, verdict: row.verdict as CenterVerdict };
}
