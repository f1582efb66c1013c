import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { centerConfig } from '../../build/vite/center.mjs';
import { Enrolment, SignedEnrolment } from '../../src/shared/center-api/enrolment';
import { PushResponse } from '../../src/shared/center-api/messages';
import { aDemoRecord, pushed } from '../builders/center';

const cache = fileURLToPath(new URL('../../node_modules/.cache/hn12369/', import.meta.url));
const outDir = join(cache, `center-${process.pid}`);
const folder = mkdtempSync(join(tmpdir(), 'center-process-'));
const enrolmentFile = join(folder, 'enrolment.json');
const running = new Set<ChildProcess>();

beforeAll(async () => {
  await build({ ...centerConfig, build: { ...centerConfig.build, outDir } });
});
afterEach(async () => {
  for (const child of running) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  running.clear();
});
afterAll(() => {
  rmSync(outDir, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

async function startProcess(...more: string[]) {
  const since = performance.now();
  const template = ['--template', join(cache, 'pglite-0.5.16.tar')];
  const paths = ['--data', folder, '--demo', '--enrolment', enrolmentFile, ...template];
  const child = spawn(process.execPath, [join(outDir, 'server.cjs'), '--port', '0', ...paths, ...more], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '' },
  });
  running.add(child);
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const line = once(createInterface({ input: child.stdout }), 'line').then(([first]) => first as string);
  const first = await Promise.race([line, ended]);
  if (typeof first !== 'string') throw new Error(`The center ended with ${first}`);
  const { listening } = JSON.parse(first) as { listening: string };
  return { child, ended, url: listening, ms: performance.now() - since };
}

async function push(url: string, records: readonly unknown[]) {
  const { body } = SignedEnrolment.parse(JSON.parse(readFileSync(enrolmentFile, 'utf8')));
  const { token, centerUrl } = Enrolment.parse(JSON.parse(body));
  expect(centerUrl).toBe(url);
  const response = await fetch(`${url}/v1/seats/ZZ01/records`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ records }),
  });
  return PushResponse.parse(await response.json());
}

describe('the center as a process', () => {
  it('keeps what it acknowledged over kill -9, and starts again at once', async () => {
    const sent: ReturnType<typeof pushed>[] = [];
    for (let round = 0; round < 3; round += 1) {
      const center = await startProcess();
      // 0.9 s on an idle machine; making a new cluster would take longer than this on a busy one.
      if (round > 0) expect(center.ms).toBeLessThan(20_000);
      const before = sent.length > 0 ? await push(center.url, sent) : { results: [] };
      expect(before.results.map((result) => result.status)).toEqual(sent.map(() => 208));
      const fresh = Array.from({ length: 5 }, () => pushed(aDemoRecord()));
      expect((await push(center.url, fresh)).results.map((result) => result.status)).toEqual(
        fresh.map(() => 201),
      );
      sent.push(...fresh);
      center.child.kill('SIGKILL');
      await center.ended;
    }
  });

  it('stops in order on SIGTERM and when its parent goes', async () => {
    const first = await startProcess();
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    const second = await startProcess('--faults');
    expect((await fetch(`${second.url}/_faults`)).status).toBe(200);
    second.child.stdin.end();
    expect(await second.ended).toBe(0);
  });

  it('says in a sentence why it cannot start', async () => {
    const first = await startProcess();
    const other = spawn(
      process.execPath,
      [join(outDir, 'server.cjs'), '--port', new URL(first.url).port, '--data', join(folder, 'other')],
      { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, DATABASE_URL: '' } },
    );
    running.add(other);
    let said = '';
    other.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect((await once(other, 'close'))[0]).toBe(1);
    expect(said).toBe('Another program listens on this port. Stop it, or choose another with --port.\n');
    first.child.stdin.end();
    await first.ended;
  });
});
