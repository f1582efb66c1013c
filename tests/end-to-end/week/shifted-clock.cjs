// Preloaded by a test into the center's process and into the app's: their clocks stand at another day, all by the same.
// Nothing of the product is replaced but the date that its PC tells.
const { readFileSync } = require('node:fs');

const file = process.env['WEEK_CLOCK_FILE'];
const RealDate = Date;
const realNow = RealDate.now;
const shift = () => Number(readFileSync(file, 'utf8'));
let shiftMs = file === undefined ? 0 : shift();

const now = () => realNow() + shiftMs;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});

if (process.versions.electron === undefined) {
  // The center goes on over the days.
  process.on('SIGUSR2', () => (shiftMs = shift()));
} else if (process.type === 'browser') {
  // The core takes no NODE_OPTIONS from its surroundings; it is handed this file as an argument.
  const Module = require('node:module');
  const load = Module._load;
  Module._load = function (request, ...rest) {
    const loaded = load.call(this, request, ...rest);
    if (request !== 'electron' || loaded.utilityProcess?.fork === undefined || loaded.isShifted) return loaded;
    const fork = loaded.utilityProcess.fork;
    loaded.utilityProcess.fork = (path, args, options) =>
      fork.call(loaded.utilityProcess, path, args, { ...options, execArgv: ['--require', __filename] });
    loaded.isShifted = true;
    return loaded;
  };
}
