import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_PEOPLE, DEMO_SEAT } from '../../../src/center/enrolment';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import type { CenterClient, Exchange } from '../../../src/main/core/sync/ports';
import type { SignedEnrolment } from '../../../src/shared/center-api/enrolment';
import type { RegionAnswer } from '../../../src/shared/center-api/region';
import type { CallRecord } from '../../../src/shared/call/record';
import type { RegionView } from '../../../src/shared/ipc/contract';
import { shanghaiDate } from '../../../src/shared/shanghai-time';
import { aDemoRecord, pushed, startCenter, type TestCenter } from '../../builders/center';
import { aCore, type RunningCore } from '../../builders/core';
import { SUPERVISOR } from '../../builders/enrolment';
import { nextRound } from '../../builders/people/center-and-pc';
import { aFolder } from '../../builders/store';

const MINUTE_MS = 60_000;
let center: TestCenter;
const enrolments = new Map<string, { enrolment: SignedEnrolment; token: string }>();
/** From nine in the morning: no midnight falls into a test. */
const START = Date.UTC(2026, 10, 23, 1) - performance.now();
const time = { passedMs: 0, now: () => Math.round(START + performance.now()) + time.passedMs };

beforeAll(async () => {
  center = await startCenter({ now: () => time.now() });
  const others = [
    { id: 'ZZ02', unitCode: '4101' },
    { id: 'KF01', unitCode: '4102' },
  ];
  for (const seat of [DEMO_SEAT, ...others]) enrolments.set(seat.id, await center.enrol(seat, DEMO_PEOPLE));
  await bring('ZZ02');
  await bring('KF01');
});
afterAll(() => center.close());

