/** What an agent's keystroke may have to wait for. */
const TURN_MS = 4;

/** Between the pieces of a long work: lets others have the thread once this turn of it was long enough. */
export function turns(): () => Promise<void> {
  let until = performance.now() + TURN_MS;
  return async () => {
    if (performance.now() < until) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    until = performance.now() + TURN_MS;
  };
}
