import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import sodium from 'libsodium-wrappers';
import { expect, test } from 'vitest';
import { answerFileOf, importCarried } from '../../../src/center/carry/command';
import { openCarried } from '../../../src/center/carry/open-carried';
import { writeAnswer } from '../../../src/center/carry/write-answer';
import { aReportForm } from '../../builders/draft';
import { aPair, aStatement, hashOfLast } from '../../builders/keys/chain';
import { identitiesAt, keyActs } from '../../builders/keys/following-seat';
import { aCarryingCenter, aCarryingSeat, inFolder } from '../../builders/sync/carrying-seat';

const NAMED = aReportForm({ isNamed: true });

test('what is carried back brings the rolls along: a seat without a line follows, and its receipts stand', async () => {
  const center = await aCarryingCenter();
  const seat = await aCarryingSeat(center);
  const desk = seat.core.core.desk();
  const oldest = center.keys.sealing.id;
  await seat.agent.takeCall(NAMED);
  const early = inFolder('early.hn12369out');
  await seat.exportTo(early);
  // An answer of before the rolls, which comes last.
  await importCarried(center, early);

  for (const kind of ['sealing', 'signing', 'recovery', 'signing'] as const)
    await center.keyRolls.roll(kind, 'tester', Date.now());
  await seat.agent.takeCall(NAMED);
  const file = inFolder('stick.hn12369out');
  // Sealed to the oldest key, the boxes in it and the file itself.
  await seat.exportTo(file);
  expect(JSON.parse(await importCarried(center, file))).toMatchObject({
    records: 2,
    taken: 1,
    known: 1,
    refused: 0,
  });
  expect((await identitiesAt(center)).map(({ keyId }) => keyId)).toEqual([oldest, oldest]);

  expect(await seat.importFrom(answerFileOf(file))).toMatchObject({ kind: 'taken', received: 2, unknown: 0 });
  expect(await seat.counts()).toEqual({ accepted: 2 });
  expect(desk?.keys.inForce('signing').id).toBe(center.keys.signing.id);
  expect(desk?.keys.inForce('sealing').id).toBe(center.keys.sealing.id);
  expect(keyActs(seat.core)).toEqual([
    'key_rolled sealing/1',
    'key_rolled signing/2',
    'key_rolled recovery/3',
    'key_rolled signing/4',
    expect.stringMatching(/^escrow_renewed/),
  ]);

  // Brought again, and the one of before the rolls: known, and nobody is led back.
  expect(await seat.importFrom(answerFileOf(file))).toMatchObject({ received: 0, known: 2, unknown: 0 });
  expect(await seat.importFrom(answerFileOf(early))).toMatchObject({ received: 0, known: 1, unknown: 0 });
  expect(desk?.keys.inForce('signing').id).toBe(center.keys.signing.id);
  expect(desk?.syncState()).toMatchObject({ keysRefusal: null, bundleRefusal: null });

  // The next export is sealed to the key that came along.
  await seat.agent.takeCall(NAMED);
  const next = inFolder('next.hn12369out');
  await seat.exportTo(next);
  expect(readFileSync(next, 'latin1')).toContain(center.keys.sealing.id);
  await importCarried(center, next);
  expect(await seat.importFrom(answerFileOf(next))).toMatchObject({ received: 1 });
});

test('an answer whose rolls do not follow is refused in words, and on record', async () => {
  await sodium.ready;
  const center = await aCarryingCenter();
  const seat = await aCarryingSeat(center);
  await center.keyRolls.roll('signing', 'tester', Date.now());
  await seat.agent.takeCall(NAMED);
  const file = inFolder('stick.hn12369out');
  await seat.exportTo(file);
  await importCarried(center, file);
  expect(await seat.importFrom(answerFileOf(file))).toMatchObject({ received: 1 });

  // A thief who has the seat's token, and a key of their own.
  const { token } = seat.core.enrolled.signed
    ? (JSON.parse(seat.core.enrolled.signed.body) as { token: string })
    : { token: '' };
  const secret = createHash('sha256').update(token).digest();
  const thief = aPair('signing');
  const { statements } = center.keys;
  const about = { seq: 2, previous: hashOfLast(statements), kind: 'signing' as const, key: thief.key };
  const roll = aStatement(about, { id: thief.key.id, sign: thief.sign }, thief.sign);
  const { head } = await openCarried(readFileSync(file), center.keys, async () => secret);
  const forged = `${answerFileOf(file)}.forged`;
  const keys = { signing: thief.key, sign: thief.sign, statements: [...statements, roll] };
  writeFileSync(forged, writeAnswer(head, [{ kind: 'changes', changes: [] }], secret, keys, Date.now()));

  const desk = seat.core.core.desk();
  const before = desk?.keys.keys();
  seat.choose(forged);
  expect(await seat.supervisor.answer('carry.import', {})).toMatchObject({
    ok: false,
    error: { code: 'carry_refused', params: { reason: 'keys' } },
  });
  expect(desk?.keys.keys()).toEqual(before);
  expect(desk?.syncState().keysRefusal?.failure.params).toEqual({ reason: 'wrong_signer', seq: 2 });
  expect(keyActs(seat.core)).toEqual(['key_rolled signing/1', 'key_refused wrong_signer']);
  // Without the rolls, the thief's own seal proves nothing.
  writeFileSync(
    forged,
    writeAnswer(head, [{ kind: 'changes', changes: [] }], secret, { ...keys, statements: [] }, Date.now()),
  );
  expect(await seat.supervisor.answer('carry.import', {})).toMatchObject({
    error: { params: { reason: 'bad_signature' } },
  });
});
