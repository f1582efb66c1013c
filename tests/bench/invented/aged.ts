import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { WordIndexer } from '../../../src/main/core/search/word-indexer';
import { openStoreFile } from '../../../src/main/core/store/open';
import { WordBlocks } from '../../../src/main/core/store/repositories/search/word-blocks';
import { takeWithPassphrase } from '../../../src/main/core/vault/key';
import { readKeyFile } from '../../../src/main/core/vault/key-file';
import { PASSPHRASE } from '../seat';
import { bigSeat, type BigSeat } from './seat';

/** Of so many reports the last ones are still in hand: as though the largest city had closed nothing for a month (domain §0.10). */
const IN_HAND = 7_000;
const OWED = 300;

// By SQL: what the pages read is there, and what they cost does not depend on how it came there.
const SENT = `
  insert into receipts (seq, call_id, revision, body_sha256, seat_id, center_number, received_at, key_id, signature, stored_at)
  select o.seq, o.call_id, o.revision, r.body_sha256, 'ZZ01', 'HN' || substr(o.call_id, 25), :now, 'sign-2026', 'A', :now
  from outbox o join revisions r on r.seq = o.seq where o.seq <= (select max(seq) from outbox) - :owed;
  delete from outbox where seq in (select seq from receipts)`;
const CASES = `
  update cases set
    accepted_on = day, first_due_on = date(day, '+30 days'), due_on = date(day, '+30 days'),
    stage = case when number < :count - :inHand or number % 9 = 0 then 'closed' when number % 10 = 0 then 'new'
      when number % 10 = 1 then 'replying' when number % 10 = 2 then 'feedback' else 'handling' end,
    owes_signature = number % 5 = 0,
    closed_at = case when number < :count - :inHand or number % 9 = 0 then started_at + 1 end,
    unit_id = '01900000-0000-7000-8000-' || printf('%012d', 10000 + number % 19), unit_name = '分局' || (number % 19), handler_name = '周明'
  from (select id, started_at, cast(substr(local_number, 15) as integer) as number,
    date(finished_at / 1000, 'unixepoch', '+8 hours') as day from calls) where call_id = id`;

/**
 * The invented seat after its years: nearly everything was received, most cases are closed, the rest is in hand with units,
 * dates and signatures spread over the last weeks; words are noted. Kept beside it.
 */
export async function agedSeat(cache: string, count: number, tell: (line: string) => void): Promise<BigSeat> {
  const seat = await bigSeat(cache, count, tell);
  const folder = `${seat.profile}-aged-2`;
  if (!existsSync(folder)) {
    tell('ageing it, once');
    const half = `${folder}.half`;
    rmSync(half, { recursive: true, force: true });
    execFileSync('cp', ['-a', '--reflink=auto', seat.profile, half]);
    await age(join(half, 'store'), count);
    renameSync(half, folder);
  }
  return {
    ...seat,
    profile: folder,
    store: join(folder, 'store'),
    enrolment: join(folder, 'enrolment.json'),
  };
}

async function age(store: string, count: number): Promise<void> {
  const keyFile = readKeyFile(join(store, 'key.json'));
  if (keyFile?.kept.by !== 'passphrase') throw new Error('The bench keeps its key under a passphrase');
  const key = await takeWithPassphrase(keyFile.kept, PASSPHRASE);
  const db = openStoreFile({ file: join(store, 'seat.db'), key, nativeBinding: null, salt: null });
  const bounds = { now: Date.now(), owed: OWED, count, inHand: IN_HAND };
  db.transaction(() => {
    for (const sql of [...SENT.split(';'), CASES]) {
      const names = [...sql.matchAll(/:(\w+)/gu)].map(([, name]) => name as keyof typeof bounds);
      db.prepare(sql).run(Object.fromEntries(names.map((name) => [name, bounds[name]])));
    }
  })();
  const writer = { write: <T>(change: () => T) => db.transaction(change).immediate() };
  const clock = { monotonic: () => performance.now() };
  const timer = { after: () => () => undefined };
  const indexer = new WordIndexer({ words: new WordBlocks(db), writer, clock, timer });
  while (indexer.slice());
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}
