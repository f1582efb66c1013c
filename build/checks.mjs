// What is checked without running the product. Each check is one test of `npm test`.
import { existsSync } from 'node:fs';
import { run } from './base/exec.mjs';
import { at } from './base/paths.mjs';
import { toolEnv, toolNode } from './steps/node.mjs';

const TYPE_PROJECTS = ['src/shared', 'src/main', 'src/center', 'src/renderer', 'tests', 'build'];
const LIMIT_MS = 10 * 60_000;

/** @typedef {{ ok: boolean, said: string }} Outcome */

/** @param {string[]} args @returns {Promise<Outcome>} */
async function tool(program, args) {
  const { code, output, errors } = await run(
    toolNode(),
    [at('node_modules', ...program.split('/')), ...args],
    {
      env: toolEnv(),
      timeoutMs: LIMIT_MS,
    },
  );
  return { ok: code === 0, said: `${output}${errors}`.trim() };
}

/** Each folder has its own tsconfig, which holds what its environment offers: no DOM in main, no Node in the window. */
async function typecheck() {
  const left = TYPE_PROJECTS.filter((one) => existsSync(at(one, 'tsconfig.json')));
  /** @type {Outcome[]} */
  const outcomes = [];
  const work = async () => {
    for (let project = left.shift(); project !== undefined; project = left.shift()) {
      outcomes.push(await tool('typescript/bin/tsc', ['-p', project, '--pretty', 'false']));
    }
  };
  await Promise.all([work(), work()]);
  return {
    ok: outcomes.every((one) => one.ok),
    said: outcomes
      .map((one) => one.said)
      .filter(Boolean)
      .join('\n'),
  };
}

/** @type {Record<string, () => Promise<Outcome>>} */
export const CHECKS = {
  typecheck,
  lint: () =>
    tool('eslint/bin/eslint.js', [
      '.',
      '--max-warnings',
      '0',
      '--cache',
      '--cache-location',
      '.runtime/eslint-cache',
    ]),
  dependencies: () =>
    tool('dependency-cruiser/bin/dependency-cruiser.mjs', [
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err-long',
      'src',
    ]),
  format: () => tool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
};

/** @returns {() => Promise<Outcome>} */
export const checkOf = (name) =>
  CHECKS[name] ?? (() => Promise.resolve({ ok: false, said: `no check "${name}"` }));
