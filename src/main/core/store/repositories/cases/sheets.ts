import type Database from 'better-sqlite3';
import { z } from 'zod';
import { SheetRow } from '../../../../../shared/daily-sheet/sheet';
import type { DayFacts, LeadFacts, SheetFacts } from '../../../../../shared/daily-sheet/steps';
import { Leader } from '../../../../../shared/case/official';
import { addDays, shanghaiDate, type ShanghaiDate } from '../../../../../shared/shanghai-time';

interface LeadColumns extends Omit<LeadFacts, 'acceptedAt' | 'isAnalysed' | 'owesSignature'> {
  day: ShanghaiDate;
  isAnalysed: number;
  owesSignature: number;
}

interface HeadColumns {
  day: ShanghaiDate;
  revision: number;
  findings: number;
  madeBy: string;
  madeAt: number;
  clockOffsetMs: number | null;
  why: string;
  rowCount: number;
}

type RowFacts = SheetFacts['rows'][number] & { day: ShanghaiDate; revision: number };

/** A revision of a day's sheet, without its rows. */
export interface SheetHead {
  revision: number;
  findings: number;
  madeBy: string;
  /** UTC ms by the PC's clock. */
  madeAt: number;
  /** The same by center time, as far as it was known. */
  madeAtCenter: number;
  why: string;
  rowCount: number;
}

export interface NotedSignature {
  revision: number;
  leader: Leader;
  opinion: string;
  signedAt: number;
  callIds: string[];
  notedBy: string;
  notedAt: number;
}

const Rows = z.array(SheetRow);
const CallIds = z.array(z.string());

/** Two weeks of a busy city and more. */
const MOST_KEPT = 10_000;

/** The daily sheets, and what is known of the leads of a day. Writes belong inside `Store.write`. */
export class SheetRepository {
  /** It stands in the text of the first revision, which never changes, and takes a part of a millisecond to read. */
  private readonly knownAccepted = new Map<string, number>();
  private readonly begun: Database.Statement<[], { day: ShanghaiDate | null }>;
  private readonly leads: Database.Statement<[string, string], LeadColumns>;
  private readonly ofDay: Database.Statement<[string], string>;
  private readonly accepted: Database.Statement<[string], number>;
  private readonly heads: Database.Statement<[string, string], HeadColumns>;
  private readonly keys: Database.Statement<[string, string], RowFacts>;
  private readonly rows: Database.Statement<[string, number], { rows: string }>;
  private readonly added: Database.Statement<[Record<string, string | number | null>]>;
  private readonly signed: Database.Statement<[Record<string, string | number>]>;
  private readonly signatures: Database.Statement<
    [string],
    Omit<NotedSignature, 'leader' | 'callIds'> & { leader: string; calls: string }
  >;

  constructor(db: Database.Database) {
    this.begun = db.prepare("select date(min(started_at) / 1000, 'unixepoch', '+8 hours') as day from calls");
    // A signature counts from when it was noted, and only one that is enough for the grade.
    this.leads = db.prepare(`select c.call_id as callId, c.accepted_on as day, k.local_number as localNumber,
        k.revision as recordRevision, coalesce(c.grade, k.grade, 'general') as grade,
        c.grade is not null as isAnalysed, c.owes_signature as owesSignature, c.analysed_on as analysedOn,
        (select min(date((a.at + coalesce(a.clock_offset_ms, 0)) / 1000, 'unixepoch', '+8 hours')) from case_acts a
          where a.call_id = c.call_id and a.kind = 'signed'
            and (c.grade <> 'major' or json_extract(a.body, '$.leader.role') = 'head')) as signedOn,
        c.referred_on as referredOn
      from cases c join calls k on k.id = c.call_id
      where c.accepted_on between ? and ? and k.disposition = 'report'
      order by c.accepted_on, k.local_number`);
    this.ofDay = db
      .prepare<[string], string>('select call_id from cases where accepted_on = ? order by call_id')
      .pluck();
    this.accepted = db
      .prepare<[string], number>(
        `select
          case k.origin when 'back_entry' then json_extract(r.body, '$.origin.enteredAt') else k.finished_at end
          + coalesce(json_extract(r.body, '$.clockOffsetMs'), 0)
        from calls k join revisions r on r.call_id = k.id and r.revision = 1 where k.id = ?`,
      )
      .pluck();
    this.heads = db.prepare(`select day, revision, findings, made_by as madeBy, made_at as madeAt,
        clock_offset_ms as clockOffsetMs, why, json_array_length(rows) as rowCount
      from sheet_revisions where day between ? and ? order by day, revision`);
    this.keys = db.prepare(`select s.day, s.revision, json_extract(e.value, '$.callId') as callId,
        json_extract(e.value, '$.recordRevision') as recordRevision, json_extract(e.value, '$.grade') as grade
      from sheet_revisions s, json_each(s.rows) e where s.day between ? and ? order by s.day, s.revision`);
    this.rows = db.prepare('select rows from sheet_revisions where day = ? and revision = ?');
    this.added = db.prepare(`insert into sheet_revisions
        (day, revision, rows, findings, made_by, made_at, clock_offset_ms, why)
      values (:day, :revision, :rows, :findings, :by, :at, :clockOffsetMs, :why)`);
    this.signed = db.prepare(`insert into sheet_signatures
        (day, revision, leader, opinion, signed_at, calls, noted_by, noted_at)
      values (:day, :revision, :leader, :opinion, :signedAt, :calls, :by, :at)`);
    this.signatures = db.prepare(`select revision, leader, opinion, signed_at as signedAt, calls,
        noted_by as notedBy, noted_at as notedAt from sheet_signatures where day = ? order by seq`);
  }

