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
  /** Milliseconds that the main thread was on a processor, and that it waited for one. */
  const times = () => {
    const [ran, queued] = text.toString('latin1', 0, readSync(thread, text, 0, 80, 0)).split(' ');
    return { at: performance.now(), ran: Number(ran) / 1e6, queued: Number(queued) / 1e6 };
  };
  let last = times();
  let own = [];
  let worst = { lateMs: 0, ranMs: 0, queuedMs: 0 };
  setInterval(() => {
    const now = times();
    own.push(now.ran - last.ran);
    const lateMs = now.at - last.at - LOOK_MS;
    if (lateMs > worst.lateMs)
      worst = { lateMs, ranMs: now.ran - last.ran, queuedMs: now.queued - last.queued };
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
      worst,
    };
    own = [];
    worst = { lateMs: 0, ranMs: 0, queuedMs: 0 };
    writeFileSync(path.join(folder, `${process.pid}.json`), JSON.stringify(seen));
    delay.reset();
  });
}
