import type Database from 'better-sqlite3';
import { CASE_STAGES } from '../../../../../shared/case/case';
import type { CasePart } from '../../../../../shared/ipc/case-views';
import { addDays, type ShanghaiDate } from '../../../../../shared/shanghai-time';
import { searchable } from '../../summary';
import { CallSearch, MOST_FOUND } from '../search/call-search';

export interface CaseListRow {
  callId: string;
  localNumber: string;
  centerNumber: string | null;
  target: string;
  place: string;
  stage: string;
  round: number;
  grade: string;
  urgency: string | null;
  dueDate: string | null;
  owesSignature: number;
  isFocus: number;
  unitName: string | null;
  handlerName: string | null;
}

export interface CaseListQuery {
  part: CasePart;
  unitId: string | null;
  search: string;
  /** Asia/Shanghai, center time. */
  today: ShanghaiDate;
  offset: number;
  limit: number;
}

interface Bounds {
  unit: string | null;
  today: string;
  tomorrow: string;
  from: string;
  to: string;
  search: string;
  offset: number;
  limit: number;
}

/** As `owesUrge` in shared/case/urge.ts says it of one case. */
const OWES_URGE = `coalesce(urged_on, '') < case when due_on <= :tomorrow then :today
  when half_on <= :today then half_on else '' end`;

/** Each list: the index it walks along, what belongs to it, and its order. */
interface Walk {
  index: string;
  where: string;
  order: string;
}
const DUE = "stage <> 'closed' and due_on between :from and :to";
const OLDEST_DUE = 'due_on, call_id';

function walkOf(part: CasePart, byUnit: boolean): Walk {
  switch (part) {
    case 'closed':
      return {
        index: byUnit ? 'cases_unit_closed' : 'cases_closed',
        where: "stage = 'closed'",
        order: 'closed_at desc, call_id',
      };
    case 'new':
    case 'handling':
    case 'replying':
    case 'feedback':
      return {
        index: byUnit ? 'cases_unit_stage' : 'cases_due',
        where: `stage = '${part}' and stage <> 'closed'`,
        order: OLDEST_DUE,
      };
    case 'unsigned':
      return {
        index: 'cases_unsigned',
        where: "stage <> 'closed' and owes_signature = 1",
        order: OLDEST_DUE,
      };
    case 'focus':
      return { index: 'cases_focus', where: "stage <> 'closed' and is_focus = 1", order: OLDEST_DUE };
    case 'urging':
      return { index: 'cases_handling', where: `stage = 'handling' and ${OWES_URGE}`, order: OLDEST_DUE };
    case 'overdue':
    case 'today':
    case 'tomorrow':
    case 'week':
    case 'later':
      return { index: byUnit ? 'cases_unit_due' : 'cases_open_due', where: DUE, order: OLDEST_DUE };
  }
}

const COLUMNS = `c.call_id as callId, q.local_number as localNumber, q.center_number as centerNumber,
  q.title as target, q.place, c.stage, c.round, coalesce(c.grade, q.grade, 'general') as grade, q.urgency,
  c.due_on as dueDate, c.owes_signature as owesSignature, c.is_focus as isFocus, c.unit_name as unitName,
  c.handler_name as handlerName`;
const FOUND = `exists (select 1 from calls q where q.id = cases.call_id
  and (q.search_text like :search escape '\\' or lower(q.center_number) like :search escape '\\'))`;

interface Prepared {
  page: Database.Statement<[Bounds], CaseListRow>;
  total: Database.Statement<[Bounds], { total: number }>;
}

/** The board's lists. Ids first, along an index that has their order; then the page's rows. Changes nothing. */
export class CaseListRepository {
  private readonly prepared = new Map<string, Prepared>();
  private readonly one: Database.Statement<[string], CaseListRow>;
  private readonly words: CallSearch;
  private readonly sumOf: Database.Statement<[string], number>;

  constructor(private readonly db: Database.Database) {
    this.words = new CallSearch(db);
    this.sumOf = db.prepare<[string], number>('select cases from case_sums where stage = ?').pluck();
    this.one = db.prepare(
      `select ${COLUMNS} from cases c join calls q on q.id = c.call_id where c.call_id = ?`,
    );
  }

