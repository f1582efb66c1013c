import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rollKey } from '../../../src/center/keys/command';
import { KeysAnswer, KeyStatement } from '../../../src/shared/keys/statement';
import { aNamedRecord, pushed, startCenter } from '../../builders/center';
import { aFolder } from '../../builders/store';

test('a roll is on record with who ran it, and outlives the process; an older key file is refused', async () => {
  const folder = aFolder();
  const first = await startCenter({ folder });
  const file = join(folder, 'center-keys.json');
  const record = await aNamedRecord(first);
  const { token } = first;
  await rollKey(first, 'sealing', 'wang', 1_000);
  copyFileSync(file, `${file}.backup`);
  await rollKey(first, 'signing', 'wang', 2_000);
  expect(await first.databaseRows('key_rolls')).toMatchObject([
    { kind: 'sealing', rolled_by: 'wang', key_id: first.keys.sealing.id },
    { kind: 'signing', rolled_by: 'wang', key_id: first.keys.signing.id },
  ]);
  await expect(rollKey(first, 'everything', 'wang', 3_000)).rejects.toThrow(TypeError);
  await first.close();
  const newer = readFileSync(file);

  // A backup of the key file from before the last roll: nothing is signed with it.
  copyFileSync(`${file}.backup`, file);
  await expect(startCenter({ folder })).rejects.toThrow('lacks roll 2');
  writeFileSync(file, newer);

  const second = await startCenter({ folder });
  const [key] = second.keys.list('sealing');
  expect(record.sealedIdentity?.keyId).toBe(key?.id);
  // Sealed to last month's key, sent after the roll: taken in.
  const { status, body } = await second.push([pushed(record)], token);
  expect([status, body.results[0]?.status]).toEqual([200, 201]);
  expect(body.results[0]).toMatchObject({ receipt: { keyId: second.keys.signing.id } });
  // To a key that was never this center's: refused, as ever.
  const strange = {
    ...record,
    sealedIdentity: { keyId: 'seal-00000000', box: record.sealedIdentity?.box ?? '' },
  };
  const refused = await second.push([pushed({ ...strange, revision: 2, basedOn: 1 } as never)], token);
  expect(refused.body.results[0]?.status).toBe(422);
  await second.close();
});

test('a roll that a crash kept from being written down is in the database after the next start', async () => {
  const folder = aFolder();
  const first = await startCenter({ folder });
  await first.keys.roll('recovery', 1_000); // the key file alone
  expect(await first.databaseRows('key_rolls')).toEqual([]);
  await first.close();
  const second = await startCenter({ folder });
  expect(await second.databaseRows('key_rolls')).toMatchObject([
    { kind: 'recovery', key_id: second.keys.recovery.id, rolled_by: '' },
  ]);
  await second.close();
});

test('over HTTP: every roll with its ETag, to seats alone; and which keys a seat says it works with', async () => {
  const center = await startCenter();
  const get = (headers: Record<string, string> = { Authorization: `Bearer ${center.token}` }) =>
    fetch(`${center.url}/v1/keys`, { headers });
  const none = await get();
  expect(await none.json()).toEqual({ statements: [] });
  await rollKey(center, 'sealing', 'wang', 1_000);
  await rollKey(center, 'signing', 'wang', 2_000);
  const answer = await get();
  const { statements } = KeysAnswer.parse(await answer.json());
  expect(statements.map(({ body }) => KeyStatement.parse(JSON.parse(body)).kind)).toEqual([
    'sealing',
    'signing',
  ]);
  const etag = answer.headers.get('etag') ?? '';
  expect(etag).not.toBe(none.headers.get('etag'));
  const again = await get({ Authorization: `Bearer ${center.token}`, 'If-None-Match': etag });
  expect(again.status).toBe(304);
  expect((await get({})).status).toBe(401);

  const put = (body: unknown, seat = 'ZZ01') =>
    fetch(`${center.url}/v1/seats/${seat}/keys`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${center.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const inUse = { signing: 'sign-1', sealing: 'seal-1', recovery: null };
  expect((await put(inUse)).status).toBe(204);
  expect((await put({ ...inUse, name: '王' })).status).toBe(400);
  expect((await put(inUse, 'ZZ09')).status).toBe(401);
  expect(await center.keyRolls.seats()).toMatchObject([{ seatId: 'ZZ01', ...inUse }]);
  await center.close();
});
