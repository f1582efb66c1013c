import type Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openStoreFile } from '../../src/main/core/store/open';
import schema from '../../src/main/core/store/schema.sql?raw';
import { readKeyFile } from '../../src/main/core/vault/key-file';
import { takeWithPassphrase } from '../../src/main/core/vault/key';
import { median, quantile, round } from './figures';
import { anEnrolledSeat, NOWHERE, openSeat, PASSPHRASE, readyCall } from './seat';

export interface FinishFigures {
  p50Ms: number;
  p99Ms: number;
  rawP50Ms: number;
  rawP99Ms: number;
  p50Ratio: number;
}

const WARM_UP = 50;

/**
 * Finish to durable: `call.finish` through the router (validation, hash, audit, one commit with synchronous=FULL)
 * against raw better-sqlite3 writing rows of the same bytes into the same tables and indexes of a file with the same
 * cipher and settings, turn and turn about.
 */
export async function benchFinish(folder: string, count: number): Promise<FinishFigures> {
  const enrolment = (await anEnrolledSeat()).write(folder, NOWHERE);
  const written = await rowsOfFinishes(join(folder, 'sample'), enrolment, count);
  const raw = openRaw(join(folder, 'raw.db'), written);
  const seat = await openSeat(join(folder, 'seat'), enrolment);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (const [number, rows] of written.entries()) {
    const input = await readyCall(seat.ask, number);
    const startedAt = performance.now();
    await seat.ask('call.finish', input);
    ours.push(performance.now() - startedAt);
    theirs.push(raw.write(rows));
  }
  raw.close();
  await seat.stop();
  const [mine, bare] = [ours.slice(WARM_UP), theirs.slice(WARM_UP)];
  return {
    p50Ms: round(median(mine), 3),
    p99Ms: round(quantile(mine, 0.99), 3),
    rawP50Ms: round(median(bare), 3),
    rawP99Ms: round(quantile(bare, 0.99), 3),
    p50Ratio: round(median(mine) / median(bare)),
  };
}

const TABLES = ['calls', 'revisions', 'outbox', 'repeats', 'audit'] as const;
type Table = (typeof TABLES)[number];
type Row = Record<string, string | number | null>;
type Finish = Record<Table, Row> & { drafts: Row };

/** What `count` finishes write, read back from a seat's own file: the bytes that the raw writer has to write too. */
async function rowsOfFinishes(folder: string, enrolment: string, count: number): Promise<Finish[]> {
  const seat = await openSeat(folder, enrolment);
  const drafts: Row[] = [];
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const input = await readyCall(seat.ask, number);
    if (number === 0) drafts.push(...(await draftRows(folder)));
    ids.push(input.id);
    await seat.ask('call.finish', input);
  }
  await seat.stop();
  const db = await openAgain(folder);
  const all = Object.fromEntries(
    TABLES.map((table) => [table, db.prepare(`SELECT * FROM ${table}`).all() as Row[]]),
  );
  db.close();
  const find = (table: Table, column: string, id: string) =>
    all[table]?.find((row) => row[column] === id) ?? {};
  return ids.map((id) => {
    const { state: _generated, ...calls } = find('calls', 'id', id);
    return {
      calls,
      revisions: find('revisions', 'call_id', id),
      outbox: find('outbox', 'call_id', id),
      repeats: find('repeats', 'call_id', id),
      audit: find('audit', 'subject', id),
      drafts: { ...drafts[0], id },
    };
  });
}

async function draftRows(folder: string): Promise<Row[]> {
  const db = await openAgain(folder);
  const rows = db.prepare('SELECT * FROM drafts').all() as Row[];
  db.close();
  return rows;
}

async function openAgain(folder: string): Promise<Database.Database> {
  const keyFile = readKeyFile(join(folder, 'key.json'));
  if (keyFile?.kept.by !== 'passphrase') throw new Error('The bench keeps its key under a passphrase');
  const key = await takeWithPassphrase(keyFile.kept, PASSPHRASE);
  return openStoreFile({ file: join(folder, 'seat.db'), key, nativeBinding: null, salt: null });
}

function openRaw(
  file: string,
  finishes: readonly Finish[],
): { write(finish: Finish): number; close(): void } {
  const db = openStoreFile({ file, key: randomBytes(32), nativeBinding: null, salt: null });
  db.pragma('foreign_keys = OFF');
  for (const kind of ['TABLE', '(?:UNIQUE )?INDEX']) {
    for (const [statement] of schema.matchAll(new RegExp(`^CREATE ${kind} [\\s\\S]*?;$`, 'gim')))
      db.exec(statement);
  }
  const insertInto = (table: string, row: Row) => {
    const columns = Object.keys(row);
    const values = columns.map((column) => `@${column}`);
    return db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`);
  };
  const [first] = finishes;
  if (first === undefined) throw new Error('Nothing to write');
  const insertDraft = insertInto('drafts', first.drafts);
  finishes.forEach((finish, index) => insertDraft.run({ ...finish.drafts, local_number: `raw-${index}` }));
  const inserts = TABLES.map((table) => ({ table, insert: insertInto(table, first[table]) }));
  const endDraft = db.prepare('DELETE FROM drafts WHERE id = ?');
  const write = db.transaction((finish: Finish) => {
    for (const { table, insert } of inserts) insert.run(finish[table]);
    endDraft.run(finish.drafts['id']);
  });
  return {
    write(finish) {
      const startedAt = performance.now();
      write.immediate(finish);
      return performance.now() - startedAt;
    },
    close: () => db.close(),
  };
}
