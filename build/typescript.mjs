// How a script of the repo written in TypeScript is run as it lies: Node strips the types itself.
import { pathToFileURL } from 'node:url';
import { at } from './base/paths.mjs';

/** First arguments of a `node` (the tools') that is to run a .ts file. */
export const TYPESCRIPT = [
  '--experimental-transform-types',
  '--disable-warning=ExperimentalWarning',
  '--import',
  pathToFileURL(at('build', 'base', 'typescript-hooks.mjs')).href,
];
