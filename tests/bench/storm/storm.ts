import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { openPostgres } from '../../../src/center/database/postgres';
import { loadKeys } from '../../../src/center/keys/keys';
import { createSeats } from '../../../src/center/seats';
import { startPostgres } from '../../builders/machine/local-postgres';
import { round } from '../figures';
import type { FromLoad, LoadFigures, ToLoad } from './messages';

export interface StormFigures extends LoadFigures {
  seats: number;
  records: number;
  recordsPerSecond: number;
  /** Records whose key is not at the center, or that have no receipt that proves them. */
  lost: number;
  doubled: number;
  /** Rows whose text does not hash to what was sent. */
  corrupt: number;
  centerCpuMs: number;
  loadAverage: number;
}

const CENTERS = 2;
const RECORDS_EACH = 50;

/**
 * Seats that come back at one moment, each with 50 records, to two stateless centers over one real PostgreSQL server with
 * every commit on disk (fsync and synchronous_commit on). An empty database for each number of seats.
 */
export async function benchStorm(
  folder: string,
  sizes: readonly number[],
  tell: (line: string) => void,
): Promise<{ cores: number; storms: StormFigures[] }> {
  mkdirSync(folder, { recursive: true });
  const server = await startPostgres({ isDurable: true });
  try {
    const storms: StormFigures[] = [];
    for (const size of sizes) {
      tell(`${size} seats come back at once with ${RECORDS_EACH} records each`);
      storms.push(await oneStorm(join(folder, String(size)), await newDatabase(server.url, size), size));
    }
    return { cores: cpus().length, storms };
  } finally {
    await server.stop();
  }
}

async function oneStorm(folder: string, databaseUrl: string, size: number): Promise<StormFigures> {
  mkdirSync(folder, { recursive: true });
  const centers: Center[] = [];
  const generator = fork(fileURLToPath(new URL('./load.ts', import.meta.url)));
  try {
    for (let each = 0; each < CENTERS; each += 1) centers.push(await startCenter(folder, databaseUrl));
    const keys = await loadKeys(folder);
    const database = await openPostgres(databaseUrl);
    const seats = [];
    for (let number = 0; number < size; number += 1) {
      const id = seatCode(number);
      seats.push({
        id,
        token: await createSeats(database, keys).enrol({ id, unitCode: '4101' }, Date.now()),
      });
    }
    const load = { centers: centers.map(({ url }) => url), seats, recordsEach: RECORDS_EACH };
    await answerOf(generator, { kind: 'prepare', load: { ...load, key: keys.signing } });
    const before = centers.map(cpuMsOf);
    const done = await answerOf(generator, { kind: 'go' });
    if (done.kind !== 'done') throw new Error('The load generator spoke out of turn');
    const centerCpuMs = centers.reduce((sum, center, at) => sum + cpuMsOf(center) - (before[at] ?? 0), 0);
    const [found] = await database.query<{ rows: string; names: string; good: string }>(
      `select count(*) as rows, count(distinct substring(body from '"localNumber":"([^"]*)"')) as names,
         count(*) filter (where encode(sha256(convert_to(body, 'UTF8')), 'hex') = body_sha256) as good
       from records join receipts using (record_id, revision)`,
    );
    await database.close();
    const records = size * RECORDS_EACH;
    const { figures } = done;
    return {
      seats: size,
      records,
      ...figures,
      recordsPerSecond: round((records / figures.allMs) * 1_000, 0),
      lost: records - Math.min(figures.proven, Number(found?.names)),
      doubled: Number(found?.rows) - Number(found?.names),
      corrupt: Number(found?.rows) - Number(found?.good),
      centerCpuMs: round(centerCpuMs, 0),
      loadAverage: round(loadavg()[0] ?? Number.NaN),
    };
  } finally {
    generator.disconnect();
    await Promise.all(centers.map(stop));
  }
}

interface Center {
  child: ChildProcess;
  url: string;
}

async function startCenter(folder: string, databaseUrl: string): Promise<Center> {
  const script = fileURLToPath(new URL('../../../dist/center/server.cjs', import.meta.url));
  const profile = process.env['BENCH_PROFILE'];
  const watched = profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profile];
  const child = spawn(process.execPath, [...watched, script, '--port', '0', '--data', folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, url: (JSON.parse(line) as { listening: string }).listening };
}

/** In order, so that a profile asked for by BENCH_PROFILE is written. */
async function stop({ child }: Center): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Processor time of the process so far; Linux counts it in hundredths of a second. */
function cpuMsOf({ child }: Center): number {
  const stat = readFileSync(`/proc/${child.pid ?? 0}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function answerOf(generator: ChildProcess, message: ToLoad): Promise<FromLoad> {
  const answer = once(generator, 'message') as Promise<[FromLoad]>;
  generator.send(message);
  const ended = once(generator, 'exit').then(() => null);
  const first = await Promise.race([answer, ended]);
  if (first === null) throw new Error('The load generator ended');
  return first[0];
}

async function newDatabase(serverUrl: string, size: number): Promise<string> {
  const name = `storm_${size}`;
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`).finally(() => client.end());
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** AA00, AA01 …: as many as there are seats in the province, and many more. */
function seatCode(number: number): string {
  const letter = (value: number) => String.fromCharCode(65 + (value % 26));
  const hundreds = Math.floor(number / 100);
  return `${letter(Math.floor(hundreds / 26))}${letter(hundreds)}${String(number % 100).padStart(2, '0')}`;
}
