// The reference center: runs beside this repo's node_modules, so nothing of those is bundled.
import { at } from '../base/paths.mjs';

/** @type {import('vite').InlineConfig} */
export const centerConfig = {
  configFile: false,
  root: at(),
  logLevel: 'error',
  publicDir: false,
  build: {
    ssr: at('src', 'center', 'server.ts'),
    target: 'node22',
    minify: false,
    rolldownOptions: {
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
    },
  },
  ssr: { target: 'node' },
};
