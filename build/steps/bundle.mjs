// Step 6: dist/, built by build/vite/bundle.mjs under the tools' Node, whenever a source or a configuration changed.
import { existsSync } from 'node:fs';
import { run } from '../base/exec.mjs';
import { at } from '../base/paths.mjs';
import { fail, saying } from '../base/say.mjs';
import { keyOf, keyOfFiles } from '../base/stamps.mjs';
import { isNeeded } from './native-module.mjs';
import { toolEnv, toolNode } from './node.mjs';

const INPUTS = [
  'src',
  'build/vite',
  'build/package/bill-of-materials.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];
const RESULTS = [
  'main/index.cjs',
  'main/core.cjs',
  'main/reader.cjs',
  'main/cleaner.cjs',
  'main/backup.cjs',
  'main/preload.cjs',
  'main/licences.json',
  'renderer/index.html',
  'center/server.cjs',
];

export const bundle = {
  name: 'bundle',
  key: () => keyOf(keyOfFiles(...INPUTS), isNeeded()),
  isReady: () => RESULTS.every((file) => existsSync(at('dist', file))),
  async run() {
    const { code, errors } = await saying('building the app', () =>
      run(toolNode(), [at('build', 'vite', 'bundle.mjs')], {
        env: { ...toolEnv(), NODE_ENV: 'production', NO_COLOR: '1' },
      }),
    );
    if (code !== 0)
      fail(
        `the app could not be built; put right what the bundler names, then start again:\n${errors.slice(0, 6_000)}`,
      );
  },
};
