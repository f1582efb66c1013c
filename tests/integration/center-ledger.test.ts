import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../src/center/enrolment';
import { openPglite } from '../../src/center/database/pglite';
import { migrate } from '../../src/center/database/migrate';
import { countLedger } from '../../src/center/ledger/ledger';
import first from '../../src/center/migrations/0001-records.sql?raw';
import { LedgerAnswer, ledgerText, MAX_LEDGER_DAYS } from '../../src/shared/center-api/ledger';
import type { PushedRecord } from '../../src/shared/center-api/messages';
import { addDays, endOfShanghaiDay, startOfShanghaiDay } from '../../src/shared/shanghai-time';
import { aDemoRecord, keyOf, pushed, startCenter, type TestCenter } from '../builders/center';
import { hasPostgres, startPostgres, type LocalPostgres } from '../builders/machine/local-postgres';

const DAY = '2026-11-20';

function madeAt(finishedAt: number): PushedRecord {
  return pushed({ ...aDemoRecord(), finishedAt });
}

const digestOf = (records: readonly PushedRecord[]) =>
  createHash('sha256')
    .update(ledgerText(records.map(keyOf)), 'utf8')
    .digest('hex');

describe.each(hasPostgres ? ['embedded', 'server'] : ['embedded'])(
  'the ledger of the real center: %s',
  (kind) => {
    let server: LocalPostgres | undefined;
    let center: TestCenter;
    beforeAll(async () => {
      server = kind === 'server' ? await startPostgres() : undefined;
      center = await startCenter(server === undefined ? {} : { databaseUrl: server.url });
    });
    afterAll(async () => {
      await center.close();
      await server?.stop();
    });

    const get = (query: string, token = center.token) =>
      fetch(`${center.url}/v1/seats/ZZ01/ledger${query}`, { headers: { Authorization: `Bearer ${token}` } });
    const ledger = async (from: string, to: string) => {
      const response = await get(`?from=${from}&to=${to}`);
      expect(response.status).toBe(200);
      return LedgerAnswer.parse(await response.json());
    };
    let before: LedgerAnswer;
    beforeEach(async () => {
      before = await ledger(DAY, addDays(DAY, 5));
    });

    it('counts by the day a revision was made on, to the millisecond, and says what of', async () => {
      const first = [madeAt(startOfShanghaiDay(DAY)), madeAt(endOfShanghaiDay(DAY))];
      const next = madeAt(startOfShanghaiDay(addDays(DAY, 1)));
      const outside = madeAt(startOfShanghaiDay(DAY) - 1);
      await center.push([next, ...first, outside]);
      const { days, total } = await ledger(DAY, addDays(DAY, 5));
      expect(days).toEqual([
        { day: DAY, received: 2, digest: digestOf(first) },
        { day: addDays(DAY, 1), received: 1, digest: digestOf([next]) },
      ]);
      expect(total).toBe(before.total + 4);
      expect((await ledger(addDays(DAY, 2), addDays(DAY, 2))).days).toEqual([]);
    });

    it('counts a revision once however often it comes, and not what it refused', async () => {
      const sent = madeAt(startOfShanghaiDay(addDays(DAY, 3)));
      await center.push([sent]);
      await center.push([sent, pushed({ ...aDemoRecord(), scriptProof: [] })]);
      const { days, total } = await ledger(addDays(DAY, 3), addDays(DAY, 3));
      expect(days).toEqual([{ day: addDays(DAY, 3), received: 1, digest: digestOf([sent]) }]);
      expect(total).toBe(before.total + 1);
    });

    it('tells what is gone: the tests’ door loses a record', async () => {
      const day = addDays(DAY, 4);
      const sent = [1, 2].map(() => madeAt(startOfShanghaiDay(day)));
      await center.push(sent);
      const response = await fetch(`${center.url}/_records/${sent[0]?.id}`, { method: 'DELETE' });
      expect(response.status).toBe(204);
      const { days } = await ledger(day, day);
      expect(days).toEqual([{ day, received: 1, digest: digestOf(sent.slice(1)) }]);
      const [result] = (await center.push(sent.slice(0, 1))).body.results;
      expect(result?.status).toBe(201);
    });

    it.each([
      ['', ['from', 'to']],
      ['?from=2026-11-20', ['to']],
      ['?from=2026-11-20&to=2026-02-30', ['to']],
      ['?from=20261120&to=2026-11-21', ['from']],
      ['?from=2026-11-21&to=2026-11-20', ['to']],
      [`?from=2026-01-01&to=${addDays('2026-01-01', MAX_LEDGER_DAYS)}`, ['to']],
      ['?from=2026-11-20&from=2026-11-20&to=2026-11-21', ['from']],
    ])('refuses a span that is none: %s', async (query, fields) => {
      const response = await get(query);
      expect(response.status).toBe(400);
      const { errors } = (await response.json()) as { errors: { field: string }[] };
      expect(errors.map(({ field }) => field)).toEqual(fields);
    });

    it('tells no other seat', async () => {
      expect((await get('?from=2026-11-20&to=2026-11-20', 'x')).status).toBe(401);
      const { token } = await center.enrol({ id: 'ZZ02', unitCode: '4101' }, DEMO_PEOPLE.slice(0, 1));
      expect((await get('?from=2026-11-20&to=2026-11-20', token)).status).toBe(401);
    });
  },
);

it('a database of the version before gets day and seat of every record it holds', async () => {
  const database = await openPglite({ folder: null });
  await database.script(`create table center_version (version integer not null);
    insert into center_version values (1); ${first}`);
  const sent = [1, 2, 3].map((n) => madeAt(startOfShanghaiDay(DAY) + n));
  await database.query(`insert into seats values ('ZZ01', '4101', $1, 0)`, ['0'.repeat(64)]);
  for (const [n, { id, bodySha256, body }] of sent.entries()) {
    await database.query(`insert into record_numbers values ($1, 'ZZ01', $2)`, [id, `HN-${n}`]);
    await database.query('insert into records values ($1, 1, $2, $3, 0)', [id, bodySha256, body]);
  }
  await migrate(database);
  const { days, total } = await countLedger(database, 'ZZ01', { from: DAY, to: DAY });
  expect([days, total]).toEqual([[{ day: DAY, received: 3, digest: digestOf(sent) }], 3]);
  await expect(database.query('delete from records')).rejects.toThrow('never changed');
  await database.close();
});
