import { join } from 'node:path';
import { AGENT, DEMO_PASSWORD } from '../builders/enrolment';
import { median, round } from './figures';
import { startApp, type RunningApp } from './running-app';
import { anEnrolledSeat, finishCalls, NOWHERE, PASSPHRASE, valueOf, type Ask } from './seat';

export interface StartFigures {
  /** Spawn to the first form that takes a key: medians, ms. */
  bareMs: number;
  emptyMs: number;
  at25kMs: number;
  ratio: number;
  ratioAt25k: number;
}

export interface MemoryFigures {
  bareMb: number;
  seatMb: number;
  ratio: number;
  pssRatio: number;
  bareProcesses: number;
  seatProcesses: number;
}

/** How the two apps are started: the same runtime, the same switches. */
export interface Apps {
  bare: { executable: string; args: readonly string[] };
  seat: { executable: string; args: readonly string[] };
}

const BARE_FORM = 'input';
/** Signing in: the seat's first form. */
const SEAT_FORM = '[role=radio]:not(:disabled)';
/** Signed in: the tour, else the intake, stands in the frame with its status bar. */
const INTAKE = '[data-testid=status-bar]';

/**
 * A profile with `records` finished reports that no center has taken, as after weeks offline, made by the app itself.
 * Its key lies in the desktop's key ring where there is one: else the app is given a passphrase, and every start then
 * pays for its stretching (about 0.3 s), which a person would not see before the first form.
 */
export async function fillProfile(
  folder: string,
  records: number,
  seat: Apps['seat'],
  hasRing: boolean,
): Promise<NodeJS.ProcessEnv> {
  const enrolment = (await anEnrolledSeat()).write(folder, NOWHERE);
  const place = { SEAT_USER_DATA: join(folder, 'profile'), SEAT_ENROLMENT: enrolment };
  const env = hasRing ? place : { ...place, SEAT_PASSPHRASE: PASSPHRASE };
  const app = await startApp(seat.executable, seat.args, env);
  await app.shownAt(SEAT_FORM);
  const ask: Ask = async (name, input) => {
    const words = [name, input].map((word) => JSON.stringify(word)).join(', ');
    return valueOf(name, await app.page.evaluate(`seat.request(${words})`));
  };
  await ask('session.signIn', { personId: AGENT.id as never, password: DEMO_PASSWORD });
  await finishCalls(ask, records);
  await app.close();
  return env;
}

/**
 * Spawn to usable form, turn and turn about with a bare window so that both meet the same machine: the seat's first
 * form (signing in) has its field in focus, the bare window has painted its one field.
 */
export async function benchStart(
  apps: Apps,
  empty: NodeJS.ProcessEnv,
  full: NodeJS.ProcessEnv,
  rounds: number,
): Promise<StartFigures> {
  const times = { bare: [] as number[], empty: [] as number[], full: [] as number[] };
  for (let turn = 0; turn < rounds + 1; turn += 1) {
    const bare = await spawnToUsable(BARE_FORM, () => startApp(apps.bare.executable, apps.bare.args, {}));
    const fresh = await spawnToUsable(SEAT_FORM, () => startApp(apps.seat.executable, apps.seat.args, empty));
    const filled = await spawnToUsable(SEAT_FORM, () => startApp(apps.seat.executable, apps.seat.args, full));
    if (turn === 0) continue; // warms the file cache
    times.bare.push(bare);
    times.empty.push(fresh);
    times.full.push(filled);
  }
  const bareMs = median(times.bare);
  return {
    bareMs: round(bareMs, 0),
    emptyMs: round(median(times.empty), 0),
    at25kMs: round(median(times.full), 0),
    ratio: round(median(times.empty) / bareMs),
    ratioAt25k: round(median(times.full) / bareMs),
  };
}

async function spawnToUsable(form: string, start: () => Promise<RunningApp>): Promise<number> {
  const app = await start();
  try {
    return (await app.shownAt(form)) - app.spawnedAt;
  } finally {
    await app.close();
  }
}

/** Resident memory of all processes, the seat signed in with its intake open, against the bare window. */
export async function benchMemory(apps: Apps, profile: NodeJS.ProcessEnv): Promise<MemoryFigures> {
  const bare = await startApp(apps.bare.executable, apps.bare.args, {});
  await bare.shownAt(BARE_FORM);
  const bareMemory = bare.memory();
  await bare.close();
  const seat = await startApp(apps.seat.executable, apps.seat.args, profile);
  await seat.shownAt(SEAT_FORM);
  await seat.page.evaluate(`document.querySelector(${JSON.stringify(SEAT_FORM)}).click()`);
  await seat.page.evaluate(`document.querySelector('input[type=password]').focus()`);
  await seat.page.type(DEMO_PASSWORD);
  await seat.page.evaluate(`document.querySelector('form').requestSubmit()`);
  await seat.shownAt(INTAKE);
  const seatMemory = seat.memory();
  await seat.close();
  return {
    bareMb: bareMemory.rssMb,
    seatMb: seatMemory.rssMb,
    ratio: round(seatMemory.rssMb / bareMemory.rssMb),
    pssRatio: round(seatMemory.pssMb / bareMemory.pssMb),
    bareProcesses: bareMemory.processes,
    seatProcesses: seatMemory.processes,
  };
}
