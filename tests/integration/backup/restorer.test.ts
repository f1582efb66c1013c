import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { restorerOf, restoreTriesIn } from '../../../src/main/core/backup/restorer';
import { failureOf } from '../../../src/main/core/vault/keeper';
import { aFolder, aStore } from '../../builders/store';

const MINUTE_MS = 60_000;
const RIGHT = { by: '2001', password: 'demo-12369' };
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => failureOf(error).code,
  );

test('a supervisor is known by the password, as at sign-in', async () => {
  const { store, folder } = await aStore();
  const tries = restoreTriesIn(folder, () => 0);
  expect(await restorerOf(store, RIGHT, tries)).toEqual({ id: 'p-2001', proof: 'password' });
});

test('each wrong password of a command costs more time, over restarts too; the right one ends the count', async () => {
  const { store, folder } = await aStore();
  let now = 10_000 * MINUTE_MS;
  // Each command is a start of its own.
  const command = (password: string) =>
    codeOf(
      restorerOf(
        store,
        { ...RIGHT, password },
        restoreTriesIn(folder, () => now),
      ),
    );
  for (let n = 0; n < 5; n += 1) expect(await command('wrong')).toBe('wrong_password');
  expect(await command(RIGHT.password)).toBe('too_many_tries');
  now += MINUTE_MS - 1;
  expect(await command(RIGHT.password)).toBe('too_many_tries');
  now += 1;
  expect(await command('wrong')).toBe('wrong_password');
  now += MINUTE_MS;
  expect(await command(RIGHT.password)).toBe('too_many_tries');
  // The PC was started anew: the wait begins anew, and is no longer than it was.
  now = 0;
  expect(await command(RIGHT.password)).toBe('too_many_tries');
  now += 2 * MINUTE_MS;
  expect(await command(RIGHT.password)).toBeNull();
  expect(await command('wrong')).toBe('wrong_password');
  expect(JSON.parse(readFileSync(join(folder, 'restore-tries.json'), 'utf8'))).toMatchObject({ failures: 1 });
});

test('no password is no try', async () => {
  const { store, folder } = await aStore();
  const tries = restoreTriesIn(folder, () => 0);
  for (let n = 0; n < 9; n += 1)
    expect(await codeOf(restorerOf(store, { ...RIGHT, password: '' }, tries))).toBe('wrong_password');
  expect(await codeOf(restorerOf(store, RIGHT, tries))).toBeNull();
});

test('where nobody can be verified it is restored all the same, and says so', async () => {
  const { store } = await aStore();
  const tries = restoreTriesIn(aFolder(), () => 0);
  const [supervisor] = store.people.list().filter(({ role }) => role === 'supervisor');
  if (supervisor === undefined) throw new Error('The roster has a supervisor');
  // Parameters that no library knows; then a list without a supervisor.
  store.write(() => store.people.replaceRoster([{ ...supervisor, verifier: '$argon2id$v=99$odd' }]));
  expect(await restorerOf(store, RIGHT, tries)).toEqual({ id: supervisor.id, proof: 'unverified' });
  expect(await codeOf(restorerOf(store, { ...RIGHT, by: '9' }, tries))).toBe('not_allowed');
  store.write(() => store.people.replaceRoster([]));
  expect(await restorerOf(store, { by: '2001', password: '' }, tries)).toEqual({
    id: 'seat',
    proof: 'unverified',
  });
});
