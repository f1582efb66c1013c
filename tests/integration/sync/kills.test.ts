import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TYPESCRIPT } from '../../../build/typescript.mjs';

const main = fileURLToPath(new URL('../../reliability/main.ts', import.meta.url));

async function reliability(...args: string[]) {
  const child = spawn(process.execPath, [...TYPESCRIPT, main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let account = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (account += data.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  const lines = output.trim().split('\n');
  return { code, account, figures: JSON.parse(lines.at(-1) || 'null') as Record<string, number> | null };
}

describe('SIGKILL at random points of save and sync, the center on a bad day (D2)', () => {
  it('loses, doubles and damages nothing in 50 kills', { timeout: 240_000 }, async () => {
    const { code, account, figures } = await reliability('--kills', '50');
    expect(figures, account).toMatchObject({ kills: 50, lost: 0, doubled: 0, corrupt: 0 });
    expect(figures?.['acknowledged'], account).toBeGreaterThan(50);
    expect(code).toBe(0);
  });

  it(
    'brings 150 records over through a proxy that fails three exchanges in ten',
    { timeout: 240_000 },
    async () => {
      const { code, account, figures } = await reliability('--sync', '150');
      expect(figures, account).toMatchObject({ sync: 150, lost: 0, doubled: 0, corrupt: 0 });
      expect(figures?.['acknowledged'], account).toBeGreaterThanOrEqual(150);
      const { failed = 0, exchanges = 0 } = figures ?? {};
      expect(failed / exchanges, account).toBeGreaterThan(0.15);
      expect(code).toBe(0);
    },
  );

  it.each([
    ['any-200', 'corrupt'],
    ['other-body', 'corrupt'],
  ])('sees the planted bug %s behind the proxy', { timeout: 240_000 }, async (plant, figure) => {
    const { code, account, figures } = await reliability('--sync', '60', '--seed', '12369', '--plant', plant);
    expect(figures?.[figure], account).toBeGreaterThan(0);
    expect(code).toBe(1);
  });

  it.each([
    ['new-key', 'doubled'],
    ['delete-first', 'lost'],
    ['ack-first', 'lost'],
  ])('sees the planted bug %s', { timeout: 120_000 }, async (plant, figure) => {
    const { code, account, figures } = await reliability(
      '--kills',
      '12',
      '--seed',
      '12369',
      '--plant',
      plant,
    );
    expect(code).toBe(1);
    expect(figures?.[figure], account).toBeGreaterThan(0);
  });
});