  /** The day of the first call: before it nobody owed a sheet. Null where there was none yet. */
  firstDay(): ShanghaiDate | null {
    return this.begun.get()?.day ?? null;
  }

  /** Calls of a day that may be leads of it. */
  callsOf(date: ShanghaiDate): string[] {
    return this.ofDay.all(date);
  }

  /** UTC ms of center time; of a back-entry when it was entered. */
  acceptedAt(callId: string): number {
    const known = this.knownAccepted.get(callId);
    if (known !== undefined) return known;
    const at = this.accepted.get(callId) ?? 0;
    if (this.knownAccepted.size >= MOST_KEPT) this.knownAccepted.clear();
    this.knownAccepted.set(callId, at);
    return at;
  }

  /** What is known of each day from `from` to `to`, both included, oldest first; also of days without a lead. */
  facts(from: ShanghaiDate, to: ShanghaiDate): DayFacts[] {
    const leads = this.leads.all(from, to);
    const heads = this.heads.all(from, to);
    const keys = this.keys.all(from, to);
    const days: DayFacts[] = [];
    for (let date = from; date <= to; date = addDays(date, 1)) {
      days.push({
        date,
        leads: leads
          .filter(({ day }) => day === date)
          .map(({ day: _, isAnalysed, owesSignature, ...lead }) => ({
            ...lead,
            acceptedAt: this.acceptedAt(lead.callId),
            isAnalysed: isAnalysed === 1,
            owesSignature: owesSignature === 1,
          })),
        sheets: heads
          .filter(({ day }) => day === date)
          .map(({ revision, findings, madeAt, clockOffsetMs }) => ({
            revision,
            findings,
            madeOn: shanghaiDate(madeAt + (clockOffsetMs ?? 0)),
            rows: keys.filter((key) => key.day === date && key.revision === revision),
          })),
      });
    }
    return days;
  }

  headsOf(date: ShanghaiDate): SheetHead[] {
    return this.heads.all(date, date).map(({ day: _, clockOffsetMs, ...head }) => ({
      ...head,
      madeAtCenter: head.madeAt + (clockOffsetMs ?? 0),
    }));
  }

  /** The rows of one revision; undefined where there is none. */
  rowsOf(date: ShanghaiDate, revision: number): SheetRow[] | undefined {
    const found = this.rows.get(date, revision);
    return found && Rows.parse(JSON.parse(found.rows));
  }

  add(
    day: ShanghaiDate,
    revision: number,
    rows: readonly SheetRow[],
    made: { findings: number; by: string; at: number; clockOffsetMs: number | null; why: string },
  ): void {
    this.added.run({ day, revision, rows: JSON.stringify(rows), ...made });
  }

  sign(
    day: ShanghaiDate,
    { leader, callIds, revision, opinion, signedAt, notedBy, notedAt }: NotedSignature,
  ): void {
    this.signed.run({
      day,
      revision,
      opinion,
      signedAt,
      leader: JSON.stringify(leader),
      calls: JSON.stringify(callIds),
      by: notedBy,
      at: notedAt,
    });
  }

  signaturesOf(date: ShanghaiDate): NotedSignature[] {
    return this.signatures.all(date).map(({ leader, calls, ...signature }) => ({
      ...signature,
      leader: Leader.parse(JSON.parse(leader)),
      callIds: CallIds.parse(JSON.parse(calls)),
    }));
  }
}
