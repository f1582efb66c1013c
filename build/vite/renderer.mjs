// The window, served as app://seat/ by the shell.
import react from '@vitejs/plugin-react';
import { at } from '../base/paths.mjs';
import { shippedPackages } from './shipped-packages.mjs';

/** @type {import('vite').InlineConfig} */
export const rendererConfig = {
  configFile: false,
  root: at('src', 'renderer'),
  base: './',
  logLevel: 'error',
  publicDir: false,
  plugins: [react(), shippedPackages('renderer')],
  build: {
    target: 'chrome130',
    sourcemap: false,
    // Its inline script would be refused by the window's CSP; Chromium preloads modules by itself.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4_000,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // zod decides when a schema is made whether it may use eval; so whoever gets zod gets our "no" with it.
        advancedChunks: { groups: [{ name: 'zod', test: /node_modules[\\/]zod[\\/]|zod-jitless/ }] },
      },
    },
  },
};
