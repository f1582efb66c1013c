import { onTestFinished } from 'vitest';
import { DEMO_PEOPLE } from '../../../src/center/enrolment';
import { CENTER, withVerifier } from '../../../src/center/people/people';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import type { Bundle } from '../../../src/shared/script/bundle';
import { aBundle } from '../bundle';
import { startCenter, type TestCenter } from '../center';
import { aCore, type CoreOptions, type RunningCore } from '../core';
import { DEMO_PASSWORD } from '../enrolment';
import { aFolder } from '../store';

export const SEAT = { id: 'ZZ02', unitCode: '4101' };
export const CHIEF = { id: 'p-9001', number: '9001', name: '周正', role: 'supervisor' } as const;

/** A clock for both sides, and an hour that can be passed at once. */
export interface PassingTime {
  passedMs: number;
  now(): number;
}

/** A center that knows the people of ZZ02 and a supervisor of its own. */
export async function aPeopledCenter(
  time: PassingTime = { passedMs: 0, now: () => Date.now() },
  bundle: Bundle = aBundle(),
): Promise<{ center: TestCenter; time: PassingTime }> {
  const passing = { ...time, now: () => Date.now() + passing.passedMs };
  const center = await startCenter({ bundle, now: () => passing.now() });
  onTestFinished(() => center.close());
  for (const person of DEMO_PEOPLE) {
    await center.people.add(SEAT.id, await withVerifier(person), passing.now());
  }
  await center.people.add(CENTER, await withVerifier({ ...CHIEF, password: DEMO_PASSWORD }), passing.now());
  return { center, time: passing };
}

/** A PC that is no seat yet: nothing lies on its disk. */
export function aBarePc(time: PassingTime, options: CoreOptions = {}): Promise<RunningCore> {
  return aCore({
    folder: aFolder(),
    isOnDisk: true,
    connectCenter: createCenterClient,
    clock: { now: () => time.now(), monotonic: () => performance.now() + time.passedMs },
    random: () => Math.random() / 100,
    ...options,
  });
}

/** The same PC, made a seat by a code. */
export async function aSeatByCode(
  center: TestCenter,
  time: PassingTime,
  options: CoreOptions = {},
): Promise<RunningCore> {
  const pc = await aBarePc(time, options);
  const { code } = await center.codes.make(SEAT, time.now());
  await pc.window().ask('enrolment.redeem', { centerUrl: center.url, code });
  return pc;
}

/** Lets a minute pass and one round run, as the timer would. */
export async function nextRound(seat: RunningCore, time: PassingTime, ms = 61_000): Promise<void> {
  time.passedMs += ms;
  const sync = seat.core.desk()?.sync;
  await sync?.whenIdle();
  sync?.wake('person');
  await sync?.whenIdle();
}

/** The center's own supervisor decides, over its contract. */
export async function decide(
  center: TestCenter,
  requestId: string,
  decision: 'approved' | 'refused' = 'approved',
): Promise<number> {
  const post = (path: string, body: unknown, token?: string) =>
    fetch(`${center.url}/v1/${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
  const session = await post('sessions', { personId: CHIEF.id, password: DEMO_PASSWORD });
  const { token } = (await session.json()) as { token: string };
  return (await post(`identity-requests/${requestId}/approval`, { decision }, token)).status;
}
