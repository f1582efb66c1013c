import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openStoreFile } from '../../../src/main/core/store/open';
import { migrate } from '../../../src/main/core/store/migrate';
import { CaseListRepository } from '../../../src/main/core/store/repositories/cases/case-lists';
import { CasePart } from '../../../src/shared/ipc/case-views';
import { quantile, round } from '../figures';

// node case-lists.ts [records]: the board of cases over so many reports, alone and in seconds. The rows are written by SQL:
// only what the lists read is there, and what they cost does not depend on the rest.

const ROUNDS = 40;
const TODAY = '2026-12-01';

/** Of the last 7,000 most are open: as though the largest city had closed nothing for a month (domain §0.10: 5,775 leads in one). */
const FILL = `
  insert into bundles (version, effective_from, body, key_id, signature, received_at)
    values ('2026.1', 0, '{}', 'k', 's', 0);
  with recursive n(i) as (select 0 union all select i + 1 from n where i < :count - 1)
  insert into calls (id, local_number, seat_id, agent_id, agent_number, started_at, finished_at, bundle_version,
    revision, disposition, title, place, urgency, due_date, is_anonymous, answered, search_text, grade, delivery)
  select printf('019ab0b1-0000-7000-8000-%012x', i), printf('ZZ01-20261101-%06d', i), 'ZZ01', 'p-1001', '1001',
    1795000000000 + i * 1000, 1795000000000 + i * 1000 + 1, '2026.1', 1, 'report',
    '宏达洗涤厂' || (i % 9973), '郑州市惠济区古荥镇' || (i % 613) || '号', 'general',
    date('2026-11-05', '+' || (i % 60) || ' days'), 1, 5,
    printf('zz01-20261101-%06d', i) || char(10) || '宏达洗涤厂' || (i % 9973) || char(10) || '郑州市惠济区古荥镇' || (i % 613) || '号',
    case when i % 11 = 0 then 'major' else 'general' end, 'accepted'
  from n;
  update cases set
    stage = case when (rowid_of < :count - 7000 or rowid_of % 9 = 0) then 'closed' when rowid_of % 10 = 0 then 'new' when rowid_of % 10 = 1 then 'replying'
      when rowid_of % 10 = 2 then 'feedback' else 'handling' end,
    owes_signature = rowid_of % 5 = 0, closed_at = case when (rowid_of < :count - 7000 or rowid_of % 9 = 0) then 1795000000000 + rowid_of end,
    unit_id = 'unit-' || (rowid_of % 19), unit_name = '分局' || (rowid_of % 19), handler_name = '周明',
    urged_on = case when rowid_of % 7 = 0 then '2026-11-28' end
  from (select id as of_call, cast(substr(local_number, 15) as integer) as rowid_of from calls) where call_id = of_call;`;

/** CPU time, for it holds the core's loop alone: what else the machine does is not the board's. */
export interface CaseListFigures {
  records: number;
  /** The slowest list's p95, and which one it is. */
  pageP95Ms: number;
  slowest: string;
  /** All counts of the board at once. */
  boardP95Ms: number;
  boardOfUnitP95Ms: number;
  /** A search in a list of open cases, a hit and none; and in all that is closed. */
  searchP95Ms: number;
  searchClosedP95Ms: number;
  searchClosedNoneP95Ms: number;
}

export function benchCaseLists(folder: string, records: number): CaseListFigures {
  const db = openStoreFile({
    file: join(folder, 'cases.db'),
    key: randomBytes(32),
    nativeBinding: null,
    salt: null,
  });
  migrate(db);
  db.pragma('foreign_keys = off');
  for (const statement of FILL.split(/;\s*\n/u).filter((each) => each.trim() !== '')) {
    const prepared = db.prepare<[{ count: number }?]>(statement.replace(/;$/u, ''));
    if (statement.includes(':count')) prepared.run({ count: records });
    else prepared.run();
  }
  db.pragma('wal_checkpoint(TRUNCATE)');
  const lists = new CaseListRepository(db);
  const p95 = (ask: () => unknown) => {
    const times = Array.from({ length: ROUNDS }, () => {
      const before = process.cpuUsage();
      ask();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000;
    });
    return round(quantile(times, 0.95));
  };
  const list = (part: CasePart, unitId: string | null, search = '', offset = 0) =>
    lists.list({ part, unitId, search, today: TODAY, offset, limit: 50 });
  const pages = CasePart.options.flatMap((part) =>
    [null, 'unit-3'].map((unit) => ({
      name: `${part}${unit === null ? '' : ' of a unit'}`,
      ms: Math.max(
        p95(() => list(part, unit)),
        p95(() => list(part, unit, '', 200)),
      ),
    })),
  );
  const slowest = pages.reduce((a, b) => (a.ms >= b.ms ? a : b));
  const board = (unit: string | null) =>
    p95(() => CasePart.options.map((part) => lists.count(part, unit, TODAY)));
  const open = ['new', 'handling', 'overdue', 'unsigned'] as const;
  const figures = {
    records,
    pageP95Ms: slowest.ms,
    slowest: slowest.name,
    boardP95Ms: board(null),
    boardOfUnitP95Ms: board('unit-3'),
    searchP95Ms: Math.max(
      ...open.flatMap((part) => ['洗涤厂77', '没有这家'].map((words) => p95(() => list(part, null, words)))),
    ),
    searchClosedP95Ms: p95(() => list('closed', null, '洗涤厂77')),
    searchClosedNoneP95Ms: p95(() => list('closed', null, '没有这家')),
  };
  db.close();
  return figures;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = mkdtempSync(join(tmpdir(), 'case-bench-'));
  try {
    console.log(JSON.stringify(benchCaseLists(folder, Number(process.argv[2] ?? 250_000)), null, 2));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
