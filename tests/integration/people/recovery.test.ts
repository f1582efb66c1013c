import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { recoveryCodes } from '../../../src/center/keys/escrow';
import { runRecovery } from '../../../src/main/core/vault/recovery-command';
import { joined, recoveryCode, recoveryHalf } from '../../../src/shared/session/recovery-code';
import { aKeyStore, aSettingsStore, noKeyStore, type RunningCore } from '../../builders/core';
import { aReportForm } from '../../builders/draft';
import { aBarePc, aPeopledCenter, aSeatByCode, nextRound } from '../../builders/people/center-and-pc';
import { aFolder } from '../../builders/store';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';

const PASSPHRASE = '黄河之水天上来-2026';
const clock = { now: () => Date.now(), monotonic: () => performance.now() };

/** What somebody carries over from the old PC: its store folder, and nothing else. */
function carriedFrom(seat: RunningCore): string {
  const folder = aFolder();
  mkdirSync(folder, { recursive: true });
  cpSync(join(seat.folder, 'data'), join(folder, 'data'), { recursive: true });
  return folder;
}
const dataOf = (folder: string) => ({ dataFolder: join(folder, 'data'), nativeBinding: null }) as never;
const keyFileIn = (folder: string) => readFileSync(join(folder, 'data', 'key.json'), 'utf8');

test.each([
  ['a new profile with a key store', aKeyStore('kwallet6'), []],
  ['a PC without a key store', noKeyStore, [PASSPHRASE]],
])('a PC dies with records owed: %s opens its store by two codes and goes on', async (_, keyStore, more) => {
  const { center, time } = await aPeopledCenter();
  let isCut = false;
  const seat = await aSeatByCode(center, time, {
    connectCenter: (options) => {
      const client = createCenterClient(options);
      const gone = { kind: 'failed', cause: 'unreachable', mayHaveArrived: false } as const;
      return { ...client, push: async (...input) => (isCut ? gone : client.push(...input)) };
    },
  });
  const agent = await seat.window().signIn('p-1001');
  const sent = await agent.takeCall(aReportForm());
  await expect
    .poll(async () => (await agent.ask('queue.detail', { id: sent.id })).item.state)
    .toBe('accepted');
  isCut = true;
  const owed = await agent.takeCall(aReportForm());
  // In the middle of the next call.
  const open = await agent.fill(await agent.ask('call.start', {}), aReportForm({ isNamed: true }), {
    step: 'target',
  });
  await seat.core.stop();

  const folder = carriedFrom(seat);
  const bare = await aBarePc(time, { folder, keyStore });
  expect((await bare.window().ask('app.state', {})).store).toMatchObject({
    kind: 'failed',
    error: { code: 'key_store_changed' },
  });
  await bare.core.stop();

  const codes = await recoveryCodes(keyFileIn(folder), center.keys);
  const ports = { keyStore, settings: aSettingsStore(), clock };
  const report = await runRecovery(dataOf(folder), ports, [...codes, ...more]);
  expect(report).toMatchObject({ exitCode: 0 });
  expect(report.lines.join('\n')).toContain('"owed":1');
  expect(report.lines.join('\n')).not.toContain(codes[0].slice(0, 14));
  expect(readdirSync(join(folder, 'data')).filter((name) => name.includes('.replaced-'))).toHaveLength(2);

  const back = await aBarePc(time, { folder, keyStore });
  if (more.length > 0) await back.window().ask('store.unlock', { passphrase: PASSPHRASE });
  const again = await back.window().signIn('p-1001');
  // Token and seat key came with the store: no new enrolment, and what was owed is received.
  await nextRound(back, time);
  for (const { id } of [sent, owed]) {
    expect((await again.ask('queue.detail', { id })).item.state).toBe('accepted');
  }
  expect(await again.ask('draft.list', {})).toMatchObject([{ id: open.id, saveCount: open.saveCount }]);
  const { audit } = back.core.desk()?.store ?? {};
  expect([...(audit?.rows() ?? [])].map(({ act }) => act)).toContain('recovered');
  // And it can be recovered again: the escrow was written anew.
  expect(await recoveryCodes(keyFileIn(folder), center.keys)).toHaveLength(2);
});

test('wrong codes, one code twice, or another seat’s codes change nothing', async () => {
  const { center, time } = await aPeopledCenter();
  const seat = await aSeatByCode(center, time);
  await seat.core.stop();
  const other = await aSeatByCode(center, time);
  await other.core.stop();
  const folder = carriedFrom(seat);
  const before = keyFileIn(folder);
  const ports = { keyStore: aKeyStore('kwallet6'), settings: aSettingsStore(), clock };
  const [one, two] = await recoveryCodes(before, center.keys);
  const others = await recoveryCodes(keyFileIn(other.folder), center.keys);
  const slip = `${one.slice(0, 6)}${one[6] === 'A' ? 'B' : 'A'}${one.slice(7)}`;
  for (const lines of [[], [one], [one, one], [slip, two], [...others], [one, others[1]]]) {
    expect(await runRecovery(dataOf(folder), ports, lines)).toMatchObject({ exitCode: 1 });
    expect(keyFileIn(folder)).toBe(before);
  }
  const weak = await runRecovery(dataOf(folder), { ...ports, keyStore: noKeyStore }, [one, two, '123456']);
  expect(weak.lines.at(-1)).toContain('weak_passphrase');
  expect(keyFileIn(folder)).toBe(before);
  // The key file itself gone as well: the store and two codes are enough.
  expect(await runRecovery(dataOf(folder), ports, [two, one.toLowerCase()])).toMatchObject({ exitCode: 0 });
});

test('another bureau’s recovery key opens nothing', async () => {
  const { center, time } = await aPeopledCenter();
  const { center: elsewhere } = await aPeopledCenter();
  const seat = await aSeatByCode(center, time);
  await expect(recoveryCodes(keyFileIn(seat.folder), elsewhere.keys)).rejects.toThrow(/recovery keys are/);
  await expect(recoveryCodes('{}', center.keys)).rejects.toThrow(/no key file/);
});

test('codes bring back any half, in capitals or not, and any slip of one letter is found', () => {
  const half = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(half, half, fc.nat(55), fc.nat(30), (one, other, at, turn) => {
      const code = recoveryCode(one);
      expect(recoveryHalf(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toEqual(one);
      expect(joined(joined(one, other), other)).toEqual(one);
      const letters = [...code.replaceAll('-', '')];
      const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
      const wrong = SIGNS[(SIGNS.indexOf(letters[at] ?? '') + 1 + turn) % 32] ?? '';
      expect(recoveryHalf(letters.with(at, wrong).join(''))).toBeNull();
    }),
  );
});
