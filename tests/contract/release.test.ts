import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignedManifest } from '../../src/shared/updates/manifest';
import { startCenter, type TestCenter } from '../builders/center';
import { DEB, writeRelease } from '../builders/updates/release';
import { breaches } from './contract';

const LIST = '/v1/release';
const PACKAGE = '/v1/release/{version}/{file}';
const BYTES = randomBytes(100_000);

describe('the release of the real center', () => {
  let root: string;
  let center: TestCenter;
  let empty: TestCenter;
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'release-'));
    const { folder } = writeRelease(root, { bytes: BYTES });
    center = await startCenter({ releaseFolder: folder });
    empty = await startCenter();
  });
  afterAll(async () => {
    await Promise.all([center.close(), empty.close()]);
    rmSync(root, { recursive: true });
  });

  async function get(
    path: string,
    headers: Record<string, string> = {},
    { of = center, token }: { of?: TestCenter; token?: string } = {},
  ) {
    const where = path === LIST ? LIST : PACKAGE;
    const response = await fetch(`${of.url}${path}`, {
      headers: { Authorization: `Bearer ${token ?? of.token}`, ...headers },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isPackage = response.headers.get('content-type') === 'application/octet-stream';
    const answer = { status: response.status, headers: response.headers, text: bytes.toString('utf8') };
    expect(breaches('get', where, isPackage ? { ...answer, text: '""' } : answer)).toEqual([]);
    return { ...answer, bytes };
  }
  const path = (version = '1.2.0', file = DEB) => `${LIST}/${version}/${file}`;

  it('is the list as it was signed, and by its tag nothing anew', async () => {
    const { text, headers } = await get(LIST);
    expect(JSON.parse(SignedManifest.parse(JSON.parse(text)).body)).toMatchObject({ version: '1.2.0' });
    expect((await get(LIST, { 'If-None-Match': headers.get('etag') ?? '' })).status).toBe(304);
  });

  it('gives packages whole or by the stretch', async () => {
    expect((await get(path())).bytes.equals(BYTES)).toBe(true);
    const middle = await get(path(), { Range: 'bytes=500-1499' });
    expect(middle.status).toBe(206);
    expect(middle.headers.get('content-range')).toBe('bytes 500-1499/100000');
    expect(middle.bytes.equals(BYTES.subarray(500, 1_500))).toBe(true);
    const end = await get(path(), { Range: 'bytes=99990-200000' });
    expect(end.bytes.equals(BYTES.subarray(99_990))).toBe(true);
    expect((await get(path(), { Range: 'bytes=100000-100001' })).status).toBe(416);
  });

  it('knows no other version, no other file, no stranger, and none where none was put in', async () => {
    expect((await get(path('1.1.0'))).status).toBe(404);
    expect((await get(path('1.2.0', 'hn12369-seat-update.json'))).status).toBe(404);
    expect((await get(path('1.2.0', '..%2Frelease.pem'))).status).toBe(404);
    expect((await get(LIST, {}, { token: 'stranger' })).status).toBe(401);
    expect((await get(path(), {}, { token: 'stranger' })).status).toBe(401);
    expect((await get(LIST, {}, { of: empty })).status).toBe(404);
  });
});
