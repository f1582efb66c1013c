import { afterEach, describe, expect, it } from 'vitest';
import { callId } from '../../builders/sync/keys';
import { World } from '../../builders/sync/world';

const MINUTE = 60_000;
const worlds: World[] = [];

/** A seat that has been in touch and has nothing to do. */
async function aWorld(): Promise<World> {
  const world = new World();
  worlds.push(world);
  await world.settle();
  return world;
}

afterEach(() => {
  for (const world of worlds.splice(0)) world.close();
});

/** Saves before anything can be sent, so that the first round finds all of it. */
async function saveOffline(world: World, count: number): Promise<void> {
  world.center.net = 'down';
  for (let n = 1; n <= count; n += 1) world.save(n);
  await world.settle();
}

async function comeBack(world: World): Promise<void> {
  world.center.net = 'ok';
  world.store.outbox.makeDue(null, world.time.now());
  world.engine.wake('person');
  await world.settle();
}

describe('one drain', () => {
  it('sends 999 good records past a bad one, which is shown at once (S6)', async () => {
    const world = await aWorld();
    world.center.poison.add(callId(500));
    await saveOffline(world, 1_000);
    await comeBack(world);
    world.checkDelivered();
    expect(world.store.facts()).toMatchObject({ received: 999, quarantined: 1, owed: 0 });
  });

  it('finds the ones too large by halving; one that alone is too large is quarantined', async () => {
    const world = await aWorld();
    await saveOffline(world, 64);
    world.center.maxPushChars = 200;
    await comeBack(world);
    expect(world.store.facts()).toMatchObject({ received: 64 });
    world.center.maxPushChars = 10;
    world.save(65);
    await world.settle();
    expect(world.store.facts()).toMatchObject({ received: 64, quarantined: 1 });
  });

  it('brings the others through where one record breaks the center each time', async () => {
    const world = await aWorld();
    world.center.breaksOn.add(callId(3));
    await saveOffline(world, 30);
    await comeBack(world);
    await world.pass(60 * MINUTE);
    expect(world.store.facts()).toMatchObject({ received: 29, owed: 1, quarantined: 0 });
    expect(world.engine.state()).toMatchObject({ link: 'offline', cause: 'server_error', owed: 1 });
    world.center.breaksOn.clear();
    await world.pass(10 * MINUTE);
    world.checkDelivered();
  });

  it('does not starve a new record behind one that always fails', async () => {
    const world = await aWorld();
    world.center.breaksOn.add(callId(1));
    world.save(1);
    await world.pass(60 * MINUTE);
    world.save(2);
    await world.pass(6 * MINUTE);
    expect(world.store.open().has(callId(2))).toBe(false);
  });
});

describe('a lost answer', () => {
  it('is resolved by asking, without sending again', async () => {
    const world = await aWorld();
    world.center.net = 'lost_after';
    world.save(1);
    await world.settle();
    expect(world.store.open().get(callId(1))).toBe('unconfirmed');
    const pushes = world.center.pushes;
    await comeBack(world);
    world.checkDelivered();
    expect(world.center.pushes).toBe(pushes);
  });

  it('is resolved by sending the same key again where it never arrived', async () => {
    const world = await aWorld();
    world.center.net = 'lost_before';
    world.save(1);
    await world.settle();
    expect(world.store.open().get(callId(1))).toBe('unconfirmed');
    await comeBack(world);
    world.checkDelivered();
  });

  it('is not what a refused connection is: then it simply waits', async () => {
    const world = await aWorld();
    await saveOffline(world, 1);
    expect(world.store.open().get(callId(1))).toBe('owed');
    expect(world.engine.state()).toMatchObject({ link: 'offline', cause: 'unreachable', owed: 1 });
  });

  it('stays unconfirmed while receipts are forged, and says so', async () => {
    const world = await aWorld();
    world.center.net = 'untrusted';
    world.save(1);
    await world.settle();
    expect(world.store.open().get(callId(1))).toBe('unconfirmed');
    expect(world.engine.state()).toMatchObject({ link: 'offline', cause: 'untrusted_receipt' });
    await world.pass(30 * MINUTE);
    expect(world.store.facts()).toMatchObject({ received: 0, owed: 1 });
    await comeBack(world);
    world.checkDelivered();
  });
});

