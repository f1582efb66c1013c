// `npm run setup`, and the first thing that `npm start` and `npm test` do: from a bare clone to a built app. Each step
// has a key made of its inputs (null: its result alone tells); a step whose key is stamped and whose result is there
// costs milliseconds.
import { pathToFileURL } from 'node:url';
import { withLock } from './base/lock.mjs';
import { fail, main, say } from './base/say.mjs';
import { isStamped, stamp, unstamp } from './base/stamps.mjs';
import { bundle } from './steps/bundle.mjs';
import { electron } from './steps/electron.mjs';
import { native } from './steps/native-module.mjs';
import { node } from './steps/node.mjs';
import { packages } from './steps/packages.mjs';
import { systemLibraries } from './steps/system-libraries.mjs';

const STEPS = [packages, node, systemLibraries, electron, native, bundle];

/** Does what is not done yet, up to and including the step named `last` (default: all). */
export async function setUp({ last = bundle.name } = {}) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 11))
    fail(`Node ${process.versions.node} is too old: install Node 20.20.`);
  const place = STEPS.findIndex((step) => step.name === last);
  if (place === -1)
    fail(`set-up has no step "${last}": there are ${STEPS.map((step) => step.name).join(', ')}.`);
  const steps = STEPS.slice(0, place + 1);
  if (steps.every(isDone)) return;
  await withLock(async () => {
    for (const step of steps) {
      if (isDone(step)) continue;
      unstamp(step.name);
      await step.run();
      if (!step.isReady()) fail(`set-up's step "${step.name}" ended without its result: start again.`);
      if (step.key !== null) stamp(step.name, step.key());
    }
    say('set-up is complete');
  });
}

function isDone(step) {
  try {
    return step.isReady() && (step.key === null || isStamped(step.name, step.key()));
  } catch {
    return false; // its inputs are not there yet: an earlier step makes them
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // --until=STEP stops after a step; --again=STEP does one anew.
  const option = (name) => process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1];
  const again = option('again');
  if (again) unstamp(again);
  await main(() => setUp({ last: option('until') }));
}
