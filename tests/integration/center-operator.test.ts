import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHIPPED_BUNDLE } from '../../src/center/bundle/shipped';
import { DEMO_PEOPLE } from '../../src/center/enrolment';
import type { Counts } from '../../src/center/operator/counts';
import { aDemoRecord, aNamedRecord, pushed, startCenter, type TestCenter } from '../builders/center';
import { aReportForm } from '../builders/draft';

const NOW = Date.UTC(2026, 10, 25, 3);
const TOKEN = 'operator-token-for-tests-only';

/** With a Host of its own, which fetch does not let one choose. */
function get(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; type: string; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', text }),
      );
    });
    sent.on('error', reject).end();
  });
}

describe('the operator’s page', () => {
  let center: TestCenter;
  let now = NOW;
  const folder = mkdtempSync(join(tmpdir(), 'center-operator-'));
  beforeAll(async () => {
    center = await startCenter({ folder, now: () => now });
  });
  afterAll(async () => {
    await center.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('counts records, receipts, gaps, refusals, bundles and contacts, and shows no content', async () => {
    const first = aDemoRecord();
    const named = await aNamedRecord(center, {
      name: '周密之<script>',
      phone: '13703710001',
      contactNote: '',
      originals: [],
    });
    now = NOW - 86_400_000;
    await center.push([pushed(first)]);
    now = NOW;
    const refused = [pushed({ ...aDemoRecord(), scriptProof: [] }), pushed({ ...first, note: '另一份' })];
    const answer = await center.push([pushed(named), pushed(first), ...refused]);
    expect(answer.body.results.map(({ status }) => status)).toEqual([201, 208, 422, 409]);
    await center.enrol({ id: 'ZZ02', unitCode: '4102' }, DEMO_PEOPLE.slice(0, 1));
    await center.offerBundle({ ...SHIPPED_BUNDLE, version: '2026.9' }, { seats: ['ZZ02'] });

    const { status, text } = await get(`${center.url}/operator.json`);
    expect(status).toBe(200);
    const counts = JSON.parse(text) as Counts;
    expect(counts).toMatchObject({
      centerTime: NOW,
      records: 2,
      revisions: 2,
      receipts: 2,
      missingRevisions: 0,
      refused: expect.arrayContaining([
        { reason: 'incomplete', count: 1 },
        { reason: 'revision_taken', count: 1 },
      ]) as unknown,
      bundles: [
        { version: '2026.2', stage: null, seats: 1 },
        { version: '2026.9', stage: { seats: ['ZZ02'] }, seats: 1 },
      ],
    });
    expect(counts.databaseBytes).toBeGreaterThan(1_000_000);
    expect(counts.seats).toEqual([
      {
        seatId: 'ZZ01',
        unitCode: '4101',
        revisions: 2,
        lastRecordAt: NOW,
        lastContactAt: NOW,
        bundleVersion: '2026.2',
        days: [
          { date: '2026-11-25', revisions: 1 },
          { date: '2026-11-24', revisions: 1 },
        ],
      },
      {
        seatId: 'ZZ02',
        unitCode: '4102',
        revisions: 0,
        lastRecordAt: null,
        lastContactAt: null,
        bundleVersion: '2026.9',
        days: [],
      },
    ]);

    const page = await get(`${center.url}/operator`);
    expect(page.type).toBe('text/html; charset=utf-8');
    expect(page.text).not.toMatch(/<script|javascript:|\son\w+=/i);
    const { address, target } = aReportForm().report;
    for (const secret of [
      first.id,
      first.localNumber,
      center.token,
      '周密之',
      '13703710001',
      address.detail,
      target.answer,
    ]) {
      expect(page.text + text).not.toContain(secret);
    }
    for (const shown of ['ZZ02', '4102', '2026.9', '11-24：1', 'incomplete'])
      expect(page.text).toContain(shown);
  });

  it('shows a gap until the revision before it comes', async () => {
    const missing = async () =>
      (JSON.parse((await get(`${center.url}/operator.json`)).text) as Counts).missingRevisions;
    const record = aDemoRecord();
    const second = aDemoRecord(aReportForm(), 2);
    const { body } = await center.push([
      pushed({ ...second, id: record.id, localNumber: record.localNumber }),
    ]);
    expect(body.results.map(({ status }) => status)).toEqual([201]);
    expect(await missing()).toBe(1);
    await center.push([pushed(record)]);
    expect(await missing()).toBe(0);
  });

  it.each<[string, Record<string, string>]>([
    ['under a stranger’s name', { Host: 'evil.example' }],
    ['carried on by a proxy of this machine', { 'X-Forwarded-For': '10.0.0.7' }],
    ['carried on by another', { Forwarded: 'for=10.0.0.7' }],
  ])('is not there when asked %s', async (_, headers) => {
    for (const path of ['/operator', '/operator.json']) {
      expect((await get(center.url + path, headers)).status).toBe(404);
    }
  });
});

describe('the operator’s page under a token', () => {
  let center: TestCenter;
  beforeAll(async () => {
    center = await startCenter({ operatorToken: TOKEN });
  });
  afterAll(() => center.close());
  const basic = (password: string) => `Basic ${Buffer.from(`operator:${password}`).toString('base64')}`;

  it('is for whoever has it, from anywhere', async () => {
    for (const Authorization of [`Bearer ${TOKEN}`, basic(TOKEN)]) {
      const headers = { Authorization, Host: 'center.example', 'X-Forwarded-For': '10.0.0.7' };
      expect((await get(`${center.url}/operator`, headers)).status).toBe(200);
      expect((await get(`${center.url}/operator.json`, headers)).status).toBe(200);
    }
  });

  it('is for nobody else, a seat’s token included', async () => {
    for (const Authorization of [
      '',
      'Bearer',
      basic(''),
      basic(`${TOKEN}x`),
      `Bearer ${center.token}`,
      `Digest ${TOKEN}`,
    ]) {
      const answer = await get(`${center.url}/operator.json`, { Authorization });
      expect(answer.status).toBe(401);
      expect(answer.text).not.toContain('ZZ01');
    }
  });
});
