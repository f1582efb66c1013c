/** Frames stop while the window is hidden. */
const FRAME_AT_LATEST_MS = 100;

let isTyping = false;
let waiting: (() => void)[] = [];

/** Makes a change that its field shows already: whatever else shows it (useEditor) does so once that frame is painted. */
export function asTyped(change: () => void): void {
  isTyping = true;
  try {
    change();
  } finally {
    isTyping = false;
  }
}

/** Whether the change under way is one of `asTyped`. */
export const isTyped = (): boolean => isTyping;

/** Runs `then` when the next frame is painted, after those who asked before. */
export function afterPaint(then: () => void): void {
  waiting.push(then);
  if (waiting.length > 1) return;
  const run = () => {
    clearTimeout(late);
    const all = waiting;
    waiting = [];
    for (const each of all) each();
  };
  const late = setTimeout(run, FRAME_AT_LATEST_MS);
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      run();
    };
    port2.postMessage(null); // arrives once the frame is laid out and painted
  });
}
