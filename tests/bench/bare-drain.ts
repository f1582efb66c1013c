import Database from 'better-sqlite3';
import { request } from 'node:http';
import { rmSync } from 'node:fs';

export interface OwedBody {
  id: string;
  revision: number;
  bodySha256: string;
  body: string;
}

/**
 * The yardstick of the drain: the least loop that empties a durable outbox. Plain better-sqlite3 (WAL, FULL), batches
 * of 50 over one kept connection, the answer believed without a look. Returns records per second.
 */
export async function bareDrain(file: string, center: string, records: readonly OwedBody[]): Promise<number> {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    'CREATE TABLE outbox (id TEXT PRIMARY KEY, revision INTEGER, sha TEXT, body TEXT, receipt TEXT) STRICT',
  );
  const insert = db.prepare('INSERT INTO outbox VALUES (?, ?, ?, ?, NULL)');
  db.transaction(() => {
    for (const each of records) insert.run(each.id, each.revision, each.bodySha256, each.body);
  })();
  const next = db.prepare(
    'SELECT id, revision, sha AS bodySha256, body FROM outbox WHERE receipt IS NULL ORDER BY id LIMIT 50',
  );
  const done = db.prepare('UPDATE outbox SET receipt = ? WHERE id = ?');
  const startedAt = performance.now();
  for (;;) {
    const batch = next.all() as OwedBody[];
    if (batch.length === 0) break;
    const answer = await post(`${center}/v1/seats/ZZ01/records`, JSON.stringify({ records: batch }));
    const { results } = JSON.parse(answer) as { results: { id: string; receipt: unknown }[] };
    db.transaction(() => {
      for (const result of results) done.run(JSON.stringify(result.receipt), result.id);
    })();
  }
  const perSecond = (records.length / (performance.now() - startedAt)) * 1000;
  db.close();
  return perSecond;
}

function post(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', headers: { 'content-type': 'application/json' } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
