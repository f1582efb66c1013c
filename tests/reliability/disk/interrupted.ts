import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { APPLICATION_ID, migrate, MIGRATIONS, STORE_VERSION } from '../../../src/main/core/store/migrate';
import { openStoreFile } from '../../../src/main/core/store/open';
import { Reserve } from '../../../src/main/core/store/reserve';
import { Store } from '../../../src/main/core/store/store';
import { randomFrom } from '../protocol';
import { ackFile, Day } from './acts';
import { acksIn, inspect, noCenter, parseAcks } from './inspect';
import type { DiskAsked } from './power';
import { nothingYet, type ActsOptions, type DiskOutcome, type DiskPlant } from './protocol';
import { centerInMemory, DiskSeat, enrolledIn, type Enrolled } from './seat';
import { CUT_MODES, CuttableDisk, readTrace, type CutMode, type Op } from './trace';

const LEAST_CUTS = 5;

export interface MigrateJob {
  root: string;
  key: string;
  plant: DiskPlant | null;
}

/**
 * Upgrades a store from each earlier version under the shim and cuts it off at every write: as a kill leaves it (all that was
 * written is there) and as a power cut does. Started again it is this version, with every row that an upgrade in peace has.
 */
export async function runMigrations(asked: DiskAsked): Promise<DiskOutcome> {
  const { cases, seed, folder, plant } = asked;
  const outcome = nothingYet();
  const random = randomFrom(seed);
  const versions = MIGRATIONS.map((_, version) => version).slice(1);
  const full = await aUsedStore(asked);
  const tried = someOf(versions, Math.max(1, Math.floor(cases / LEAST_CUTS)));
  const each = Math.ceil(cases / tried.length);
  for (const version of tried) {
    const root = join(folder, 'upgrade');
    rmSync(root, { recursive: true, force: true });
    mkdirSync(root, { recursive: true });
    const key = randomBytes(32);
    const file = join(root, 'seat.db');
    const rows = olderStore(full, { file, key }, version);
    const before = readFileSync(file);
    const ops = await traced(asked, { kind: 'migrate', root, key: key.toString('base64'), plant }, root);
    const truth = rowsOf(opened({ file, key }));
    outcome.acknowledged += rows;
    const disk = new CuttableDisk();
    disk.put('/seat.db', before);
    await cutAt(ops, each, random, disk, (image, moment) => {
      outcome.cases += 1;
      const target = join(folder, 'image');
      spread(target, image);
      const found = openAgain({ file: join(target, 'seat.db'), key });
      if (found === truth) return;
      outcome[found === 'does not open' ? 'lost' : 'corrupt'] += 1;
      outcome.complaints.push(`from version ${String(version)}, cut at ${moment}: ${found.slice(0, 200)}`);
    });
    asked.say(`from version ${String(version)}: ${String(ops.length)} steps on the disk`);
  }
  outcome.complaints.splice(20);
  return { ...outcome, more: { versions: tried.length } };
}

/** All, or as many, first and last among them. */
function someOf(versions: readonly number[], count: number): number[] {
  if (count >= versions.length) return [...versions];
  const step = (versions.length - 1) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, index) => versions[Math.round(index * step)] ?? 1);
}

export type Opening = { file: string; key: Buffer };

async function aUsedStore(asked: DiskAsked): Promise<Opening> {
  const enrolled = await enrolledIn(asked.folder);
  const root = join(asked.folder, 'used');
  await usedDay(asked, root, enrolled, 4);
  const seat = await DiskSeat.open(join(root, 'data'), enrolled.enrolmentFile, noCenter(enrolled.signerKey));
  await seat.core.stop();
  if (seat.keyStore.key === undefined) throw new Error('No key');
  return { file: join(root, 'data', 'seat.db'), key: seat.keyStore.key };
}

export async function usedDay(
  asked: DiskAsked,
  root: string,
  enrolled: Enrolled,
  calls: number,
): Promise<void> {
  mkdirSync(join(root, 'data'), { recursive: true });
  const options: ActsOptions = { root, seed: asked.seed, calls, plant: null, ...enrolled };
  const { code, output } = await asked.run({ kind: 'day', ...options }, root, null);
  if (code !== 0) throw new Error(output);
}

const TABLES = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by 1";

