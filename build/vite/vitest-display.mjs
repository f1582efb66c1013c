// Vitest's global set-up for tests that open the real window: gives them a screen and says which Electron they use.
import { openDisplay } from '../base/display.mjs';
import { resolveRuntime } from '../runtime.mjs';

export default async function setup() {
  const { version, source, chrome } = resolveRuntime();
  const { display, isVirtual, close } = await openDisplay();
  if (display) process.env.DISPLAY = display;
  process.stderr.write(
    `real window: Electron ${version} (${source}), Chromium ${chrome}${isVirtual ? `, Xvfb ${display}` : ''}\n`,
  );
  return close;
}
