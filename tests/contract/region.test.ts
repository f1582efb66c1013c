import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { DEMO_PEOPLE } from '../../src/center/enrolment';
import { RegionAnswer, suppressed } from '../../src/shared/center-api/region';
import { Urgency } from '../../src/shared/lead/deadline';
import type { CallRecord } from '../../src/shared/call/record';
import { aConsultationForm, aReportForm } from '../builders/draft';
import { aDemoRecord, pushed, startCenter, type TestCenter } from '../builders/center';
import { hasPostgres, startPostgres, type LocalPostgres } from '../builders/machine/local-postgres';
import { breaches } from './contract';

const REGION = '/v1/seats/{seatId}/region';
const DAY_MS = 86_400_000;
/** 2026-11-23 09:00 in Shanghai. */
const NOW = Date.UTC(2026, 10, 23, 1);

describe.each(hasPostgres ? ['embedded', 'server'] : ['embedded'])(
  'the region of the real center: %s',
  (kind) => {
    let server: LocalPostgres | undefined;
    let center: TestCenter;
    let now = NOW;
    const tokens = new Map<string, string>();
    beforeAll(async () => {
      server = kind === 'server' ? await startPostgres() : undefined;
      center = await startCenter({
        now: () => now,
        ...(server !== undefined && { databaseUrl: server.url }),
      });
      tokens.set('ZZ01', center.token);
      for (const [id, unitCode] of [
        ['ZZ02', '410182'],
        ['KF01', '4102'],
      ] as const) {
        tokens.set(id, (await center.enrol({ id, unitCode }, DEMO_PEOPLE.slice(0, 1))).token);
      }
      const one = reportAt('ZZ01', NOW);
      await push('ZZ01', [one, reportAt('ZZ01', NOW - 30 * DAY_MS), reportAt('ZZ01', NOW - 31 * DAY_MS)]);
      await push('ZZ02', [of('ZZ02', aDemoRecord(aConsultationForm()), NOW - DAY_MS)]);
      await push('KF01', [reportAt('KF01', NOW), reportAt('KF01', NOW), reportAt('KF01', NOW)]);
      await push('ZZ01', [{ ...one, revision: 2, why: '更正' }]);
      const act = { recordId: one.id, at: NOW, by: '省中心', why: '', kind: 'progressed' } as const;
      await center.act({ ...act, progress: 'registered' });
      await center.act({ ...act, progress: 'handling' });
    });
    afterAll(async () => {
      await center.close();
      await server?.stop();
    });

    const of = (seatId: string, record: CallRecord, startedAt: number): CallRecord => ({
      ...record,
      seatId: seatId as CallRecord['seatId'],
      localNumber: record.localNumber.replace('ZZ01', seatId) as CallRecord['localNumber'],
      startedAt,
    });
    const reportAt = (seatId: string, at: number) => of(seatId, aDemoRecord(aReportForm()), at);
    async function push(seatId: string, records: readonly CallRecord[]): Promise<void> {
      const response = await fetch(`${center.url}/v1/seats/${seatId}/records`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${tokens.get(seatId)}` },
        body: JSON.stringify({ records: records.map(pushed) }),
      });
      const { results } = (await response.json()) as { results: { status: number }[] };
      expect(results.map(({ status }) => status)).toEqual(records.map(() => 201));
    }
    async function get(seatId: string, headers: Record<string, string> = {}, token = tokens.get(seatId)) {
      const response = await fetch(`${center.url}${REGION.replace('{seatId}', seatId)}`, {
        headers: { Authorization: `Bearer ${token}`, ...headers },
      });
      const answer = { status: response.status, headers: response.headers, text: await response.text() };
      expect(breaches('get', REGION, answer)).toEqual([]);
      return answer;
    }
    const region = async (seatId: string) => RegionAnswer.parse(JSON.parse((await get(seatId)).text));

    it('counts the seats of one city and never another’s, the same for each of them', async () => {
      const first = await region('ZZ01');
      expect(first).toMatchObject({ seatId: 'ZZ01', city: '4101', today: '2026-11-23', centerTime: NOW });
      expect(first.seats).toEqual([
        { seatId: 'ZZ01', total: 3, today: 3, last30Days: 3, lastReceiptAt: NOW },
        { seatId: 'ZZ02', total: 1, today: 1, last30Days: 1, lastReceiptAt: NOW },
      ]);
      expect(JSON.stringify(first)).not.toContain('KF');
      expect({ ...(await region('ZZ02')), seatId: 'ZZ01' }).toEqual(first);
      expect((await region('KF01')).seats.map(({ seatId }) => seatId)).toEqual(['KF01']);
    });

    it('counts a call once, on the day it began, in its latest revision; the 32nd day no longer', async () => {
      const none = { report: 0, consultation: 0, out_of_scope: 0, nuisance: 0, dropped: 0 };
      expect((await region('ZZ01')).days).toEqual([
        { day: '2026-10-24', ...none, report: 1 },
        { day: '2026-11-22', ...none, consultation: 1 },
        { day: '2026-11-23', ...none, report: 1 },
      ]);
      expect((await region('ZZ01')).cases).toEqual({ registered: 0, referred: 0, handling: 1, concluded: 0 });
    });

    it('suppresses what is small by county, and tells three', async () => {
      const { report } = aReportForm();
      const county = report.address.county;
      const cells = (await region('ZZ01')).counties;
      expect(cells).toEqual(Urgency.options.map((urgency) => ({ county, urgency, reports: '<3' })));
      const told = (await region('KF01')).counties.filter(({ reports }) => reports !== '<3');
      expect(told).toEqual([{ county, urgency: report.urgency, reports: 3 }]);
    });

    it('says nothing of a record, a person or a text', async () => {
      const { text } = await get('ZZ01');
      for (const { id, body, centerNumber } of await center.records()) {
        const record = JSON.parse(body) as CallRecord;
        for (const word of [id, centerNumber, record.localNumber, record.agentId])
          expect(text).not.toContain(word);
      }
      expect(text).not.toMatch(/\p{Script=Han}/u);
    });

    it('is not sent again while nothing changed, and to nobody without the seat’s own token', async () => {
      const etag = (await get('ZZ01')).headers.get('etag') ?? '';
      now += 60_000;
      expect(await get('ZZ01', { 'If-None-Match': etag })).toMatchObject({ status: 304, text: '' });
      await push('ZZ02', [reportAt('ZZ02', NOW)]);
      expect((await get('ZZ01', { 'If-None-Match': etag })).status).toBe(200);
      expect((await get('ZZ01', {}, tokens.get('KF01'))).status).toBe(401);
    });
  },
);

describe('small numbers', () => {
  const cells = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 9 });
  const told = (numbers: readonly number[]) =>
    suppressed(numbers.map((reports) => ({ county: '410182', urgency: 'general', reports }))).map(
      ({ reports }) => reports,
    );

  it('are never told, and whoever knows the sum of all cannot work out one of them where another was told', () => {
    fc.assert(
      fc.property(cells, (numbers) => {
        const shown = told(numbers);
        expect(shown.map((each) => typeof each === 'number')).toEqual(
          numbers.map((each, at) => each >= 3 && shown[at] !== 'withheld'),
        );
        expect(shown.filter((each, at) => each === '<3' && (numbers[at] ?? 0) >= 3)).toEqual([]);
        const sum = (of: readonly number[]) => of.reduce((all, each) => all + each, 0);
        const rest = sum(numbers) - sum(shown.filter((each) => typeof each === 'number'));
        const small = shown.filter((each) => each === '<3').length;
        const isKnown = rest > 0 && (small === 1 || rest === 2 * small) && !shown.includes('withheld');
        expect(isKnown && numbers.some((each) => each >= 3)).toBe(false);
      }),
    );
  });
});
