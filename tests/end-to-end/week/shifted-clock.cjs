// Preloaded by a test into the center's process and into the app's: their clocks stand at another day, all by the same.
// Nothing of the product is replaced but the date that its PC tells.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { isMainThread } = require('node:worker_threads');

const RealDate = Date;
const realNow = RealDate.now;
const shift = () => Number(readFileSync(process.env['WEEK_CLOCK_FILE'], 'utf8'));
let shiftMs = shift();

const now = () => realNow() + shiftMs;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});

/** What `name` gives is handed to `change` before anybody has it. */
function onLoaded(name, change) {
  const load = Module._load;
  Module._load = function (request, ...rest) {
    const loaded = load.call(this, request, ...rest);
    return request.replace('node:', '') === name ? change(loaded) : loaded;
  };
}

if (process.versions.electron === undefined) {
  // The center goes on over the days.
  process.on('SIGUSR2', () => (shiftMs = shift()));
} else if (process.type === 'browser') {
  // The core takes no NODE_OPTIONS from its surroundings: it is begun through this file.
  onLoaded('electron', (electron) => {
    const { utilityProcess } = electron;
    if (utilityProcess === undefined || utilityProcess.isShifted) return electron;
    const fork = utilityProcess.fork.bind(utilityProcess);
    utilityProcess.fork = (path, args, options) =>
      fork(__filename, args, { ...options, env: { ...options.env, WEEK_CORE: path } });
    utilityProcess.isShifted = true;
    return electron;
  });
} else if (isMainThread && process.env['WEEK_CORE'] !== undefined) {
  // So are the worker threads of the core.
  onLoaded('worker_threads', (threads) => ({
    ...threads,
    Worker: class extends threads.Worker {
      constructor(file, options) {
        super(file, { ...options, execArgv: ['--require', __filename] });
      }
    },
  }));
  require(process.env['WEEK_CORE']);
}
