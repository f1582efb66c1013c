import type { Answer } from '../shared/ipc/errors';
import type { SeatBridge } from '../shared/ipc/names';

const WAIT_FOR_CORE_MS = 15_000;

/** What the bridge needs of a MessagePort. */
export interface BridgePort {
  postMessage(message: unknown): void;
  onmessage: ((event: never) => void) | null;
  close(): void;
}

interface Pending {
  message: { id: number; name: string; input: unknown };
  settle(answer: unknown): void;
}

const INTERNAL: Answer<never> = { ok: false, error: { code: 'internal' } };
const INVALID: Answer<never> = { ok: false, error: { code: 'invalid_input' } };

/**
 * The window's side of the port. Requests made before the core is there wait for it (15 s at most); requests under way
 * when the core dies answer `internal` at once, so that the window can ask again: whether they took effect is not known
 * here. After a new port the window is told that everything of `app` may have changed.
 */
export function createBridge(names: readonly string[]): {
  seat: SeatBridge;
  usePort(port: BridgePort): void;
  losePort(): void;
} {
  const known = new Set(names);
  const listeners = new Set<(message: unknown) => void>();
  const sent = new Map<number, Pending>();
  const waiting = new Map<number, Pending>();
  let port: BridgePort | null = null;
  let hadPort = false;
  let lastId = 0;

  const post = (pending: Pending, to: BridgePort): void => {
    try {
      sent.set(pending.message.id, pending);
      to.postMessage(pending.message);
    } catch {
      sent.delete(pending.message.id);
      pending.settle(INVALID); // not cloneable
    }
  };
  const receive = (data: unknown): void => {
    if (typeof data !== 'object' || data === null) return;
    if ('changed' in data) for (const listener of listeners) listener(data);
    if (!('id' in data) || typeof data.id !== 'number' || !('answer' in data)) return;
    const pending = sent.get(data.id);
    sent.delete(data.id);
    pending?.settle(data.answer);
  };
  const losePort = (): void => {
    port?.close();
    port = null;
    const lost = [...sent.values()];
    sent.clear();
    for (const pending of lost) pending.settle(INTERNAL);
  };

  return {
    seat: {
      request(name, input) {
        if (!known.has(name)) return Promise.resolve(INVALID);
        const message = { id: ++lastId, name, input };
        return new Promise((settle) => {
          if (port) post({ message, settle }, port);
          else {
            waiting.set(message.id, { message, settle });
            setTimeout(() => {
              if (waiting.delete(message.id)) settle(INTERNAL);
            }, WAIT_FOR_CORE_MS);
          }
        });
      },
      onChanged(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    usePort(next) {
      losePort();
      port = next;
      port.onmessage = (event: { data: unknown }) => receive(event.data);
      for (const pending of waiting.values()) post(pending, next);
      waiting.clear();
      if (hadPort) receive({ changed: 'app', ids: [] });
      hadPort = true;
    },
    losePort,
  };
}
