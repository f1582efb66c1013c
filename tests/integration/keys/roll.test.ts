import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listKeys, rollKey } from '../../../src/center/keys/command';
import { recoveryCodes } from '../../../src/center/keys/escrow';
import type { Exchange } from '../../../src/main/core/sync/ports';
import type { SignedKeyStatement } from '../../../src/shared/keys/statement';
import type { CallId } from '../../../src/shared/ids';
import { joined, recoveryHalf } from '../../../src/shared/session/recovery-code';
import { aReportForm } from '../../builders/draft';
import { aPair, aStatement, hashOfLast } from '../../builders/keys/chain';
import { aFollowingSeat, identitiesAt, keyActs, roll } from '../../builders/keys/following-seat';
import { aBarePc, aPeopledCenter, nextRound, SEAT } from '../../builders/people/center-and-pc';

const NAMED = aReportForm({ isNamed: true });

test('a roll in the middle of a drain: receipts of both keys stand, nothing is sent twice', async () => {
  const { center, time } = await aPeopledCenter();
  const pushes: number[] = [];
  const { seat, desk, agent, line } = await aFollowingSeat(center, time, (client) => ({
    push: async (records, signal) => {
      if (line.isUp && pushes.push(records.length) === 2) await roll(center, time, 'signing');
      return client.push(records, signal);
    },
  }));
  line.isUp = false;
  const calls: CallId[] = [];
  for (let n = 0; n < 13; n += 1) calls.push((await agent.takeCall(aReportForm())).id);
  line.isUp = true;
  await nextRound(seat, time);
  await expect.poll(() => desk.store.outbox.summary().owed).toBe(0);

  expect(pushes).toEqual([10, 3]);
  expect(await center.records()).toHaveLength(13);
  expect(desk.store.conservation()).toMatchObject({ received: 13, owed: 0, unknown: 0 });
  const details = await Promise.all(calls.map((id) => agent.ask('queue.detail', { id })));
  const signers = details.map(({ revisions }) => revisions[0]?.receipt?.keyId);
  const [first, second] = center.keys.list('signing').map(({ id }) => id);
  expect(signers.filter((id) => id === first)).toHaveLength(10);
  expect(signers.filter((id) => id === second)).toHaveLength(3);
  expect(desk.syncState()).toMatchObject({ cause: null, keysRefusal: null });
  expect(keyActs(seat)).toEqual(['key_rolled signing/1']);
});

test('a seat away for four rolls: boxes of the oldest key arrive and open, the next is sealed to the newest', async () => {
  const { center, time } = await aPeopledCenter();
  const { seat, desk, agent, line } = await aFollowingSeat(center, time);
  const oldest = center.keys.sealing.id;
  line.isUp = false;
  await agent.takeCall(NAMED);
  await roll(center, time, 'sealing', 'signing', 'sealing', 'signing');
  await agent.takeCall(NAMED);
  line.isUp = true;
  await nextRound(seat, time);
  await expect.poll(() => desk.store.outbox.summary().owed).toBe(0);
  expect(desk.store.conservation()).toMatchObject({ received: 2, quarantined: 0, unknown: 0 });

  await agent.takeCall(NAMED);
  await nextRound(seat, time);
  await expect.poll(() => desk.store.outbox.summary().owed).toBe(0);
  const opened = await identitiesAt(center);
  expect(opened.map(({ keyId }) => keyId).sort()).toEqual([oldest, oldest, center.keys.sealing.id].sort());
  expect(new Set(opened.map(({ name }) => name)).size).toBe(1);
  expect(keyActs(seat)).toEqual([
    'key_rolled sealing/1',
    'key_rolled signing/2',
    'key_rolled sealing/3',
    'key_rolled signing/4',
  ]);
  // New words come under the new key, and are taken.
  expect(desk.bundles.refusal()).toBeNull();
  expect(await listKeys(center)).toMatch(/ZZ02\t.*\tup to date/);
});

