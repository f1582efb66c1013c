// Builds dist/: the shell with the core and the preload script, the window, the reference center. Each is put in place
// only when it is whole, so that a mistake in one leaves the others, and what was there, to run.
import { build } from 'vite';
import { copyWhole, fillWhole } from '../base/files.mjs';
import { at } from '../base/paths.mjs';
import { writeLicenceList } from '../package/bill-of-materials.mjs';
import { resolveRuntime } from '../runtime.mjs';
import { isNeeded, nativeModule } from '../steps/native-module.mjs';
import { centerConfig } from './center.mjs';
import { mainConfig, preloadConfig } from './main.mjs';
import { rendererConfig } from './renderer.mjs';

const into = (config, outDir) => build({ ...config, build: { ...config.build, outDir, emptyOutDir: false } });

const TARGETS = {
  async main(folder) {
    await Promise.all([into(mainConfig, folder), into(preloadConfig, folder)]);
    if (isNeeded()) copyWhole(nativeModule(), `${folder}/better_sqlite3.napi9.node`);
  },
  renderer: (folder) => into(rendererConfig, folder),
  center: (folder) => into(centerConfig, folder),
};

const results = await Promise.allSettled(
  Object.entries(TARGETS).map(([name, target]) => fillWhole(at('dist', name), target)),
);
// Of what came out of it: which packages' code is in the bundles.
if (results.every(({ status }) => status === 'fulfilled')) writeLicenceList(resolveRuntime().version);
for (const result of results) {
  if (result.status === 'rejected') {
    process.stderr.write(`${result.reason?.message ?? result.reason}\n`);
    process.exitCode = 1;
  }
}
