import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultRule } from '../../../src/center/faults/plan';
import { aLine } from '../../builders/sync/line';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import { createSyncEngine } from '../../../src/main/core/sync/engine/engine';
import type { BundleSink, SyncEngine } from '../../../src/main/core/sync/ports';
import { createReceiptProof } from '../../../src/main/core/sync/center/receipt-check';
import { realClock, realTimer } from '../../../src/main/core/sync/timer';
import type { PushedRecord } from '../../../src/shared/center-api/messages';
import type { SignedBundle } from '../../../src/shared/script/bundle';
import { aDemoRecord, pushed, startCenter, type TestCenter } from '../../builders/center';
import { SEAT } from '../../builders/sync/keys';
import { OwedStore } from '../../builders/sync/owed-store';

let center: TestCenter;
beforeAll(async () => {
  center = await startCenter();
});
afterAll(() => center.close());

let store: OwedStore;
let engine: SyncEngine;
let offered: SignedBundle[];
let listeners: Set<() => void>;

function startSeat(centerUrl = center.url, token = center.token): void {
  const bundles: BundleSink = {
    offer: (bundle) => {
      offered.push(bundle);
      return { ok: true, changed: true };
    },
  };
  engine = createSyncEngine({
    outbox: store.outbox,
    center: createCenterClient({ centerUrl, token, seatId: SEAT, version: '0.0.0', line: aLine() }),
    bundles,
    changes: { lastPosition: () => 0, take: () => ({ ok: true, taken: 0 }) },
    isTrusted: createReceiptProof(SEAT, [center.keys.signing]),
    clock: realClock,
    timer: realTimer,
    // A hundredth of the real pauses.
    random: () => Math.random() / 100,
    onChange: () => {
      for (const listener of listeners) listener();
    },
    log: () => undefined,
  });
  engine.start();
}

beforeEach(() => {
  store = new OwedStore();
  offered = [];
  listeners = new Set();
  center.faults?.set({ rules: [] });
});
afterEach(async () => {
  await engine.stop(1_000);
  store.close();
});

/** Resolves when `holds` does, looked at on each change the engine tells of. */
function until(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return;
      listeners.delete(look);
      resolve();
    };
    listeners.add(look);
    look();
  });
}

function enter(count: number): PushedRecord[] {
  return Array.from({ length: count }, () => {
    const made = pushed(aDemoRecord());
    store.enter(made, Date.now());
    return made;
  });
}

async function expectAllThereOnce(entered: readonly PushedRecord[]): Promise<void> {
  const there = (await center.records()).filter(({ id }) => entered.some((each) => each.id === id));
  expect(there.map(({ id, body }) => ({ id, body })).sort(byId)).toEqual(
    entered.map(({ id, body }) => ({ id: id as string, body })).sort(byId),
  );
  expect(store.facts()).toMatchObject({ received: entered.length, owed: 0, quarantined: 0, unknown: 0 });
}
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

type Fault = Partial<FaultRule> & Pick<FaultRule, 'kind'>;

describe('the engine against the real center', () => {
  it('brings 300 records over, byte for byte, and the bundle with them', async () => {
    const entered = enter(300);
    startSeat();
    await until(() => store.facts().owed === 0 && offered.length > 0);
    await engine.whenIdle();
    await expectAllThereOnce(entered);
    expect(offered).toEqual([center.bundle()]);
    const { link, cause, clockOffsetMs } = engine.state();
    expect({ link, cause }).toEqual({ link: 'online', cause: null });
    expect(Math.abs(clockOffsetMs ?? Infinity)).toBeLessThan(1_000);
  });

  it.each<[string, ...Fault[]]>([
    ['cut off before it did anything', { kind: 'drop', when: 'before', on: 'push', next: 2 }],
    ['cut off after its commit', { kind: 'drop', when: 'after', on: 'push', next: 2 }],
    [
      'cut off after its commit, and again while asked',
      { kind: 'drop', on: 'query', next: 2 },
      { kind: 'drop', when: 'after', on: 'push', next: 1 },
    ],
    ['busy, Retry-After 0', { kind: 'status', status: 503, retryAfter: 0, next: 3 }],
    ['busy, Retry-After 1', { kind: 'status', status: 429, retryAfter: 1, next: 1, on: 'push' }],
    ['failing after its commit', { kind: 'status', status: 500, when: 'after', on: 'push', next: 2 }],
    ['a redirect', { kind: 'redirect', next: 2 }],
    ['a portal page', { kind: 'portal', next: 2 }],
    ['a portal page after the commit', { kind: 'portal', when: 'after', on: 'push', next: 2 }],
    ['garbage', { kind: 'garbage', when: 'after', next: 2 }],
    ['half an answer', { kind: 'truncated', when: 'after', on: 'push', next: 2 }],
    ['signatures that do not hold', { kind: 'wrong_signature', when: 'after', on: 'push', next: 2 }],
    ['receipts for other bodies', { kind: 'wrong_hash', when: 'after', on: 'push', next: 2 }],
    ['receipts for other records', { kind: 'other_ids', when: 'after', on: 'push', next: 2 }],
  ])('gets all over once in spite of: %s', async (_, ...rules) => {
    center.faults?.set({ rules });
    const entered = enter(25);
    startSeat();
    await until(() => store.facts().owed === 0);
    await engine.whenIdle();
    await expectAllThereOnce(entered);
    for (const struck of center.faults?.state().struck ?? [0]) expect(struck).toBeGreaterThan(0);
  });

  it('quarantines what the center refuses, with its reasons, and nothing else', async () => {
    const good = enter(5);
    const bad = pushed({ ...aDemoRecord(), agentNumber: '99', bundleVersion: '1999.1' });
    store.enter(bad, Date.now());
    startSeat();
    await until(() => store.facts().owed === 0);
    await engine.whenIdle();
    expect(store.facts()).toMatchObject({ received: good.length, quarantined: 1 });
    expect(store.open().get(bad.id)).toBe('quarantined');
  });

  it('keeps everything where the token is refused', async () => {
    enter(3);
    startSeat(center.url, 'not-the-token-of-this-seat');
    await until(() => engine.state().cause === 'refused_token');
    await engine.whenIdle();
    expect(store.facts()).toMatchObject({ owed: 3, received: 0 });
    expect(engine.state()).toMatchObject({ link: 'offline', owed: 3 });
  });

  it('says so where no center is there, and leaves the records waiting', async () => {
    enter(1);
    startSeat('http://127.0.0.1:1');
    await until(() => engine.state().cause === 'port_refused');
    await engine.whenIdle();
    expect([...store.open().values()]).toEqual(['owed']);
  });
});
