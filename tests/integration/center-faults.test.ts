import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCenter } from '../../src/center/center';
import type { FaultPlanInput } from '../../src/center/faults/plan';
import { createReceiptCheck } from '../../src/main/core/sync/center/receipt-check';
import { PushResponse } from '../../src/shared/center-api/messages';
import { aDemoRecord, keyOf, pushed, startCenter, type TestCenter } from '../builders/center';

let center: TestCenter;
beforeAll(async () => {
  center = await startCenter();
});
afterAll(() => center.close());
beforeEach(() => plan());

type Rule = FaultPlanInput['rules'][number];
const plan = (...rules: Rule[]) => center.faults?.set({ rules });
const sent = () => pushed(aDemoRecord());
const isStored = async (record: ReturnType<typeof sent>) =>
  (await center.records()).some((row) => row.id === record.id);

function send(record: ReturnType<typeof sent>): Promise<Response> {
  return fetch(`${center.url}/v1/seats/ZZ01/records`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${center.token}` },
    body: JSON.stringify({ records: [record] }),
    redirect: 'manual',
  });
}

describe('the fault switch', () => {
  it.each([
    ['before', false],
    ['after', true],
  ] as const)('cuts the connection %s the commit', async (when, isThere) => {
    const record = sent();
    plan({ kind: 'drop', when, next: 1 });
    await expect(send(record)).rejects.toThrow();
    expect(await isStored(record)).toBe(isThere);
    expect((await center.push([record])).body.results[0]?.status).toBe(isThere ? 208 : 201);
  });

  it.each([
    ['status', { status: 429, retryAfter: 9 }, 429, 'application/problem+json'],
    ['status', { status: 503 }, 503, 'application/problem+json'],
    ['redirect', { location: 'http://127.0.0.1:9/elsewhere' }, 307, null],
    ['portal', {}, 200, 'text/html; charset=utf-8'],
    ['garbage', {}, 200, 'application/json'],
  ] as const)('answers with %s %j, before or after', async (kind, more, status, type) => {
    for (const when of ['before', 'after'] as const) {
      const record = sent();
      plan({ kind, when, ...more, next: 1 });
      const response = await send(record);
      expect(response.status).toBe(status);
      if (type !== null) expect(response.headers.get('content-type')).toContain(type);
      if (status === 429) expect(response.headers.get('retry-after')).toBe('9');
      expect(PushResponse.safeParse(await response.json().catch(() => null)).success).toBe(false);
      expect(await isStored(record)).toBe(when === 'after');
    }
  });

  it('cuts an answer in half', async () => {
    plan({ kind: 'truncated', next: 1 });
    const text = await (await send(sent())).text();
    expect(text).toMatch(/^\{"centerTime"/);
    expect(() => JSON.parse(text) as unknown).toThrow();
  });

  it.each(['wrong_signature', 'wrong_hash', 'other_ids'] as const)(
    'makes receipts false: %s, in a shape that is right',
    async (kind) => {
      const isTrusted = createReceiptCheck('ZZ01', [center.keys.signing]);
      const record = sent();
      plan({ kind });
      const { results } = PushResponse.parse(await (await send(record)).json());
      const asked = (await center.ask([keyOf(record)])).body.receipts;
      const receipts = [...results.flatMap((each) => ('receipt' in each ? [each.receipt] : [])), ...asked];
      expect(receipts).toHaveLength(2);
      for (const receipt of receipts) {
        expect(isTrusted(keyOf(record), receipt)).toBe(false);
        const claimed = { id: receipt.recordId, revision: receipt.revision, bodySha256: receipt.bodySha256 };
        expect(isTrusted(claimed, receipt)).toBe(kind !== 'wrong_signature');
      }
      plan();
      const [after] = (await center.push([record])).body.results;
      expect(after?.status === 208 && isTrusted(keyOf(record), after.receipt)).toBe(true);
    },
  );

  it('waits where it is told to', async () => {
    plan({ kind: 'delay', delayMs: 80, next: 1 });
    const since = performance.now();
    expect((await send(sent())).status).toBe(200);
    expect(performance.now() - since).toBeGreaterThanOrEqual(79);
  });

  it('strikes only where it is told to, and draws the same for the same seed', async () => {
    const drawn = async (seed: number) => {
      center.faults?.set({ seed, rules: [{ kind: 'status', on: 'health', probability: 0.5 }] });
      const statuses: number[] = [];
      for (let turn = 0; turn < 24; turn += 1) {
        statuses.push((await fetch(`${center.url}/v1/health`)).status);
        expect((await center.push([sent()])).status).toBe(200);
      }
      return statuses.join();
    };
    const first = await drawn(7);
    expect(first).toMatch(/200.*503|503.*200/);
    expect(await drawn(7)).toBe(first);
    expect(await drawn(8)).not.toBe(first);
    expect(center.faults?.state().requests).toBe(48);
  });

  it('is set over HTTP, refuses what is no plan, and shows what is stored', async () => {
    const set = (body: string) =>
      fetch(`${center.url}/_faults`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body,
      });
    expect((await set('{"rules":[{"kind":"status","status":500,"next":2}]}')).status).toBe(200);
    for (const status of [500, 500, 200]) expect((await send(sent())).status).toBe(status);
    expect(await (await fetch(`${center.url}/_faults`)).json()).toMatchObject({ struck: [2] });
    expect((await set('{"rules":[{"kind":"explode"}]}')).status).toBe(400);
    const record = sent();
    await center.push([record]);
    const { records } = (await (await fetch(`${center.url}/_records`)).json()) as { records: object[] };
    const [stored] = records.filter((each) => 'id' in each && each.id === record.id);
    expect(stored).toMatchObject({
      revision: 1,
      body: record.body,
      centerNumber: expect.stringMatching(/^HN/),
    });
  });

  it('is not there unless asked for, and never beyond this machine', async () => {
    const plain = await startCenter({ faults: false });
    for (const path of ['/_faults', '/_records']) expect((await fetch(plain.url + path)).status).toBe(404);
    expect(plain.faults).toBeNull();
    await plain.close();
    await expect(createCenter({ folder: null, faults: true, host: '0.0.0.0' })).rejects.toThrow('loopback');
  });
});
