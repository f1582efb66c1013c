// Loaded by the bench into the app's processes (NODE_OPTIONS): how late each one's event loop comes round.
// On SIGUSR2 writes what it saw since the last time to SEAT_PROBE, as `<folder>/<pid>.json`.
const { writeFileSync } = require('node:fs');
const path = require('node:path');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const RESOLUTION_MS = 1;
const folder = process.env.SEAT_PROBE;
if (folder !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  process.on('SIGUSR2', () => {
    // The histogram holds the whole round in nanoseconds, the timer's own wait included.
    const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
    const seen = { rounds: delay.count, p99Ms: late(delay.percentile(99)), maxMs: late(delay.max) };
    writeFileSync(path.join(folder, `${process.pid}.json`), JSON.stringify(seen));
    delay.reset();
  });
}