test('the escrow is sealed anew after a roll; the center opens the copy of before and the one of now', async () => {
  const { center, time } = await aPeopledCenter();
  const { seat } = await aFollowingSeat(center, time);
  const copies = () =>
    ['key.json', 'key.json.copy'].map((name) => readFileSync(join(seat.folder, 'data', name), 'utf8'));
  const [before = ''] = copies();
  const told = await rollKey(center, 'recovery', 'tester', Math.round(time.now()));
  expect(told).toContain(center.keys.recovery.id);
  await nextRound(seat, time);

  const sealedTo = (text: string) => (JSON.parse(text) as { escrow: { keyId: string } }).escrow.keyId;
  expect(copies().map(sealedTo)).toEqual([center.keys.recovery.id, center.keys.recovery.id]);
  expect(sealedTo(before)).not.toBe(center.keys.recovery.id);
  const keyIn = async (file: string) => {
    const [one, other] = (await recoveryCodes(file, center.keys)).map(recoveryHalf);
    if (!one || !other) throw new Error('No codes');
    return Buffer.from(joined(one, other)).toString('hex');
  };
  expect(await keyIn(copies()[0] ?? '')).toBe(await keyIn(before));
  // All else in the file is as it was: the PC still opens its store with it.
  const { escrow: _, ...rest } = JSON.parse(copies()[0] ?? '') as { escrow: unknown };
  expect(JSON.parse(before)).toMatchObject(rest);
  expect(keyActs(seat)).toEqual(['key_rolled recovery/1', expect.stringMatching(/^escrow_renewed recover-/)]);
  expect(await listKeys(center)).toMatch(/ZZ02\t.*\tup to date/);
  expect((await center.keyRolls.seats())[0]).toMatchObject({ recovery: center.keys.recovery.id });

  await seat.core.stop();
  const again = await aBarePc(time, { folder: seat.folder });
  expect((await again.window().ask('app.state', {})).store.kind).toBe('open');
  expect(again.core.desk()?.keys.inForce('recovery').id).toBe(center.keys.recovery.id);
});

test('a forged roll is refused aloud, on record once, and moves nothing; the true one is followed after it', async () => {
  const { center, time } = await aPeopledCenter();
  let forged: SignedKeyStatement[] | null = null;
  const { seat, desk, agent } = await aFollowingSeat(center, time, (client) => ({
    keys: {
      tell: async (...asked) => client.keys?.tell(...asked) as Promise<Exchange>,
      keys: async (etag, signal) => {
        const exchange = (await client.keys?.keys(etag, signal)) as Exchange;
        if (forged === null || exchange.kind === 'failed') return exchange;
        const body = Buffer.from(JSON.stringify({ statements: forged }));
        return { ...exchange, status: 200, contentType: 'application/json', etag: '"x"', body };
      },
    },
  }));
  await roll(center, time, 'signing');
  await nextRound(seat, time);
  const [sealing, signing] = [desk.keys.inForce('sealing').id, desk.keys.inForce('signing').id];

  const thief = aPair('signing');
  const { statements } = center.keys;
  const about = {
    seq: 2,
    previous: hashOfLast(statements),
    kind: 'sealing' as const,
    key: aPair('sealing').key,
  };
  forged = [...statements, aStatement(about, { id: thief.key.id, sign: thief.sign })];
  await nextRound(seat, time);
  await nextRound(seat, time);
  expect(desk.keys.inForce('sealing').id).toBe(sealing);
  expect((await agent.ask('sync.state', {})).keysRefusal?.failure).toEqual({
    code: 'keys_refused',
    params: { reason: 'wrong_signer', seq: 2 },
  });
  expect(keyActs(seat)).toEqual(['key_rolled signing/1', 'key_refused wrong_signer']);
  // Calls go on, sealed to the key that is believed.
  await agent.takeCall(NAMED);
  await nextRound(seat, time);
  expect((await identitiesAt(center)).map(({ keyId }) => keyId)).toEqual([sealing]);

  // Fewer than were followed: an older copy of the center, or somebody who leads backwards.
  forged = [];
  await nextRound(seat, time);
  expect(desk.keys.refusal()?.failure.params).toEqual({ reason: 'shorter', seq: 0 });
  expect(desk.keys.inForce('signing').id).toBe(signing);

  forged = null;
  await nextRound(seat, time);
  expect(desk.keys.refusal()).toBeNull();
  await roll(center, time, 'sealing');
  await nextRound(seat, time);
  expect(desk.keys.inForce('sealing').id).toBe(center.keys.sealing.id);
  expect(keyActs(seat).slice(2)).toEqual(['key_refused shorter', 'keys_as_known ', 'key_rolled sealing/2']);
});

test('a code for enrolment that was open ends with the signing key; a new one makes a seat that knows all keys', async () => {
  const { center, time } = await aPeopledCenter();
  const { code } = await center.codes.make(SEAT, time.now());
  await roll(center, time, 'signing', 'sealing');
  const pc = await aBarePc(time);
  const redeem = (typed: string) =>
    pc.window().answer('enrolment.redeem', { centerUrl: center.url, code: typed });
  expect(await redeem(code)).toMatchObject({ ok: false, error: { params: { reason: 'code_expired' } } });
  const { code: anew } = await center.codes.make(SEAT, time.now());
  expect(await redeem(anew)).toMatchObject({ ok: true });
  await nextRound(pc, time);
  const keys = pc.core.desk()?.keys;
  expect(keys?.keys().signing.map(({ id }) => id)).toEqual(center.keys.list('signing').map(({ id }) => id));
  expect(keys?.inForce('sealing').id).toBe(center.keys.sealing.id);
  expect(keys?.refusal()).toBeNull();
});
