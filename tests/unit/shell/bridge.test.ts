import { describe, expect, test } from 'vitest';
import { createBridge, type BridgePort } from '../../../src/main/bridge';

type Sent = { id: number; name: string; input: unknown };

class FakePort implements BridgePort {
  onmessage: ((event: never) => void) | null = null;
  readonly sent: Sent[] = [];
  isClosed = false;
  postMessage(message: unknown): void {
    this.sent.push(structuredClone(message) as Sent);
  }
  close(): void {
    this.isClosed = true;
  }
  say(data: unknown): void {
    (this.onmessage as unknown as (event: { data: unknown }) => void)({ data });
  }
}

const NAMES = ['app.state', 'draft.save'];
const ok = (value: unknown) => ({ ok: true, value });

describe('the bridge of the preload', () => {
  test('answers go to whoever asked, in whatever order they come', async () => {
    const bridge = createBridge(NAMES);
    const port = new FakePort();
    bridge.usePort(port);
    const [one, two] = [bridge.seat.request('app.state', {}), bridge.seat.request('draft.save', { a: 1 })];
    port.say({ id: port.sent[1]?.id, answer: ok(2) });
    port.say({ id: port.sent[0]?.id, answer: ok(1) });
    expect(await one).toEqual(ok(1));
    expect(await two).toEqual(ok(2));
  });

  test('a name outside the contract never reaches the core', async () => {
    const bridge = createBridge(NAMES);
    const port = new FakePort();
    bridge.usePort(port);
    for (const name of ['store.steal', '__proto__', '', 'constructor']) {
      expect(await bridge.seat.request(name, {})).toEqual({ ok: false, error: { code: 'invalid_input' } });
    }
    expect(port.sent).toEqual([]);
  });

  test('what cannot be cloned is refused, not thrown', async () => {
    const bridge = createBridge(NAMES);
    bridge.usePort(new FakePort());
    expect(await bridge.seat.request('app.state', { f: () => 1 })).toEqual({
      ok: false,
      error: { code: 'invalid_input' },
    });
  });

  test('a request before the core is there waits for it', async () => {
    const bridge = createBridge(NAMES);
    const asked = bridge.seat.request('app.state', {});
    const port = new FakePort();
    bridge.usePort(port);
    port.say({ id: port.sent[0]?.id, answer: ok('here') });
    expect(await asked).toEqual(ok('here'));
  });

  test('the core dies: requests under way answer internal, later ones wait, and the window is told', async () => {
    const bridge = createBridge(NAMES);
    const told: unknown[] = [];
    const stop = bridge.seat.onChanged((message) => told.push(message));
    const first = new FakePort();
    bridge.usePort(first);
    expect(told).toEqual([]);
    const lost = bridge.seat.request('draft.save', {});
    bridge.losePort();
    expect(await lost).toEqual({ ok: false, error: { code: 'internal' } });
    expect(first.isClosed).toBe(true);

    const waiting = bridge.seat.request('app.state', {});
    const second = new FakePort();
    bridge.usePort(second);
    expect(told).toEqual([{ changed: 'app', ids: [] }]);
    second.say({ id: second.sent[0]?.id, answer: ok('again') });
    expect(await waiting).toEqual(ok('again'));

    second.say({ changed: 'queue', ids: ['x'] });
    stop();
    second.say({ changed: 'queue', ids: ['y'] });
    expect(told).toEqual([
      { changed: 'app', ids: [] },
      { changed: 'queue', ids: ['x'] },
    ]);
  });

  test('nonsense from the port changes nothing', async () => {
    const bridge = createBridge(NAMES);
    const port = new FakePort();
    bridge.usePort(port);
    const asked = bridge.seat.request('app.state', {});
    for (const junk of [null, 1, 'x', [], {}, { id: 'one', answer: 1 }, { id: 99, answer: ok(0) }])
      port.say(junk);
    port.say({ id: port.sent[0]?.id, answer: ok(1) });
    expect(await asked).toEqual(ok(1));
  });
});
