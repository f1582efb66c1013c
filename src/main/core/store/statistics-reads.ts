import type Database from 'better-sqlite3';
import { CASE_STAGES } from '../../../shared/case/case';
import type { CallFacts } from '../../../shared/statistics/facts';
import type { Period } from '../../../shared/statistics/period';
import { LATE_CAUSES, type Overdue } from '../../../shared/statistics/report';
import { shanghaiDate, endOfShanghaiDay, startOfShanghaiDay } from '../../../shared/shanghai-time';
import { CauseRepository } from './repositories/statistics/causes';

interface FactRow extends Omit<CallFacts, 'types' | 'isNight' | 'isRepeat'> {
  number: number;
  types: string;
  isNight: number;
  isRepeat: number;
}

export interface NumberedFacts {
  number: number;
  facts: CallFacts;
}

interface CaseGroup {
  /** Stage, whether it is late and why, in one number: sorting by four texts would take most of the answer's time. */
  code: number;
  n: number;
}

interface UnitGroup {
  name: string;
  late: number;
  cases: number;
}

/** Cases looked at in one read: each is over in milliseconds. */
const CASES_AT_ONCE = 10_000;
const UNITS = 30;
/** Places of the parts in a group's number; causes are numbered as LATE_CAUSES stand. */
const LATE = 10;
const STAGE = 100;

const COLUMNS = `number, day, start_hour as startHour, disposition, agent, city, county, town, types, industry,
  is_night as isNight, hours, weekdays, grade, urgency, is_repeat as isRepeat, links, target, target_name as targetName,
  completeness`;

/** What statistics read of the store, through a connection that cannot write. */
export class StatisticsReads {
  private readonly pages: Database.Statement<[number, number], FactRow>;
  private readonly one: Database.Statement<[number], FactRow>;
  private readonly calls: Database.Statement<[], { n: number }>;
  private readonly ahead: Database.Statement<[string], { id: string }>;
  private readonly groups: Database.Statement<[string, string, string, string, string], CaseGroup>;
  private readonly units: Database.Statement<[string, string, string, string, string], UnitGroup>;
  private readonly acts: Database.Statement<
    [number, number],
    { kind: string; reason: string | null; n: number }
  >;
  private readonly causes: CauseRepository;

  constructor(db: Database.Database) {
    this.pages = db.prepare(`select ${COLUMNS} from report_facts where number > ? order by number limit ?`);
    this.one = db.prepare(`select ${COLUMNS} from report_facts where number = ?`);
    this.calls = db.prepare('select count(*) as n from calls');
    this.ahead = db.prepare(
      `select call_id as id from cases where call_id > ? order by call_id limit 1 offset ${CASES_AT_ONCE - 1}`,
    );
    // Days compare as text. A case that was closed late stays late; an open one is when its day is over.
    const isLate = "(due_on < coalesce(date(closed_at / 1000, 'unixepoch', '+8 hours'), ?))";
    const accepted = 'from cases where call_id > ? and call_id <= ? and accepted_on between ? and ?';
    const stages = CASE_STAGES.map((stage, at) => `when '${stage}' then ${at * STAGE}`).join(' ');
    this.groups = db.prepare(`select case stage ${stages} end + ${LATE} * coalesce(${isLate}, 0) +
        case when round > 1 then 0 when due_on > first_due_on then 1 when referred_on is null then 2
          when referred_on > accepted_on then 3 else 4 end as code,
        count(*) as n
      ${accepted} group by 1`);
    this.units = db.prepare(`select unit_name as name, total(${isLate}) as late, count(*) as cases
      ${accepted} and unit_name is not null group by 1`);
    this.acts =
      db.prepare(`select kind, json_extract(body, '$.reason') as reason, count(*) as n from case_acts
      where at between ? and ? and kind in ('extended', 'sent_back') group by 1, 2`);
    this.causes = new CauseRepository(db);
  }

  /** Rows after `after`, in the order of their numbers. */
  factsAfter(after: number, limit: number): NumberedFacts[] {
    return this.pages.all(after, limit).map(factsIn);
  }

  facts(number: number): CallFacts | undefined {
    const row = this.one.get(number);
    return row && factsIn(row).facts;
  }

  totalCalls(): number {
    return this.calls.get()?.n ?? 0;
  }

  causesOf(targets: readonly string[]): ReadonlyMap<string, string> {
    return new Map(this.causes.of(targets).map(({ target, cause }) => [target, cause]));
  }

  /** Cases accepted in a period, by whether they are late and what for; a stretch of them at each step. */
  *overdue({ from, to }: Period, now: number): Generator<number, Overdue> {
    const result = nothingOverdue();
    const units = new Map<string, { late: number; cases: number }>();
    const today = shanghaiDate(now);
    for (let after = '', steps = 1; ; steps += 1) {
      const end = this.ahead.get(after)?.id;
      const stretch = [today, after, end ?? '~', from, to] as const;
      for (const group of this.groups.all(...stretch)) addGroup(result, group);
      for (const { name, late, cases } of this.units.all(...stretch)) {
        const known = units.get(name) ?? { late: 0, cases: 0 };
        units.set(name, { late: known.late + late, cases: known.cases + cases });
      }
      if (end === undefined) break;
      after = end;
      yield steps;
    }
    for (const { kind, reason, n } of this.acts.all(startOfShanghaiDay(from), endOfShanghaiDay(to))) {
      if (kind === 'sent_back') result.sentBack += n;
      else if (reason === 'procedure') result.extensions.procedure += n;
      else result.extensions.other += n;
    }
    result.units = [...units]
      .map(([name, counts]) => ({ name, ...counts }))
      .filter(({ late }) => late > 0)
      .sort((a, b) => b.late - a.late || b.cases - a.cases)
      .slice(0, UNITS);
    return result;
  }
}

export function nothingOverdue(): Overdue {
  return {
    cases: 0,
    closedInTime: 0,
    closedLate: 0,
    openInTime: 0,
    openLate: 0,
    causes: LATE_CAUSES.map((code) => ({ code, closed: 0, open: 0 })),
    stages: [],
    units: [],
    extensions: { procedure: 0, other: 0 },
    sentBack: 0,
  };
}

function addGroup(result: Overdue, { code, n }: CaseGroup): void {
  const stage = CASE_STAGES[Math.floor(code / STAGE)] ?? 'new';
  const isLate = code % STAGE >= LATE;
  const cause = LATE_CAUSES[code % LATE];
  const isClosed = stage === 'closed';
  result.cases += n;
  if (isClosed) result[isLate ? 'closedLate' : 'closedInTime'] += n;
  else result[isLate ? 'openLate' : 'openInTime'] += n;
  if (!isLate) return;
  const of = result.causes.find((each) => each.code === cause);
  if (of !== undefined) of[isClosed ? 'closed' : 'open'] += n;
  if (isClosed) return;
  const known = result.stages.find((each) => each.code === stage);
  if (known === undefined) result.stages.push({ code: stage, open: n });
  else known.open += n;
}

function factsIn({ number, types, isNight, isRepeat, ...row }: FactRow): NumberedFacts {
  return {
    number,
    facts: {
      ...row,
      types: types === '' ? [] : types.split(' '),
      isNight: isNight === 1,
      isRepeat: isRepeat === 1,
    },
  };
}