describe('a center that asks for quiet', () => {
  it('gets it: Retry-After ends the round, and nobody can shorten it', async () => {
    const world = await aWorld();
    world.center.net = 'busy_429';
    world.save(1);
    await world.settle();
    const { requests } = world.center;
    world.engine.wake('person');
    await world.pass(119_000);
    expect(world.center.requests).toBe(requests);
    expect(world.engine.state()).toMatchObject({ cause: 'busy' });
    world.center.net = 'ok';
    await world.pass(30_000);
    world.checkDelivered();
  });

  it('keeps everything while the token is refused', async () => {
    const world = await aWorld();
    world.center.net = 'refused_token';
    world.save(1);
    await world.pass(24 * 60 * MINUTE);
    expect(world.store.facts()).toMatchObject({ owed: 1 });
    expect(world.store.open().get(callId(1))).toBe('owed');
    expect(world.engine.state()).toMatchObject({ link: 'offline', cause: 'refused_token' });
    await comeBack(world);
    world.checkDelivered();
  });
});

describe('keeping quiet', () => {
  it.each(['down', 'captive', 'error_500', 'untrusted', 'silent', 'lost_after'] as const)(
    'never spins while %s: a day costs few requests',
    async (net) => {
      const world = await aWorld();
      world.center.net = net;
      for (let n = 1; n <= 20; n += 1) world.save(n);
      await world.pass(24 * 60 * MINUTE);
      // Mean pause 150 s, two requests a round, and the look each minute where the center answers.
      expect(world.center.requests).toBeLessThan(4_000);
    },
  );

  it('lets a finished call try after 5 s, not at once', async () => {
    const world = await aWorld();
    await saveOffline(world, 1);
    await world.pass(60 * MINUTE);
    const { requests } = world.center;
    world.center.net = 'ok';
    world.save(2);
    await world.pass(5_100);
    expect(world.center.requests).toBeGreaterThan(requests);
    await world.pass(MINUTE);
    world.checkDelivered();
  });

  it('looks each minute while nothing is owed, and the light follows', async () => {
    const world = await aWorld();
    expect(world.engine.state()).toMatchObject({ link: 'online', cause: null, owed: 0, nextRoundAt: null });
    world.center.net = 'down';
    await world.pass(2 * MINUTE);
    expect(world.engine.state()).toMatchObject({ link: 'offline', cause: 'unreachable' });
    world.center.net = 'ok';
    await world.pass(10 * MINUTE);
    expect(world.engine.state()).toMatchObject({ link: 'online', cause: null, clockOffsetMs: 0 });
  });
});

describe('stopping', () => {
  it('breaks off a round that hangs and settles it', async () => {
    const world = await aWorld();
    world.center.net = 'hang_after';
    world.save(1);
    await world.settle();
    expect(world.store.open().get(callId(1))).toBe('sending');
    const stopped = world.engine.stop(2_000);
    await world.time.pass(2_000, () => Promise.resolve());
    await stopped;
    expect(world.store.open().get(callId(1))).toBe('unconfirmed');
    expect(world.time.timers()).toBe(0);
  });

  it('leaves no timer and sends nothing any more', async () => {
    const world = await aWorld();
    await world.engine.stop(1_000);
    const { requests } = world.center;
    world.save(1);
    await world.pass(60 * MINUTE);
    expect(world.center.requests).toBe(requests);
    expect(world.time.timers()).toBe(0);
  });
});

describe('a store that fails', () => {
  it.each([
    { at: 'settle', isCommitted: false },
    { at: 'settle', isCommitted: true },
    { at: 'claim', isCommitted: true },
    { at: 'claim', isCommitted: false },
  ] as const)('is asked again, and nothing hangs in sending: %o', async (diskFails) => {
    const world = await aWorld();
    world.diskFails = diskFails;
    world.save(1);
    await world.settle();
    expect(world.engine.state().link).toBe('unknown');
    await world.pass(MINUTE);
    world.checkDelivered();
    expect(world.engine.state().link).toBe('online');
  });
});
