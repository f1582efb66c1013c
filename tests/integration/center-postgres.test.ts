import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../src/center/database/postgres';
import { createRecordStore } from '../../src/center/records/store';
import { CallId } from '../../src/shared/ids';
import { aDemoRecord, keyOf, pushed, pushedText, startCenter, type TestCenter } from '../builders/center';
import { aCallId } from '../builders/draft';
import { hasPostgres, startPostgres, type LocalPostgres } from '../builders/machine/local-postgres';

/** Two centers of one key file on one PostgreSQL server: what PGlite cannot show, true concurrency. */
describe.skipIf(!hasPostgres)('on a PostgreSQL server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'center-keys-'));
  let server: LocalPostgres;
  let centers: [TestCenter, TestCenter];
  beforeAll(async () => {
    server = await startPostgres();
    const start = () => startCenter({ folder, databaseUrl: server.url });
    const first = start();
    await first; // makes the key file that the second reads
    centers = [await first, await start()];
  });
  afterAll(async () => {
    for (const center of centers) await center.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const push = (turn: number, records: readonly unknown[]) =>
    (turn % 2 === 0 ? centers[0] : centers[1]).push(records);

  it('makes one row and one receipt of 50 at once over both centers (S3)', async () => {
    const sent = pushed(aDemoRecord());
    const answers = await Promise.all(Array.from({ length: 50 }, (_each, turn) => push(turn, [sent])));
    const results = answers.flatMap((answer) => answer.body.results);
    expect(results.filter((result) => result.status === 201)).toHaveLength(1);
    expect(results.filter((result) => result.status === 208)).toHaveLength(49);
    expect(new Set(results.map((result) => JSON.stringify('receipt' in result && result.receipt))).size).toBe(
      1,
    );
    expect((await centers[1].records()).filter((row) => row.id === sent.id)).toHaveLength(1);
  });

  it('takes the same batches in opposite orders at once: no deadlock, nothing twice', async () => {
    const pools = await Promise.all([openPostgres(server.url), openPostgres(server.url)]);
    const stores = pools.map((pool) => createRecordStore(pool, centers[0].keys));
    const record = aDemoRecord();
    let runs = 0;
    for (let round = 0; round < 8; round += 1) {
      // Straight to the store: judging in one thread would keep the transactions apart.
      const records = Array.from({ length: 200 }, () =>
        pushedText({ ...record, id: CallId.parse(aCallId()) }, '{}'),
      );
      const batches = [records, records.toReversed(), records, records.toReversed()];
      const outcomes = await Promise.all(
        batches.map((batch, turn) => stores[turn % 2]?.take('ZZ01', batch, Date.now()) ?? []),
      );
      const kinds = outcomes.flat().map((outcome) => outcome.kind);
      expect(kinds.filter((kind) => kind === 'new')).toHaveLength(200);
      expect(kinds.filter((kind) => kind === 'known')).toHaveLength(600);
      runs += 200;
    }
    const rows = (await centers[0].records()).filter((row) => row.body === '{}');
    expect(rows).toHaveLength(runs);
    expect(new Set(rows.map((row) => row.centerNumber)).size).toBe(runs);
    const deadlocks = await pools[0]?.query<{ deadlocks: string }>(
      'select deadlocks from pg_stat_database where datname = current_database()',
    );
    expect(Number(deadlocks?.[0]?.deadlocks)).toBe(0);
    for (const pool of pools) await pool.close();
  });

  it('refuses one of two bodies that race for one revision', async () => {
    const record = aDemoRecord();
    const rivals = [pushed(record), pushed({ ...record, note: '另一份' })];
    const answers = await Promise.all(rivals.flatMap((each) => [push(0, [each]), push(1, [each])]));
    const statuses = answers.map((answer) => answer.body.results[0]?.status).sort();
    expect(statuses).toEqual([201, 208, 409, 409]);
    expect((await centers[0].ask(rivals.map(keyOf))).body.receipts).toHaveLength(1);
  });

  it('serves again after a restart, with the same keys and receipts', async () => {
    const sent = pushed(aDemoRecord());
    const before = (await centers[0].push([sent])).body.results[0];
    await centers[0].close();
    centers[0] = await startCenter({ folder, databaseUrl: server.url });
    const after = (await centers[0].push([sent])).body.results[0];
    expect(after).toEqual({ ...before, status: 208 });
  });

  it('lets many centers start on an empty database at once', async () => {
    const client = new Client({ connectionString: server.url });
    await client.connect();
    await client.query('create schema starting');
    await client.end();
    const databaseUrl = `${server.url}${server.url.includes('?') ? '&' : '?'}options=-csearch_path%3Dstarting`;
    const started = await Promise.all([1, 2, 3, 4].map(() => startCenter({ folder, databaseUrl })));
    for (const center of started) await center.close();
    expect(new Set(started.map((center) => center.token)).size).toBe(1);
  });
});
