import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { TYPESCRIPT } from '../../../build/typescript.mjs';

const main = fileURLToPath(new URL('../../reliability/main.ts', import.meta.url));

async function reliability(...args: string[]) {
  const child = spawn(process.execPath, [...TYPESCRIPT, main, '--seed', '7', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let account = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (account += data.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  const figures = JSON.parse(output.trim().split('\n').at(-1) || 'null') as Record<string, number> | null;
  return { code, account, figures };
}

/** Nothing planted is run by `npm test -- reliability`: each check must be seen to fail on its own bug. */
it.each([
  ['--power', '12', 'sync-normal', 'lost'],
  ['--full', '40', 'ack-anyway', 'lost'],
  ['--pages', '240', 'plain', 'corrupt'],
  ['--migration', '8', 'no-transaction', 'lost'],
  ['--backup', '20', 'no-rehearsal', 'corrupt'],
  ['--update', '8', 'half-staged', 'corrupt'],
  ['--update', '8', 'in-place', 'lost'],
])('%s %s sees the planted bug %s', { timeout: 240_000 }, async (check, cases, plant, figure) => {
  const { code, account, figures } = await reliability(check, cases, '--plant', plant);
  expect(figures?.[figure], account).toBeGreaterThan(0);
  expect(code).toBe(1);
});
