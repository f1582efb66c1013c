import type Database from 'better-sqlite3';
import { Refusal } from '../refusal';
import first from './migrations/0001-one-call.sql?raw';
import second from './migrations/0002-ledger.sql?raw';
import third from './migrations/0003-recents.sql?raw';
import fourth from './migrations/0004-repeats.sql?raw';
import fifth from './migrations/0005-leads.sql?raw';
import sixth from './migrations/0006-proof.sql?raw';
import seventh from './migrations/0007-attachments.sql?raw';
import eighth from './migrations/0008-changes.sql?raw';
import ninth from './migrations/0009-carry.sql?raw';
import tenth from './migrations/0010-cases.sql?raw';
import eleventh from './migrations/0011-people.sql?raw';
import twelfth from './migrations/0012-daily-sheet.sql?raw';
import thirteenth from './migrations/0013-referrals.sql?raw';
import fourteenth from './migrations/0014-investigation.sql?raw';
import fifteenth from './migrations/0015-facts.sql?raw';
import sixteenth from './migrations/0016-anchors.sql?raw';
import seventeenth from './migrations/0017-act-files.sql?raw';
import eighteenth from './migrations/0018-lists.sql?raw';
import nineteenth from './migrations/0019-words.sql?raw';
import twentieth from './migrations/0020-sums.sql?raw';
import twentyFirst from './migrations/0021-retention.sql?raw';
import twentySecond from './migrations/0022-key-statements.sql?raw';

/** Position n brings a store from version n to n + 1. Shipped migrations are never edited. */
export const MIGRATIONS: readonly string[] = [
  first,
  second,
  third,
  fourth,
  fifth,
  sixth,
  seventh,
  eighth,
  ninth,
  tenth,
  eleventh,
  twelfth,
  thirteenth,
  fourteenth,
  fifteenth,
  sixteenth,
  seventeenth,
  eighteenth,
  nineteenth,
  twentieth,
  twentyFirst,
  twentySecond,
];
export const STORE_VERSION = MIGRATIONS.length;
/** `1236` in ASCII: tells our file from another program's under the same key. */
export const APPLICATION_ID = 0x31323336;

export function versionOf(db: Database.Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/**
 * Brings the store to this program's version, each step and its version number in one transaction: a crash leaves
 * the old version or the new. Throws `store_newer` untouched for a store of a later program.
 */
export function migrate(db: Database.Database, migrations: readonly string[] = MIGRATIONS): void {
  refuseNewer(db, migrations.length);
  for (let version = versionOf(db); version < migrations.length; version += 1) {
    const step = migrations[version] ?? '';
    db.transaction(() => {
      db.exec(step);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${version + 1}`);
    }).immediate();
  }
}

/** Reads alone: refuses a store of a later program (`store_newer`) or of another one (`store_foreign`). */
export function refuseNewer(db: Database.Database, known: number = STORE_VERSION): void {
  const version = versionOf(db);
  if (version > 0 && db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new Refusal('store_foreign');
  }
  if (version > known) throw new Refusal('store_newer', { version, known });
}

/** The schema as SQLite keeps it, in a stable order; `schema.sql` is this text, held by a test. */
export function schemaOf(db: Database.Database): string {
  const rows = db
    .prepare<[], { sql: string }>(
      "select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by type, name",
    )
    .all();
  return rows.map((row) => `${row.sql};\n`).join('\n');
}
