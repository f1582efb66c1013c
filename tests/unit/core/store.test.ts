import { expect, test } from 'vitest';
import { aRecord, aDraft } from '../../builders/draft';
import { aStore, takeIn } from '../../builders/store';

test('a finished record is owed, claimed, settled, and the law of conservation holds', async () => {
  const { store } = await aStore();
  const owed = takeIn(store, aRecord(aDraft()));
  expect(store.queue.find(owed.id)?.state).toBe('waiting');
  const [claimed] = store.outbox.claim(Date.now(), 10, 1_000_000);
  expect(claimed).toMatchObject({ id: owed.id, body: owed.body, tries: 0, isUnconfirmed: false });
  expect(store.queue.find(owed.id)?.state).toBe('sending');
  store.outbox.settle(
    [
      {
        kind: 'accepted',
        id: owed.id,
        revision: 1,
        bodySha256: owed.bodySha256,
        receipt: {
          recordId: owed.id,
          revision: 1,
          bodySha256: owed.bodySha256,
          seatId: 'ZZ01' as never,
          centerNumber: 'HN-1',
          receivedAt: 1,
          keyId: 'k',
          signature: 'A'.repeat(88),
        },
      },
    ],
    5,
  );
  expect(store.queue.find(owed.id)).toMatchObject({ state: 'accepted', center_number: 'HN-1' });
  expect(store.conservation()).toEqual({ finished: 1, received: 1, owed: 0, quarantined: 0, unknown: 0 });
});