  find(callId: string): CaseListRow | undefined {
    return this.one.get(callId);
  }

  async list(query: CaseListQuery): Promise<{ rows: CaseListRow[]; total: number }> {
    if (query.part === 'closed' && searchable(query.search) !== '') return this.searchClosed(query);
    const bounds = boundsOf(query);
    const { page, total } = this.prepare(query.part, query.unitId !== null, bounds.search !== '');
    const rows = page.all(bounds);
    if (query.offset === 0 && rows.length < query.limit) return { rows, total: rows.length };
    if (bounds.search === '') return { rows, total: this.count(query.part, query.unitId, query.today) };
    return { rows, total: total.get(bounds)?.total ?? 0 };
  }

  count(part: CasePart, unitId: string | null, today: ShanghaiDate): number {
    const stage = CASE_STAGES.find((each) => each === part);
    if (stage !== undefined && unitId === null) return this.sumOf.get(stage) ?? 0;
    const bounds = boundsOf({ part, unitId, search: '', today, offset: 0, limit: 1 });
    return this.prepare(part, unitId !== null, false).total.get(bounds)?.total ?? 0;
  }

  private prepare(part: CasePart, byUnit: boolean, isSearch: boolean): Prepared {
    const key = `${part} ${byUnit} ${isSearch}`;
    const known = this.prepared.get(key);
    if (known !== undefined) return known;
    const { index, where, order } = walkOf(part, byUnit);
    const from = `cases indexed by ${index} where ${where}${byUnit ? ' and unit_id = :unit and unit_id is not null' : ''}
      ${isSearch ? `and ${FOUND}` : ''}`;
    const made: Prepared = {
      page: this.db.prepare(`select ${COLUMNS}
        from (select call_id from ${from} order by ${order} limit :limit offset :offset) p
        join cases c on c.call_id = p.call_id join calls q on q.id = c.call_id
        order by ${order.replace(/(\w+)( desc)?(?=,|$)/gu, 'c.$1$2')}`),
      total: this.db.prepare(
        isSearch
          ? `select count(*) as total from (select 1 from ${from} limit ${MOST_FOUND})`
          : `select count(*) as total from ${from}`,
      ),
    };
    return this.keep(key, made);
  }

  /** Over the words of all reports, newest call first: most of them are closed, so it goes slice by slice. */
  private async searchClosed({ unitId, search, offset, limit }: CaseListQuery) {
    const found = await this.words.find({
      words: searchable(search),
      among: "disposition = 'report'",
      list: { of: 'cases', where: `stage = 'closed' ${unitId === null ? '' : 'and unit_id = :unit'}` },
      within:
        unitId === null
          ? undefined
          : `select call_id as id from cases indexed by cases_unit_closed
            where stage = 'closed' and unit_id is not null and unit_id = :unit`,
      params: unitId === null ? {} : { unit: unitId },
      offset,
      limit,
    });
    return { rows: found.ids.flatMap((id) => this.one.get(id) ?? []), total: found.total };
  }

  private keep(key: string, made: Prepared): Prepared {
    this.prepared.set(key, made);
    return made;
  }
}

const ALWAYS = '9999-12-31';

function boundsOf({ part, unitId, search, today, offset, limit }: CaseListQuery): Bounds {
  const wanted = searchable(search);
  const tomorrow = addDays(today, 1);
  const [from, to] = {
    overdue: ['', addDays(today, -1)],
    today: [today, today],
    tomorrow: [tomorrow, tomorrow],
    week: [addDays(today, 2), addDays(today, 7)],
    later: [addDays(today, 8), ALWAYS],
  }[part as 'overdue'] ?? ['', ALWAYS];
  return {
    unit: unitId,
    today,
    tomorrow,
    from: from ?? '',
    to: to ?? ALWAYS,
    search: wanted === '' ? '' : `%${wanted.replace(/[\\%_]/g, '\\$&')}%`,
    offset,
    limit,
  };
}
