// Loaded by the bench into the app's processes (NODE_OPTIONS): how late each one's event loop comes round, and how much of
// that its own main thread computed. The second holds on a crowded machine, too: waiting for a processor is none of it.
// On SIGUSR2 writes what it saw since the last time to SEAT_PROBE, as `<folder>/<pid>.json`.
const { openSync, readSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const RESOLUTION_MS = 1;
const LOOK_MS = 4;
const folder = process.env.SEAT_PROBE;
if (folder !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const thread = openSync('/proc/self/schedstat', 'r');
  const text = Buffer.alloc(80);
  /** Nanoseconds that the main thread was on a processor. */
  const computed = () => Number(text.toString('latin1', 0, readSync(thread, text, 0, 80, 0)).split(' ')[0]);
  let last = computed();
  let own = [];
  setInterval(() => {
    const now = computed();
    own.push((now - last) / 1e6);
    last = now;
  }, LOOK_MS).unref();
  process.on('SIGUSR2', () => {
    // The histogram holds the whole round in nanoseconds, the timer's own wait included.
    const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
    own.sort((a, b) => a - b);
    const seen = {
      p99Ms: late(delay.percentile(99)),
      maxMs: late(delay.max),
      ownP99Ms: own[Math.floor(own.length * 0.99)] ?? 0,
      ownMaxMs: own.at(-1) ?? 0,
    };
    own = [];
    writeFileSync(path.join(folder, `${process.pid}.json`), JSON.stringify(seen));
    delay.reset();
  });
}
