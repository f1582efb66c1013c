import first from '../migrations/0001-records.sql?raw';
import type { Database } from './database';

/** Position n brings the database from version n to n + 1. Shipped migrations are never edited. */
const MIGRATIONS: readonly string[] = [first];

const LOCK = 12369; // of this program among the database's advisory locks

/** Brings the database to this program's version, all or nothing. Throws for a database of a later program. */
export async function migrate(database: Database): Promise<void> {
  await database.script('create table if not exists center_version (version integer not null)');
  const steps = MIGRATIONS.slice(await versionOf(database));
  if (steps.length === 0) return;
  // One script is one implicit transaction: all or nothing, also where several centers start on one server at once.
  await database.script(`
    select pg_advisory_xact_lock(${LOCK});
    do $migrate$ begin
      if (select coalesce(max(version), 0) from center_version) <> ${MIGRATIONS.length - steps.length} then
        raise exception 'another center migrates this database; start again';
      end if;
    end $migrate$;
    ${steps.join('\n')}
    delete from center_version;
    insert into center_version values (${MIGRATIONS.length});
  `);
}

async function versionOf(database: Database): Promise<number> {
  const rows = await database.query<{ version: number }>('select version from center_version');
  const version = rows[0]?.version ?? 0;
  if (version > MIGRATIONS.length) {
    throw new Error(
      `This database is of a later center (version ${version}, this program knows ${MIGRATIONS.length}). ` +
        'Start the later program; nothing was changed.',
    );
  }
  return version;
}
