import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate, MIGRATIONS, schemaOf, STORE_VERSION } from '../../src/main/core/store/migrate';
import { openStoreFile } from '../../src/main/core/store/open';
import { summaryOf } from '../../src/main/core/store/summary';
import { aBundle } from '../builders/bundle';
import { aDraft, aRecord, aReportForm } from '../builders/draft';
import { AGENT } from '../builders/enrolment';
import { aStore, takeIn } from '../builders/store';

type Row = Record<string, unknown>;

const EARLIER = MIGRATIONS.map((_, version) => version).slice(1);
/** Written down in the open call at its next save. */
const FILLED_LATER: Record<string, readonly string[]> = { drafts: ['grade'] };

const tablesOf = (db: Database.Database) =>
  db
    .prepare<[], string>("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all();
const rowsOf = (db: Database.Database, table: string) =>
  db
    .prepare<[], Row>(`select * from ${table}`)
    .all()
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** A store of this version with a report of each grade, a call in hand and a number given out. */
async function aFullStore(): Promise<Database.Database> {
  const { store, file, key } = await aStore();
  takeIn(store, aRecord(aDraft()));
  takeIn(store, aRecord(aDraft({ form: aReportForm({ report: { majorFlags: ['yellow_river'] } }) })));
  takeIn(store, aRecord(aDraft({ form: aReportForm({ report: { repeats: { said: 'yes' } } }) })));
  const draft = aDraft();
  store.write(() => {
    store.drafts.takeNumber('ZZ01', '20261123');
    store.drafts.insert(draft, AGENT.id, summaryOf(draft.form, draft.localNumber, aBundle()));
  });
  store.close();
  return openStoreFile({ file, key, nativeBinding: null, salt: null });
}

test.each(EARLIER)('a store of version %i becomes this version, with all that it held', async (version) => {
  const now = await aFullStore();
  const old = new Database(':memory:');
  migrate(old, MIGRATIONS.slice(0, version));
  old.pragma('foreign_keys = off');
  const copied = tablesOf(old);
  for (const table of copied) {
    const known = old.prepare<[], string>(`select name from pragma_table_info('${table}')`).pluck().all();
    const columns = known.filter((column) => rowsOf(now, table).some((row) => column in row));
    // A call brings its case along; where that table has been filled so, it holds the same.
    if (rowsOf(old, table).length > 0) continue;
    for (const row of rowsOf(now, table)) {
      const values = columns.map((column) => row[column]);
      old
        .prepare(`insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`)
        .run(...values);
    }
  }
  migrate(old);
  expect(schemaOf(old)).toBe(schemaOf(now));
  expect(copied).toContain('calls');
  for (const table of copied) {
    const without = (row: Row) => {
      const later = FILLED_LATER[table] ?? [];
      return Object.fromEntries(Object.entries(row).filter(([column]) => !later.includes(column)));
    };
    expect(rowsOf(old, table).map(without), table).toEqual(rowsOf(now, table).map(without));
  }
  // A report of an older program has its case from the first start on.
  expect(rowsOf(old, 'cases')).toEqual(rowsOf(now, 'cases'));
  expect(rowsOf(old, 'calls').map(({ grade }) => grade)).toEqual(['general', 'major', 'repeat']);
  // Sums of what was there before they were kept.
  for (const kept of ['arrival_days', 'call_sums', 'case_sums']) {
    expect(rowsOf(old, kept)).toEqual(rowsOf(now, kept));
    expect(rowsOf(old, kept)).not.toEqual([]);
  }
  now.close();
});

test('there is an earlier version to come from', () => {
  expect(EARLIER).toHaveLength(STORE_VERSION - 1);
});
