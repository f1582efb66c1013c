import type Database from 'better-sqlite3';
import { CASE_STAGES } from '../../../shared/case/case';
import type { CallFacts } from '../../../shared/statistics/facts';
import type { Period } from '../../../shared/statistics/period';
import { LATE_CAUSES, type Overdue } from '../../../shared/statistics/report';
import { addDays, shanghaiDate, endOfShanghaiDay, startOfShanghaiDay } from '../../../shared/shanghai-time';
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

/** Days of which open cases are looked at in one read: each is over in milliseconds. */
const DAYS_AT_ONCE = 28;
const UNITS = 30;
/** Places of the parts in a group's number, here and in `closed_days` (migration 0020); causes are numbered as LATE_CAUSES stand. */
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
  private readonly closed: Database.Statement<[string, string], CaseGroup>;
  private readonly closedUnits: Database.Statement<[string, string], UnitGroup>;
  private readonly nextOpen: Database.Statement<[string], string | null>;
  private readonly groups: Database.Statement<[string, string, string], CaseGroup>;
  private readonly units: Database.Statement<[string, string, string], UnitGroup>;
  private readonly acts: Database.Statement<
    [number, number],
    { kind: string; reason: string | null; n: number }
  >;
  private readonly causes: CauseRepository;

  constructor(db: Database.Database) {
    this.pages = db.prepare(`select ${COLUMNS} from report_facts where number > ? order by number limit ?`);
    this.one = db.prepare(`select ${COLUMNS} from report_facts where number = ?`);
    this.calls = db.prepare('select count(*) as n from calls');
    // Days compare as text. A case that was closed late stays late: kept sums tell it. An open one is when its day is over.
    this.closed = db.prepare(`select ${CASE_STAGES.indexOf('closed') * STAGE} + code as code, sum(cases) as n
      from closed_days where day between ? and ? and cases > 0 group by 1`);
    this.closedUnits = db.prepare(`select unit_name as name, sum(late) as late, sum(cases) as cases
      from closed_units where day between ? and ? and cases > 0 group by 1`);
    const unsettled = "cases indexed by cases_unsettled where (stage <> 'closed' or closed_at is null)";
    this.nextOpen = db
      .prepare<[string], string | null>(`select min(accepted_on) from ${unsettled} and accepted_on >= ?`)
      .pluck();
    const isLate = "(due_on < coalesce(date(closed_at / 1000, 'unixepoch', '+8 hours'), ?))";
    const stages = CASE_STAGES.map((stage, at) => `when '${stage}' then ${at * STAGE}`).join(' ');
    this.groups = db.prepare(`select case stage ${stages} end + ${LATE} * coalesce(${isLate}, 0) +
        case when round > 1 then 0 when due_on > first_due_on then 1 when referred_on is null then 2
          when referred_on > accepted_on then 3 else 4 end as code,
        count(*) as n
      from ${unsettled} and accepted_on between ? and ? group by 1`);
    this.units = db.prepare(`select unit_name as name, total(${isLate}) as late, count(*) as cases
      from ${unsettled} and accepted_on between ? and ? and unit_name is not null group by 1`);
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

  /** Cases accepted in a period, by whether they are late and what for; open ones a stretch of days at each step. */
  *overdue({ from, to }: Period, now: number): Generator<number, Overdue> {
    const result = nothingOverdue();
    const units = new Map<string, { late: number; cases: number }>();
    const addUnit = ({ name, late, cases }: UnitGroup): void => {
      const known = units.get(name) ?? { late: 0, cases: 0 };
      units.set(name, { late: known.late + late, cases: known.cases + cases });
    };
    for (const group of this.closed.all(from, to)) addGroup(result, group);
    for (const unit of this.closedUnits.all(from, to)) addUnit(unit);
    const today = shanghaiDate(now);
    let steps = 1;
    for (let first = this.nextOpen.get(from) ?? null; first !== null && first <= to; steps += 1) {
      yield steps;
      const end = addDays(first, DAYS_AT_ONCE - 1);
      const last = end < to ? end : to;
      for (const group of this.groups.all(today, first, last)) addGroup(result, group);
      for (const unit of this.units.all(today, first, last)) addUnit(unit);
      first = this.nextOpen.get(addDays(last, 1)) ?? null;
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
