// Builds dist/: the shell, the core, the preload script, the window and the reference center, side by side.
import { rmSync } from 'node:fs';
import { build } from 'vite';
import { copyWhole } from './base/files.mjs';
import { at } from './base/paths.mjs';
import { isNeeded, nativeModule } from './steps/native-module.mjs';
import { centerConfig } from './vite/center.mjs';
import { mainConfig, preloadConfig } from './vite/main.mjs';
import { rendererConfig } from './vite/renderer.mjs';

rmSync(at('dist'), { recursive: true, force: true });
const results = await Promise.allSettled(
  [mainConfig, preloadConfig, rendererConfig, centerConfig].map((one) => build(one)),
);
for (const result of results) {
  if (result.status === 'rejected') {
    process.stderr.write(`${result.reason?.message ?? result.reason}\n`);
    process.exitCode = 1;
  }
}
if (isNeeded()) copyWhole(nativeModule(), at('dist', 'main', 'better_sqlite3.napi9.node'));
