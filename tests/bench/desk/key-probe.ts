import type { Page } from 'playwright-core';

/** What one key took, ms. */
export interface KeyTimes {
  /** From the key, as the system stamped it, until the frame that shows its effect is painted and handed over. */
  toFrame: number;
  /** Of it: until the page was done with the key and React had changed the document. */
  handling: number;
}

interface Probed {
  keyTimes: KeyTimes[];
}

/**
 * Has the page write down, for each key that changes a field, when it came and when its frame was painted: a task that is
 * posted in the frame's callback runs after style, layout and paint of that very frame. The key's own stamp is from
 * before it waited for a busy page, so that waiting counts, as does the wait for the display's next frame.
 */
export async function probeKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const probed = window as unknown as Probed;
    if (probed.keyTimes) return;
    probed.keyTimes = [];
    let stampedAt: number | null = null;
    const after = (then: () => void) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        then();
      };
      port2.postMessage(null);
    };
    window.addEventListener('keydown', (event) => (stampedAt = event.timeStamp), true);
    window.addEventListener(
      'input',
      (event) => {
        const from = stampedAt ?? event.timeStamp;
        stampedAt = null;
        let handling = 0;
        after(() => (handling = performance.now() - from));
        requestAnimationFrame(() =>
          after(() => probed.keyTimes.push({ toFrame: performance.now() - from, handling })),
        );
      },
      true,
    );
  });
}

/** What was written down since the last time: of `keys` keys, waiting for the last frame. Fails where some were not seen. */
export async function takeKeyTimes(page: Page, keys: number): Promise<KeyTimes[]> {
  await page.waitForFunction((count) => (window as unknown as Probed).keyTimes.length >= count, keys);
  const times = await page.evaluate(() => (window as unknown as Probed).keyTimes.splice(0));
  if (times.length !== keys) throw new Error(`${keys} keys typed, ${times.length} seen`);
  return times;
}
