// `npm start`: everything set up, then the reference center and the seat side by side, enrolled with each other.
// `npm start -- --verify-audit`, `-- --self-check` and `-- --recover` run the command over the demo's profile, without window or center.
// `npm start -- --screenshot DIR` walks one scripted call in a demo of its own and writes pictures to DIR.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDisplay } from './base/display.mjs';
import { runShown } from './base/exec.mjs';
import { at } from './base/paths.mjs';
import { fail, main, say } from './base/say.mjs';
import { openSeat } from './demo/app.mjs';
import { startCenter } from './demo/center.mjs';
import { resolveRuntime } from './runtime.mjs';
import { setUp } from './setup.mjs';
import { toolEnv, toolNode } from './steps/node.mjs';
import { TYPESCRIPT } from './typescript.mjs';

await main(async () => {
  const pictures = picturesFolder(process.argv.slice(2));
  await setUp();
  const { version, source } = resolveRuntime();
  const display = await openDisplay();
  if (display.isVirtual)
    say(`no display here: the window opens on a virtual one (Xvfb, DISPLAY=${display.display})`);
  if (source === 'fallback') say(`runtime: Electron ${version}, the fallback; not what is shipped`);
  const command = process.argv
    .slice(2)
    .find((word) => ['--verify-audit', '--self-check', '--recover'].includes(word));
  if (command) {
    const env = {
      ...(display.display ? { DISPLAY: display.display } : {}),
      SEAT_USER_DATA: at('.demo', 'profile'),
    };
    return openSeat(env, process.argv.slice(2), 'inherit').finally(() => display.close());
  }
  const folder = pictures ? mkdtempSync(join(tmpdir(), 'hn12369-walk-')) : at('.demo');
  const wasEnrolled = existsSync(join(folder, 'enrolment.json'));
  const center = startCenter(folder);
  try {
    const listening = center.ready.then((url) => say(`reference center: ${url}`));
    listening.catch(() => {});
    // A first start waits for the center's enrolment file; later ones open the window at once.
    if (!wasEnrolled || pictures) await listening;
    const env = {
      ...(display.display ? { DISPLAY: display.display } : {}),
      SEAT_USER_DATA: join(folder, 'profile'),
      SEAT_ENROLMENT: center.enrolment,
      SEAT_DEMO: '1',
    };
    if (pictures) return await walk(pictures, env);
    say('opening the seat; close its window or press Ctrl-C to end');
    const ended = openSeat(env);
    const [code] = await Promise.all([ended, listening]);
    return code;
  } finally {
    await center.stop();
    display.close();
    if (pictures) rmSync(folder, { recursive: true, force: true });
  }
});

function picturesFolder(words) {
  const place = words.indexOf('--screenshot');
  if (place === -1) return null;
  const folder = words[place + 1];
  return folder ? resolve(folder) : fail('--screenshot wants a folder: npm start -- --screenshot DIR');
}

function walk(folder, env) {
  const script = at('tests', 'end-to-end', 'screenshot-walk.ts');
  return runShown(toolNode(), [...TYPESCRIPT, script, folder], { env: { ...toolEnv(), ...env } });
}
