import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import type { Exchange } from '../../../src/main/core/sync/ports';
import { canonicalJson } from '../../../src/shared/canonical-json';
import type { SignedBundle } from '../../../src/shared/script/bundle';
import { aBundle } from '../../builders/bundle';
import { aPeopledCenter, aSeatByCode, nextRound } from '../../builders/people/center-and-pc';

const TEN_MINUTES_MS = 601_000;

test('a center that signs a bad bundle: everybody at the seat is told why, and the one in force stays', async () => {
  const { center, time } = await aPeopledCenter();
  /** Past the center's own guard: signed by its key, and a city's name in it. */
  let planted: SignedBundle | null = null;
  const plant = (text: string) => {
    const bundle = aBundle({ version: '2026.9' });
    const steps = bundle.script.steps.map((step) =>
      step.id === 'closing' ? { ...step, lines: [{ id: 'planted', text, must: true }] } : step,
    );
    const body = canonicalJson({ ...bundle, script: { ...bundle.script, steps } });
    planted = { keyId: center.keys.signing.id, body, signature: center.keys.sign(body) };
  };
  const seat = await aSeatByCode(center, time, {
    connectCenter: (options) => {
      const client = createCenterClient(options);
      return {
        ...client,
        bundle: async (etag, signal): Promise<Exchange> =>
          planted === null
            ? client.bundle(etag, signal)
            : {
                kind: 'answered',
                status: 200,
                contentType: 'application/json',
                retryAfter: null,
                etag: `"${createHash('sha256').update(planted.body).digest('hex')}"`,
                body: Buffer.from(JSON.stringify(planted)),
              },
      };
    },
  });
  await nextRound(seat, time);
  const window = await seat.window().signIn('p-1001');
  const refusal = async () => (await window.ask('sync.state', {})).bundleRefusal;
  expect(await refusal()).toBeNull();
  plant('您好，郑州市生态环境局12369热线');
  await nextRound(seat, time, TEN_MINUTES_MS);
  expect((await refusal())?.failure).toMatchObject({
    code: 'bundle_refused',
    params: { reason: 'municipal_name', version: '2026.9' },
  });
  expect((await window.ask('bundle.current', {})).version).toBe('2026.1');
  expect((await window.ask('call.start', {})).bundleVersion).toBe('2026.1');
  plant('感谢您的来电，再见。');
  await nextRound(seat, time, TEN_MINUTES_MS);
  expect(await refusal()).toBeNull();
});