/** One report of another seat reaches the center. */
async function bring(seatId: string): Promise<void> {
  const made = aDemoRecord();
  const localNumber = made.localNumber.replace('ZZ01', seatId) as CallRecord['localNumber'];
  const record = { ...made, seatId: seatId as CallRecord['seatId'], localNumber };
  const response = await fetch(`${center.url}/v1/seats/${seatId}/records`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${enrolments.get(seatId)?.token}`,
    },
    body: JSON.stringify({ records: [pushed(record)] }),
  });
  expect(response.status).toBe(200);
}

async function aSeat(seatId: string, change: (client: CenterClient) => CenterClient = (same) => same) {
  const folder = aFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'enrolment.json'), JSON.stringify(enrolments.get(seatId)?.enrolment));
  return startSeat(folder, change);
}

function startSeat(folder: string, change: (client: CenterClient) => CenterClient = (same) => same) {
  return aCore({
    folder,
    isOnDisk: true,
    connectCenter: (options) => change(createCenterClient(options)),
    clock: { now: () => time.now(), monotonic: () => performance.now() + time.passedMs },
    random: () => Math.random() / 100,
  });
}

const supervisorAt = (seat: RunningCore) => seat.window().signIn(SUPERVISOR.id);
const known = (view: RegionView) => {
  if (view.kind !== 'known') throw new Error(view.kind);
  return view;
};

test('each seat of a city is told of all of them and of no other city’s; by the center’s time', async () => {
  for (const seatId of ['ZZ01', 'ZZ02']) {
    const seat = await aSeat(seatId);
    const window = await supervisorAt(seat);
    await nextRound(seat, time);
    const { region, isStale, askedAt } = known(await window.ask('region.view', {}));
    expect(region.seats.map((each) => [each.seatId, each.total])).toEqual([
      ['ZZ01', 0],
      ['ZZ02', 1],
    ]);
    expect(JSON.stringify(region)).not.toContain('KF');
    expect([region.seatId, isStale]).toEqual([seatId, false]);
    expect(Math.abs(askedAt - time.now())).toBeLessThan(MINUTE_MS);
  }
  const elsewhere = await aSeat('KF01');
  const window = await supervisorAt(elsewhere);
  await nextRound(elsewhere, time);
  const { region } = known(await window.ask('region.view', {}));
  expect(region.seats.map(({ seatId }) => seatId)).toEqual(['KF01']);
});

test('it is asked every ten minutes, at once when a supervisor looks, and an agent is not told', async () => {
  let asked = 0;
  const seat = await aSeat('ZZ01', (client) => ({
    ...client,
    region: (etag, signal) => {
      asked += 1;
      return client.region?.(etag, signal) ?? Promise.reject(new Error('no region'));
    },
  }));
  const window = await supervisorAt(seat);
  await nextRound(seat, time);
  expect(asked).toBe(1);
  for (let minutes = 0; minutes < 8; minutes += 1) await nextRound(seat, time, MINUTE_MS);
  expect(asked).toBe(1);
  const before = known(await window.ask('region.view', {}));
  await nextRound(seat, time, 2 * MINUTE_MS);
  expect(asked).toBe(2);
  // Nothing has changed (304): what is here is of now.
  const after = known(await window.ask('region.view', {}));
  expect(after.region).toEqual(before.region);
  expect(after.askedAt - before.askedAt).toBeGreaterThan(9 * MINUTE_MS);
  time.passedMs += MINUTE_MS;
  await window.ask('region.refresh', {});
  await seat.core.desk()?.sync.whenIdle();
  expect(asked).toBe(3);
  await window.ask('region.refresh', {});
  await seat.core.desk()?.sync.whenIdle();
  expect(asked).toBe(3);
  const agent = await seat.signedIn();
  expect(await agent.codeOf('region.view', {})).toBe('not_allowed');
});

test('without the center, and after a new start, the last figures stand there marked as stale', async () => {
  let isUp = true;
  const down: Exchange = { kind: 'failed', cause: 'unreachable', mayHaveArrived: false };
  const switched = (client: CenterClient): CenterClient => ({
    ...client,
    health: (signal) => (isUp ? client.health(signal) : Promise.resolve(down)),
  });
  const folder = aFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'enrolment.json'), JSON.stringify(enrolments.get('ZZ01')?.enrolment));
  const seat = await startSeat(folder, switched);
  const window = await supervisorAt(seat);
  await nextRound(seat, time);
  const fresh = known(await window.ask('region.view', {}));
  isUp = false;
  await nextRound(seat, time);
  const offline = known(await window.ask('region.view', {}));
  expect(offline).toMatchObject({ askedAt: fresh.askedAt, isStale: true, region: fresh.region });
  await seat.core.stop();
  time.passedMs += 40 * MINUTE_MS;
  const again = await startSeat(folder, switched);
  const old = known(await (await supervisorAt(again)).ask('region.view', {}));
  expect(old).toMatchObject({ askedAt: fresh.askedAt, isStale: true });
  expect(old.ageMs).toBeGreaterThan(40 * MINUTE_MS);
  isUp = true;
  await nextRound(again, time);
  expect(
    known(
      await again
        .window()
        .signIn(SUPERVISOR.id)
        .then((each) => each.ask('region.view', {})),
    ),
  ).toMatchObject({
    isStale: false,
  });
});

test('an older center is said to offer none, and the link is good all the same', async () => {
  const problem = '{"type":"urn:hn12369:problem:http-404","title":"没有这个地址","status":404}';
  const seat = await aSeat('ZZ01', (client) => ({
    ...client,
    region: async () => said(problem, 404, 'application/problem+json'),
  }));
  const window = await supervisorAt(seat);
  await nextRound(seat, time);
  expect(await window.ask('region.view', {})).toEqual({ kind: 'not_offered' });
  expect((await window.ask('sync.state', {})).link).toBe('online');
});

const said = (text: string, status = 200, contentType = 'application/json'): Exchange => ({
  kind: 'answered',
  status,
  contentType,
  retryAfter: null,
  etag: null,
  body: Buffer.from(text, 'utf8'),
});

test('a hostile answer is not taken, holds nothing up, and what was known stays', async () => {
  let lie: ((answer: RegionAnswer) => unknown) | null = null;
  const seat = await aSeat('ZZ01', (client) => ({
    ...client,
    region: async (_etag, signal) => {
      const exchange = await client.region?.(null, signal);
      if (exchange?.kind !== 'answered') throw new Error('no answer');
      if (lie === null) return exchange;
      const told = lie(JSON.parse(Buffer.from(exchange.body).toString('utf8')) as RegionAnswer);
      return said(typeof told === 'string' ? told : JSON.stringify(told));
    },
  }));
  const window = await supervisorAt(seat);
  await nextRound(seat, time);
  const { region, askedAt } = known(await window.ask('region.view', {}));
  const lies: [string, (answer: RegionAnswer) => unknown][] = [
    ['a page', () => '<html>请登录</html>'],
    ['another seat’s', (answer) => ({ ...answer, seatId: 'ZZ02' })],
    ['another city’s', (answer) => ({ ...answer, city: '4102' })],
    ['without this seat', (answer) => ({ ...answer, seats: answer.seats.slice(1) })],
    ['a seat twice', (answer) => ({ ...answer, seats: [...answer.seats, ...answer.seats] })],
    ['of an hour ago', (answer) => ({ ...answer, centerTime: answer.centerTime - 3_600_000 })],
    ['of no time', (answer) => ({ ...answer, centerTime: 8_640_000_000_000_000 })],
    ['of no date', (answer) => ({ ...answer, today: '2026-99-99' })],
    [
      'a day to come',
      (answer) => ({ ...answer, days: answer.days.map((day) => ({ ...day, day: '2099-01-01' })) }),
    ],
    [
      'a receipt to come',
      (answer) => ({ ...answer, seats: answer.seats.map((each) => ({ ...each, lastReceiptAt: 8e15 })) }),
    ],
    ['less than none', (answer) => ({ ...answer, cases: { ...answer.cases, handling: -1 } })],
    [
      'one report told',
      (answer) => ({ ...answer, counties: answer.counties.map((each) => ({ ...each, reports: 1 })) }),
    ],
    [
      'too many',
      (answer) => ({ ...answer, counties: Array.from({ length: 1001 }, () => answer.counties[0]) }),
    ],
  ];
  for (const [name, tell] of lies) {
    lie = tell;
    await nextRound(seat, time, 11 * MINUTE_MS);
    const view = known(await window.ask('region.view', {}));
    expect({ name, askedAt: view.askedAt, region: view.region }).toEqual({ name, askedAt, region });
    expect((await window.ask('sync.state', {})).link).toBe('online');
  }
  expect(known(await window.ask('region.view', {})).isStale).toBe(true);
  lie = (answer) => ({
    ...answer,
    reporter: '张先生',
    seats: answer.seats.map((each) => ({ ...each, agent: '李敏' })),
  });
  await nextRound(seat, time, 11 * MINUTE_MS);
  const view = known(await window.ask('region.view', {}));
  expect(view).toMatchObject({ isStale: false, region: { today: shanghaiDate(time.now()) } });
  // What the contract does not name is not kept.
  expect(JSON.stringify(view) + String(seat.core.desk()?.store.meta.region())).not.toMatch(/张先生|李敏/);
});
