// The shell, the core's process and its reader's worker: CommonJS for the oldest Node that we run on (Electron 33's 20.18).
import { existsSync } from 'node:fs';
import { at } from '../base/paths.mjs';
import { shippedPackages } from './shipped-packages.mjs';

/** What is never bundled: Electron gives it, or it holds a native module. */
export const EXTERNAL = ['electron', 'better-sqlite3'];

const ENTRIES = {
  index: 'src/main/index.ts',
  core: 'src/main/core/process.ts',
  reader: 'src/main/core/reader.ts',
  cleaner: 'src/main/core/cleaner.ts',
  backup: 'src/main/core/backup.ts',
};

/** @returns {import('vite').InlineConfig} */
const nodeBundle = (name, input, { minify = true } = {}) => ({
  configFile: false,
  root: at(),
  logLevel: 'error',
  publicDir: false,
  plugins: [shippedPackages(name)],
  build: {
    ssr: true,
    target: 'node20',
    minify,
    sourcemap: false,
    rolldownOptions: {
      input,
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
    },
  },
  ssr: { noExternal: true, external: EXTERNAL, target: 'node' },
});

const present = Object.entries(ENTRIES).filter(([, file]) => existsSync(at(file)));

export const mainConfig = nodeBundle(
  'main',
  Object.fromEntries(present.map(([name, file]) => [name, at(file)])),
);

/** Alone: a sandboxed preload script can load no second file. */
export const preloadConfig = nodeBundle('preload', { preload: at('src/main/preload.ts') });
