import { expect, test } from 'vitest';
import { PretendedCenter, throwawayKey } from '../../../src/main/core/practice/pretended-center';
import { createReceiptCheck } from '../../../src/main/core/sync/center/receipt-check';
import {
  classifyAsk,
  classifyBundle,
  classifyHealth,
  classifyPush,
} from '../../../src/main/core/sync/center/classify';
import { CallId, SeatId } from '../../../src/shared/ids';
import { signBundle, aBundle, signingKey } from '../../builders/bundle';
import { aCallId } from '../../builders/draft';

const seatId = SeatId.parse('LX01');
const NOW = Date.UTC(2026, 10, 24, 1);

function aCenter() {
  const key = throwawayKey('ed25519', 'practice-signing');
  const center = new PretendedCenter(seatId, key, signBundle(aBundle(), signingKey()), () => NOW);
  return { center, key, isTrusted: createReceiptCheck(seatId, [key]) };
}
const owed = (sha: string, id = CallId.parse(aCallId())) => ({
  id,
  revision: 1,
  bodySha256: sha.repeat(64),
  body: '{}',
});

test('gives each record one receipt, signed with its own key, however often it is sent', async () => {
  const { center, isTrusted } = aCenter();
  const record = owed('a');
  const push = async () => classifyPush([record], await center.push([record]), isTrusted, NOW);
  const first = await push();
  expect(first).toMatchObject({ kind: 'answered', verdicts: [{ kind: 'accepted' }] });
  expect(await push()).toEqual(first);
  expect(center.callsHeld()).toEqual([record.id]);
  // What nobody else would take for a receipt of the center.
  const stranger = createReceiptCheck(seatId, [throwawayKey('ed25519', 'practice-signing')]);
  const outcome = await classifyPush([record], await center.push([record]), stranger, NOW);
  expect(outcome).toMatchObject({ verdicts: [{ kind: 'unconfirmed', cause: 'untrusted_receipt' }] });
  expect(await classifyAsk([record], await center.ask([record]), isTrusted, NOW)).toMatchObject({
    kind: 'answered',
  });
});

test('a call that came twice in other words is seen as doubled', async () => {
  const { center } = aCenter();
  const record = owed('a');
  await center.push([record]);
  await center.push([owed('b', record.id)]);
  expect(center.callsHeld()).toEqual([record.id, record.id]);
});

test('while the line is cut nothing arrives, and the seat may be sure of it', async () => {
  const { center, isTrusted } = aCenter();
  center.isReachable = false;
  const record = owed('a');
  const cut = { kind: 'failed', cause: 'unreachable', mayHaveArrived: false };
  expect(await classifyPush([record], await center.push([record]), isTrusted, NOW)).toMatchObject(cut);
  expect(classifyHealth(await center.health(), NOW)).toMatchObject(cut);
  expect(classifyBundle(await center.bundle(), null, NOW)).toMatchObject(cut);
  expect(center.callsHeld()).toEqual([]);
});
