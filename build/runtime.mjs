// Which Electron runs here. For the launcher, the packager and for tests that open the real window.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inRuntime } from './base/paths.mjs';
import { fail } from './base/say.mjs';

/**
 * @typedef {object} Runtime
 * @property {string} executablePath
 * @property {string[]} args first arguments: the app's folder, where the runtime does not hold the app itself
 * @property {string} version Electron's
 * @property {'download' | 'override' | 'fallback' | 'packaged'} source
 * @property {string} node its Node
 * @property {number} napi its Node-API level; under 10 it needs .runtime/native/better_sqlite3.node
 * @property {string} chrome its Chromium
 */

/**
 * What set-up found. SEAT_PACKAGED=<executable of an unpacked package> puts that package in its place.
 * @returns {Runtime}
 */
export function resolveRuntime() {
  const file = inRuntime('runtime.json');
  if (!existsSync(file)) fail('no Electron is set up yet: run "npm run setup" first.');
  /** @type {Runtime} */
  const runtime = JSON.parse(readFileSync(file, 'utf8'));
  const packaged = process.env['SEAT_PACKAGED'];
  return packaged ? { ...runtime, executablePath: resolve(packaged), args: [], source: 'packaged' } : runtime;
}
