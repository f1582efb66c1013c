import records from '../migrations/0001-records.sql?raw';
import ledger from '../migrations/0002-ledger.sql?raw';
import attachments from '../migrations/0003-attachments.sql?raw';
import changes from '../migrations/0004-changes.sql?raw';
import people from '../migrations/0005-people.sql?raw';
import anchors from '../migrations/0006-anchors.sql?raw';
import region from '../migrations/0007-region.sql?raw';
import passwords from '../migrations/0008-passwords.sql?raw';
import keyRolls from '../migrations/0009-key-rolls.sql?raw';
import type { Database } from './database';

/** Position n brings the database from version n to n + 1. Shipped migrations are never edited. */
const MIGRATIONS: readonly string[] = [
  records,
  ledger,
  attachments,
  changes,
  people,
  anchors,
  region,
  passwords,
  keyRolls,
];

const LOCK = 12369; // of this program among the database's advisory locks

/** Brings the database to this program's version, all or nothing. Throws for a database of a later program. */
export async function migrate(database: Database): Promise<void> {
  // Each script is one implicit transaction, and they wait for each other: centers may start on one server at once.
  const lock = `select pg_advisory_xact_lock(${LOCK});`;
  await database.script(`${lock} create table if not exists center_version (version integer not null);`);
  const version = await versionOf(database);
  const steps = MIGRATIONS.slice(version);
  if (steps.length === 0) return;
  const migration = `${lock}
    do $$ begin
      if (select coalesce(max(version), 0) from center_version) <> ${version} then
        raise exception 'migrated by another center';
      end if;
    end $$;
    ${steps.join('\n')}
    delete from center_version;
    insert into center_version values (${MIGRATIONS.length});`;
  try {
    await database.script(migration);
  } catch (error) {
    if ((await versionOf(database)) !== MIGRATIONS.length) throw error;
  }
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