function opened({ file, key }: Opening): Database.Database {
  return openStoreFile({ file, key, nativeBinding: null, salt: null });
}

/** The same content as a program of `version` would have kept it; how many rows that is. */
function olderStore(from: Opening, to: Opening, version: number): number {
  const now = opened(from);
  const old = opened(to);
  try {
    migrate(old, MIGRATIONS.slice(0, version));
    old.pragma('foreign_keys = off');
    // Filled as the older program had filled it, step by step under its laws.
    const laws = old
      .prepare<[], { name: string; sql: string }>(
        "select name, sql from sqlite_schema where type = 'trigger'",
      )
      .all();
    for (const { name } of laws) old.exec(`drop trigger ${name}`);
    let rows = 0;
    for (const table of old.prepare<[], string>(TABLES).pluck().all()) {
      const there = now.prepare<[], string>(`select name from pragma_table_info('${table}')`).pluck().all();
      const known = old.prepare<[], string>(`select name from pragma_table_info('${table}')`).pluck().all();
      const columns = known.filter((column) => there.includes(column));
      const add = old.prepare(
        `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      );
      for (const row of now
        .prepare<[], unknown[]>(`select ${columns.join(', ')} from ${table}`)
        .raw()
        .iterate()) {
        add.run(...row);
        rows += 1;
      }
    }
    for (const { sql } of laws) old.exec(sql);
    old.pragma('wal_checkpoint(TRUNCATE)');
    return rows;
  } finally {
    old.close();
    now.close();
  }
}

/** Every row of every table, and the form they are in; closes it. */
export function rowsOf(db: Database.Database): string {
  try {
    const tables = db.prepare<[], string>(TABLES).pluck().all();
    const version: unknown = db.pragma('user_version', { simple: true });
    return JSON.stringify([
      version,
      ...tables.map((table) => [table, db.prepare(`select * from "${table}"`).raw().all()]),
    ]);
  } finally {
    db.close();
  }
}

/** Starts on what a cut left, and reads all of it. */
function openAgain(store: Opening): string {
  try {
    Store.open(
      { ...store, nativeBinding: null, salt: null },
      new Reserve(`${store.file}.reserve`, 0),
    ).close();
    return rowsOf(opened(store));
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    return 'does not open';
  }
}

/** In the process under the shim. */
export function migrateOnce({ root, key, plant }: MigrateJob): void {
  const store = { file: join(root, 'seat.db'), key: Buffer.from(key, 'base64') };
  if (plant === 'no-transaction') {
    const db = opened(store);
    for (
      let version = db.pragma('user_version', { simple: true }) as number;
      version < STORE_VERSION;
      version += 1
    ) {
      db.exec(MIGRATIONS[version] ?? '');
      db.pragma(`application_id = ${String(APPLICATION_ID)}`);
      db.pragma(`user_version = ${String(version + 1)}`);
    }
    db.close();
  } else
    Store.open(
      { ...store, nativeBinding: null, salt: null },
      new Reserve(`${store.file}.reserve`, 0),
    ).close();
}

export interface BackupJob extends Enrolled {
  root: string;
  seed: number;
}

/**
 * Cuts the making of backups off at its writes, as a kill and as a power cut do, the second replacing the first of the same
 * day. The store is whole; what the book names can be restored; what was told as made is named; and a new one can be made.
 */
export async function runBackups(asked: DiskAsked): Promise<DiskOutcome> {
  const { cases, seed, folder, plant } = asked;
  const outcome = nothingYet();
  const enrolled = await enrolledIn(folder);
  const root = join(folder, 'backed-up');
  await usedDay(asked, root, enrolled, 3);
  const before = acksIn(root);
  const start = join(folder, 'start');
  cpSync(root, start, { recursive: true });
  const all = await traced(asked, { kind: 'backup', root, seed, ...enrolled }, root);
  const ops = plant === 'no-rehearsal' ? withoutSyncs(all) : all;
  const disk = new CuttableDisk();
  for (const name of ['seat.db', 'key.json', 'key.json.copy', 'reserve'])
    disk.putFrom(`/data/${name}`, join(start, 'data', ...name.split('/')));
  disk.putFolder('/data/backups', join(start, 'data', 'backups'));
  let acknowledged = '';
  let number = 0;
  await cutAt(
    ops,
    cases,
    randomFrom(seed),
    disk,
    async (image) => {
      number += 1;
      outcome.cases += 1;
      const target = join(folder, 'image');
      spread(target, image);
      const acks = [...before, ...parseAcks(acknowledged)];
      await inspect(target, acks, enrolled, outcome, true);
      if (number % 10 === 0 && plant === null) await makesOneMore(target, enrolled, outcome);
    },
    (text) => (acknowledged += text),
  );
  return { ...outcome, more: { steps: ops.length } };
}

async function makesOneMore(
  root: string,
  { enrolmentFile, signerKey }: Enrolled,
  outcome: DiskOutcome,
): Promise<void> {
  const seat = await DiskSeat.open(join(root, 'data'), enrolmentFile, noCenter(signerKey));
  const book = await seat.core.backups()?.makeNow();
  await seat.core.stop();
  if (book?.trouble === null && book.kept.length > 0) return;
  outcome.amiss += 1;
  outcome.complaints.push(`amiss: no backup can be made afterwards: ${JSON.stringify(book?.trouble)}`);
}

/** The planted bug: a backup gets its name before its bytes are on the disk. */
function withoutSyncs(ops: readonly Op[]): Op[] {
  const backups = new Set<bigint>();
  return ops.filter((op) => {
    if (op.kind === 'open' && /backups\/seat-/.test(op.name)) backups.add(op.inode);
    return !(op.kind === 'sync' && backups.has(op.inode));
  });
}

/** In the process under the shim. */
export async function makeBackups({ root, seed, enrolmentFile, signerKey }: BackupJob): Promise<void> {
  const tell = ackFile(root);
  const seat = await DiskSeat.open(join(root, 'data'), enrolmentFile, centerInMemory(signerKey));
  const signedIn = await seat.signIn();
  if (!signedIn.ok) throw new Error(JSON.stringify(signedIn));
  const day = new Day(seat, { seed: seed + 1, calls: 1, plant: null }, tell);
  for (let times = 0; times < 2; times += 1) {
    await day.takeCall();
    const { kept, trouble } = (await seat.core.backups()?.makeNow()) ?? { kept: [], trouble: null };
    const [last] = kept;
    if (trouble !== null || last === undefined) throw new Error(`no backup: ${JSON.stringify(trouble)}`);
    tell({ at: 'backup', file: last.file, calls: last.calls });
  }
  await seat.core.stop();
}

export async function traced(asked: DiskAsked, job: object, root: string): Promise<Op[]> {
  const trace = join(asked.folder, 'trace');
  rmSync(trace, { force: true });
  const { code, output } = await asked.run(job, root, trace);
  if (code !== 0) throw new Error(`ended with ${String(code)}: ${output}`);
  return readTrace(trace);
}

/** Plays a trace, and shows what a kill or a cut leaves at `cases` of its moments: at all of them where it has no more. */
export async function cutAt(
  ops: readonly Op[],
  cases: number,
  random: () => number,
  disk: CuttableDisk,
  look: (image: Map<string, Buffer>, moment: string) => void | Promise<void>,
  hear: (acknowledged: string) => void = () => undefined,
): Promise<void> {
  const step = Math.max(1, ops.length / cases);
  let next = random() * step;
  let number = 0;
  let acks: bigint | undefined;
  for (const [index, op] of ops.entries()) {
    if (op.kind === 'open' && op.name === '/acks') acks = op.inode;
    else if (op.kind === 'write' && op.inode === acks) hear(op.bytes.toString('utf8'));
    else disk.do(op);
    if (index < next) continue;
    next += step;
    number += 1;
    // Every other time as a kill leaves it.
    const mode: CutMode =
      number % 2 === 1 ? 'all' : (CUT_MODES[Math.floor(random() * CUT_MODES.length)] ?? 'any');
    await look(disk.cut(mode, random), `${String(index + 1)} of ${String(ops.length)} (${mode})`);
  }
}

export function spread(target: string, image: Map<string, Buffer>): void {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(join(target, 'data'), { recursive: true });
  for (const [name, bytes] of image) {
    mkdirSync(dirname(join(target, name)), { recursive: true });
    writeFileSync(join(target, name), bytes);
  }
}
