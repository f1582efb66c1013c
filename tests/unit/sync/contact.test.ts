import { describe, expect, it } from 'vitest';
import { createContact } from '../../../src/main/core/sync/engine/contact';
import { clockOffset, createLink } from '../../../src/main/core/sync/engine/link';
import type { BundleSink, CenterClient, Exchange, SyncEvent } from '../../../src/main/core/sync/ports';
import { FakeTime } from '../../builders/sync/fake-time';
import { answer, problem } from '../../builders/sync/simulated-center';

const MINUTE = 60_000;
const signal = new AbortController().signal;
const offer = { keyId: 'center-1', body: '{}', signature: 'AAAA' };
const health = { service: 'hn12369-center', status: 'ok', centerTime: 5 };

function aContact(verdict: ReturnType<BundleSink['offer']>, bundleAnswer?: Exchange) {
  const time = new FakeTime();
  const asked: (string | null)[] = [];
  const events: SyncEvent[] = [];
  const nobody = () => Promise.reject(new Error('not asked for here'));
  const center: CenterClient = {
    push: nobody,
    ask: nobody,
    ledger: nobody,
    health: () => Promise.resolve(answer(200, health)),
    bundle: (etag) => {
      asked.push(etag);
      return Promise.resolve(
        bundleAnswer ?? (etag === '"7"' ? answer(304, '') : answer(200, offer, { etag: '"7"' })),
      );
    },
    changes: () => Promise.resolve(answer(404, problem(404))),
    close: () => undefined,
  };
  const offered: unknown[] = [];
  const bundles: BundleSink = {
    offer: (bundle) => {
      offered.push(bundle);
      return verdict;
    },
  };
  const contact = createContact({
    center,
    bundles,
    changes: { lastPosition: () => 0, take: () => ({ ok: true, taken: 0 }) },
    clock: time,
    log: (event) => events.push(event),
  });
  return { contact, time, asked, events, offered };
}

describe('pulling the bundle', () => {
  it('fetches it once, then asks by its ETag', async () => {
    const { contact, time, asked, events, offered } = aContact({ ok: true, changed: true });
    await contact.run(false, signal);
    await time.pass(11 * MINUTE, () => Promise.resolve());
    await contact.run(false, signal);
    expect(asked).toEqual([null, '"7"']);
    expect(offered).toEqual([offer]);
    expect(events).toEqual([{ event: 'bundle_changed' }]);
  });

  it('reports a refused one once, and does not fetch the same again', async () => {
    const { contact, time, events, offered } = aContact({ ok: false, reason: 'bad_signature' });
    for (let i = 0; i < 4; i += 1) {
      const { failure } = await contact.run(false, signal);
      expect(failure).toBeNull();
      await time.pass(11 * MINUTE, () => Promise.resolve());
    }
    expect(offered).toHaveLength(1);
    expect(events).toEqual([{ event: 'bundle_refused', reason: 'bad_signature' }]);
  });

  it('offers nothing that is not the center’s, and tells of a refused token', async () => {
    const portal = answer(200, '<html>', { contentType: 'text/html' });
    const stranger = aContact({ ok: true, changed: true }, portal);
    expect((await stranger.contact.run(false, signal)).failure?.cause).toBe('not_the_center');
    expect(stranger.offered).toEqual([]);
    const refused = aContact({ ok: true, changed: true }, answer(401, problem(401)));
    expect((await refused.contact.run(false, signal)).failure?.cause).toBe('refused_token');
  });
});

describe('the center’s clock', () => {
  it('is measured at the middle of the round trip', () => {
    expect(clockOffset({ centerTime: 10_500, receivedAt: 10_200, roundTripMs: 400 })).toBe(500);
  });
  it('is not measured by an answer that took too long', () => {
    expect(clockOffset({ centerTime: 99_000, receivedAt: 0, roundTripMs: 20_000 })).toBe(null);
  });
});

describe('keeping quiet', () => {
  const half = () => 0.5;
  it('doubles its own pauses up to 300 s; a person ends them, new work cuts them to 5 s', () => {
    const time = new FakeTime();
    const link = createLink(time, half);
    const pauses = Array.from({ length: 12 }, () => link.failed('unreachable', null));
    expect(pauses.slice(0, 4)).toEqual([500, 1_000, 2_000, 4_000]);
    expect(Math.max(...pauses)).toBe(150_000);
    link.hurry('work');
    expect(link.quietMs()).toBe(5_000);
    link.hurry('person');
    expect(link.quietMs()).toBe(0);
  });

  it('keeps to what the center asked for, whoever hurries', () => {
    const link = createLink(new FakeTime(), half);
    link.failed('busy', 60_000);
    link.hurry('person');
    link.hurry('work');
    expect(link.quietMs()).toBeGreaterThanOrEqual(60_000);
    expect(link.quietMs()).toBeLessThan(70_000);
  });

  it('does not let Retry-After 0 make a loop', () => {
    const link = createLink(new FakeTime(), half);
    for (let i = 0; i < 8; i += 1) link.failed('busy', 0);
    expect(link.quietMs()).toBeGreaterThan(10_000);
  });

  it('counts on the monotonic clock: the PC’s clock set back withholds nothing (S13)', () => {
    const time = new FakeTime();
    const link = createLink(time, half);
    const pause = link.failed('timeout', null);
    time.setBy(-86_400_000);
    expect(link.quietMs()).toBe(pause);
  });
});
