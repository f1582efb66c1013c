import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readBook } from '../../../src/main/core/backup/book';
import { restoreBackup } from '../../../src/main/core/backup/restore';
import { Refusal } from '../../../src/main/core/refusal';
import { openStoreFile } from '../../../src/main/core/store/open';
import { storeRefusal } from '../../../src/main/core/store/sqlite-failure';
import { readKeyFile } from '../../../src/main/core/vault/key-file';
import { randomFrom } from '../protocol';
import { acksIn, inspect, noCenter } from './inspect';
import type { DiskAsked } from './power';
import { nothingYet, type Ack, type ActsOptions, type DiskOutcome } from './protocol';
import { DiskSeat, enrolledIn, type Enrolled } from './seat';

const PAGE = 4_096;
const CALLS = 12;

/** What a bad sector, a lost write or a slip of the disk's own does to a page. */
const DAMAGES: readonly ((bytes: Buffer, page: number, random: () => number) => string)[] = [
  (bytes, page, random) => {
    const at = page * PAGE + (page === 0 ? 24 : 0) + Math.floor(random() * (PAGE - 24));
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << Math.floor(random() * 8)), at);
    return 'a bit';
  },
  (bytes, page) => {
    bytes.fill(0, page * PAGE, (page + 1) * PAGE);
    return 'zeroed';
  },
  (bytes, page, random) => {
    const at = page * PAGE + 512 * Math.floor(random() * 8);
    for (let i = at; i < at + 512; i += 1) bytes.writeUInt8(Math.floor(random() * 256), i);
    return 'a sector of noise';
  },
  (bytes, page, random) => {
    const other = Math.floor(random() * (bytes.length / PAGE));
    const there = Buffer.from(bytes.subarray(other * PAGE, (other + 1) * PAGE));
    there.copy(bytes, page * PAGE);
    return other === page ? 'nothing' : 'another page in its place';
  },
];

/**
 * Damages a page of a store, and reads all of it: either it is told as damaged, or all that was read is what was written. Each
 * tenth damaged store is then answered with a restore of its backup: the damaged file is kept, and all the backup held is back.
 */
export async function runDamagedPages(asked: DiskAsked): Promise<DiskOutcome> {
  const { cases, seed, folder } = asked;
  const outcome = nothingYet();
  const enrolled = await enrolledIn(folder);
  const root = join(folder, 'whole');
  mkdirSync(join(root, 'data'), { recursive: true });
  const options: ActsOptions = { root, seed, calls: CALLS, plant: null, ...enrolled };
  const { code, output } = await asked.run({ kind: 'day', ...options }, root, null);
  if (code !== 0) throw new Error(output);
  const acks = acksIn(root);
  outcome.acknowledged = acks.filter(({ at }) => at !== 'refused').length;
  const key = await keyOf(root, enrolled);
  const file = join(root, 'data', 'seat.db');
  if (asked.plant === 'plain') unsealed(file, key);
  const truth = contentOf(file, asked.plant === 'plain' ? null : key);
  const whole = readFileSync(file);
  const random = randomFrom(seed);
  let detected = 0;
  let untouched = 0;
  let restored = 0;
  for (let number = 0; number < cases; number += 1) {
    const damaged = Buffer.from(whole);
    const page = number === 0 ? 0 : Math.floor(random() * (whole.length / PAGE));
    const what = DAMAGES[number % DAMAGES.length]?.(damaged, page, random) ?? '';
    const image = join(folder, 'image');
    rmSync(image, { recursive: true, force: true });
    cpSync(root, image, { recursive: true });
    const target = join(image, 'data', 'seat.db');
    writeFileSync(target, damaged);
    outcome.cases += 1;
    const read = readAs(target, asked.plant === 'plain' ? null : key);
    if (read === 'told') detected += 1;
    else if (read === truth) untouched += 1;
    else {
      outcome.corrupt += 1;
      outcome.complaints.push(`corrupt: ${what} on page ${String(page)} was served as though it were whole`);
    }
    if (asked.plant === null && number % 10 === 0) {
      restored += 1;
      await restore(image, damaged, acks, enrolled, outcome);
    }
  }
  return { ...outcome, more: { pages: whole.length / PAGE, detected, untouched, restored } };
}

async function keyOf(root: string, { enrolmentFile, signerKey }: Enrolled): Promise<Buffer> {
  const seat = await DiskSeat.open(join(root, 'data'), enrolmentFile, noCenter(signerKey));
  await seat.core.stop();
  if (seat.keyStore.key === undefined) throw new Error('No key');
  return seat.keyStore.key;
}

/** The planted store: the same content without a cipher that would notice. */
function unsealed(file: string, key: Buffer): void {
  const db = openStoreFile({ file, key, nativeBinding: null, salt: null });
  db.pragma('journal_mode = DELETE');
  db.pragma("rekey = ''");
  db.close();
}

/** Every row of every table, as text. Throws where a page does not hold. */
function contentOf(file: string, key: Buffer | null): string {
  const db =
    key === null
      ? new Database(file)
      : openStoreFile({ file, key, nativeBinding: null, salt: readSalt(file) });
  try {
    if (db.pragma('integrity_check', { simple: true }) !== 'ok') throw new Refusal('store_corrupt');
    const tables = db
      .prepare<[], string>(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by 1",
      )
      .pluck()
      .all();
    return JSON.stringify(tables.map((table) => [table, db.prepare(`select * from "${table}"`).raw().all()]));
  } finally {
    db.close();
  }
}

const readSalt = (file: string): string | null =>
  readKeyFile(join(file, '..', 'key.json'))?.storeSalt ?? null;

function readAs(file: string, key: Buffer | null): string {
  try {
    return contentOf(file, key);
  } catch (error) {
    if (storeRefusal(error) === undefined) throw error;
    return 'told';
  }
}

/** The store in `image` is damaged; its backup is put in its place as a person would do it. */
async function restore(
  image: string,
  damaged: Buffer,
  acks: readonly Ack[],
  enrolled: Enrolled,
  outcome: DiskOutcome,
): Promise<void> {
  const data = join(image, 'data');
  const [newest] = readBook(join(data, 'backups'))?.kept ?? [];
  if (newest === undefined) throw new Error('There is no backup');
  const { aside } = await restoreBackup({
    dataFolder: data,
    nativeBinding: null,
    key: await keyOf(join(image, '..', 'whole'), enrolled),
    backup: join(data, 'backups', newest.file),
    by: async () => ({ id: 'seat', proof: 'unverified' }),
    reason: 'damaged',
    now: Date.now(),
  });
  if (aside === null || !readFileSync(aside).equals(damaged)) {
    outcome.amiss += 1;
    outcome.complaints.push('amiss: the damaged file was not kept as it was');
  }
  const made = acks.findIndex(({ at }) => at === 'backup');
  await inspect(image, acks.slice(0, made), enrolled, outcome, false);
}
