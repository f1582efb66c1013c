import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { argon2Verify } from 'hash-wasm';
import type { CenterEvent } from '../../src/center/http/parts';
import { createSignatureCheck } from '../../src/main/core/sync/center/receipt-check';
import { Enrolment, SignedEnrolment } from '../../src/shared/center-api/enrolment';
import { Bundle, checkBundle } from '../../src/shared/script/bundle';
import { aDemoRecord, DEMO_BUNDLE, keyOf, pushed, startCenter, type TestCenter } from '../builders/center';

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'center-'));
  folders.push(folder);
  return folder;
};
let center: TestCenter | undefined;
async function start(options: Parameters<typeof startCenter>[0]): Promise<TestCenter> {
  center = await startCenter(options);
  return center;
}
afterEach(async () => {
  await center?.close();
  center = undefined;
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The demo bundle with other words in one line. */
function reworded(text: string, version = '2026.3'): Bundle {
  const bundle = Bundle.parse(structuredClone(DEMO_BUNDLE));
  const line = bundle.script.steps.find((step) => step.id === 'closing')?.lines[0];
  if (line !== undefined) line.text = text;
  return { ...bundle, version };
}

describe('a restart', () => {
  it('keeps keys, token, receipts and numbers', async () => {
    const folder = newFolder();
    const sent = pushed(aDemoRecord());
    const first = await start({ folder });
    const before = (await first.push([sent])).body.results[0];
    await first.close();
    const second = await start({ folder });
    expect(second.keys.signing).toEqual(first.keys.signing);
    expect(second.keys.sealing).toEqual(first.keys.sealing);
    expect(second.token).toBe(first.token);
    expect((await second.push([sent])).body.results[0]).toEqual({ ...before, status: 208 });
    expect((await second.ask([keyOf(sent)])).body.receipts).toHaveLength(1);
    const next = (await second.push([pushed(aDemoRecord())])).body.results[0];
    const numberOf = (result: typeof next) =>
      result && 'receipt' in result ? result.receipt.centerNumber : '';
    expect(numberOf(next) > numberOf(before)).toBe(true);
  });

  it('makes no new keys over a damaged file, nor beside a database that was signed for with others', async () => {
    const folder = newFolder();
    await (await start({ folder })).close();
    const file = join(folder, 'center-keys.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const good = readFileSync(file);
    writeFileSync(file, good.subarray(0, 40));
    await expect(start({ folder })).rejects.toThrow('damaged');
    expect(readFileSync(file)).toEqual(good.subarray(0, 40));
    rmSync(file);
    await expect(start({ folder })).rejects.toThrow('Put back the key file');
    writeFileSync(file, good);
    await (await start({ folder })).close();
  });
});

describe('a folder', () => {
  it('is for one center at a time: two would ruin the embedded database', async () => {
    const folder = newFolder();
    const first = await start({ folder });
    await expect(startCenter({ folder })).rejects.toThrow('Another center works in');
    const sent = pushed(aDemoRecord());
    expect((await first.push([sent])).body.results[0]?.status).toBe(201);
    await first.close();
    expect((await (await start({ folder })).push([sent])).body.results[0]?.status).toBe(208);
  });
});

describe('the bundle', () => {
  it('is served signed, and passes the seat’s own door', async () => {
    const { keys, bundle } = await start({});
    const { body, keyId, signature } = bundle();
    expect(createSignatureCheck([keys.signing])(body, keyId, signature)).toBe(true);
    expect(checkBundle(JSON.parse(body))).toEqual({ ok: true, bundle: DEMO_BUNDLE });
  });

  it('is refused where a line names a city’s bureau as the hotline, and the last good one stays (R-5)', async () => {
    const folder = newFolder();
    const log: CenterEvent[] = [];
    const bad = reworded('感谢您致电郑州市生态环境局12369热线，再见。');
    const running = await start({ folder, log: (event) => log.push(event) });
    const good = running.bundle();
    expect(await running.offerBundle(bad)).toMatchObject({
      ok: false,
      reason: 'wording',
      problems: [{ lineId: 'c_report', code: 'municipal_name' }],
    });
    expect(running.bundle()).toEqual(good);
    await running.close();
    const again = await start({ folder, bundle: bad, log: (event) => log.push(event) });
    expect(again.bundle()).toEqual(good);
    expect(log).toHaveLength(2);
    expect(log[1]).toMatchObject({ event: 'bundle_refused', stillInForce: '2026.2' });
    expect(log[1]?.event === 'bundle_refused' && log[1].why).toContain('municipal_name');
    await expect(startCenter({ bundle: bad })).rejects.toThrow('no earlier one');
  });

  it('never changes its words under one version; records are judged by the version they were taken under', async () => {
    const running = await start({});
    const old = pushed(aDemoRecord());
    expect(await running.offerBundle(reworded('感谢来电，再见。', '2026.2'))).toMatchObject({
      ok: false,
      reason: 'version_reused',
    });
    expect(await running.offerBundle(reworded('感谢来电，再见。'))).toEqual({
      ok: true,
      version: '2026.3',
      changed: true,
    });
    expect(JSON.parse(running.bundle().body)).toMatchObject({ version: '2026.3' });
    expect((await running.push([old])).body.results[0]?.status).toBe(201);
  });
});

describe('the demo enrolment', () => {
  it('is signed, holds the two people, and is written again only where it has to be', async () => {
    const folder = newFolder();
    const demoEnrolmentFile = join(folder, 'given', 'enrolment.json');
    const first = await start({ folder, demoEnrolmentFile });
    const text = readFileSync(demoEnrolmentFile, 'utf8');
    expect(statSync(demoEnrolmentFile).mode & 0o777).toBe(0o600);
    const signed = SignedEnrolment.parse(JSON.parse(text));
    expect(createSignatureCheck([first.keys.signing])(signed.body, signed.keyId, signed.signature)).toBe(
      true,
    );
    const enrolment = Enrolment.parse(JSON.parse(signed.body));
    expect(enrolment).toMatchObject({ seat: { id: 'ZZ01', unitCode: '4101' }, centerUrl: first.url });
    expect(enrolment.people.map(({ id, number, role }) => [id, number, role])).toEqual([
      ['p-1001', '1001', 'agent'],
      ['p-2001', '2001', 'supervisor'],
    ]);
    for (const { verifier } of enrolment.people) {
      expect(await argon2Verify({ password: 'demo-12369', hash: verifier })).toBe(true);
    }
    expect(enrolment.token).toBe(first.token);
    expect(enrolment.bundle).toEqual(first.bundle());
    const { port } = new URL(first.url);
    await first.close();

    const again = await start({ folder, demoEnrolmentFile, port: Number(port) });
    expect(readFileSync(demoEnrolmentFile, 'utf8')).toBe(text);
    // Whoever an operator switched off stays so, and the one who approves at the center is there once.
    expect((await again.people.list('')).map(({ number }) => number)).toEqual(['9001']);
    await again.people.change('ZZ01', '1001', { isActive: false }, Date.now());
    await again.close();

    const moved = await start({ folder, demoEnrolmentFile });
    const body = SignedEnrolment.parse(JSON.parse(readFileSync(demoEnrolmentFile, 'utf8'))).body;
    const renewed = Enrolment.parse(JSON.parse(body));
    expect(renewed).toMatchObject({ centerUrl: moved.url, token: first.token });
    expect(renewed.people.map(({ number }) => number)).toEqual(['2001']);
    writeFileSync(demoEnrolmentFile, '{"half');
    chmodSync(demoEnrolmentFile, 0o600);
    await moved.close();
    await start({ folder, demoEnrolmentFile, port: Number(new URL(moved.url).port) });
    expect(SignedEnrolment.safeParse(JSON.parse(readFileSync(demoEnrolmentFile, 'utf8'))).success).toBe(true);
  });

  it('is not there without the demo', async () => {
    const folder = newFolder();
    await start({ folder });
    expect(existsSync(join(folder, 'enrolment.json'))).toBe(false);
  });
});
