import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);

export interface LocalPostgres {
  url: string;
  stop(): Promise<void>;
}

/** Folder of the installed PostgreSQL server's programs, if there is one. */
function serverPrograms(): string | undefined {
  const base = '/usr/lib/postgresql';
  if (!existsSync(base)) return undefined;
  const versions = readdirSync(base).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(base, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

/** PostgreSQL refuses to run as root; the package's own user stands in. */
function serverUser(): { uid: number; gid: number } | null | undefined {
  if (process.getuid?.() !== 0) return null;
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

export const hasPostgres =
  Boolean(process.env['DATABASE_URL']) ||
  (process.platform === 'linux' && serverPrograms() !== undefined && serverUser() !== undefined);

/**
 * An empty database: a new one at DATABASE_URL where that is set, else a server of its own in a temporary folder.
 * `isDurable`: each commit of a server of its own reaches the disk, as in earnest; tests do without.
 */
export async function startPostgres({ isDurable = false } = {}): Promise<LocalPostgres> {
  const given = process.env['DATABASE_URL'];
  if (given) return newDatabaseAt(given);
  const bin = serverPrograms();
  const user = serverUser();
  if (bin === undefined || user === undefined) throw new Error('No PostgreSQL here');
  const folder = mkdtempSync(join(tmpdir(), 'center-postgres-'));
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const options = { ...(user ?? {}), cwd: folder, timeout: 30_000 };
  const cluster = join(folder, 'cluster');
  await run(
    join(bin, 'initdb'),
    ['-D', cluster, '-U', 'center', '-A', 'trust', '--no-sync', '-E', 'UTF8'],
    options,
  );
  const settings = `-k ${folder} -c listen_addresses=${isDurable ? '' : ' -c fsync=off'}`;
  const log = join(folder, 'log');
  await run(join(bin, 'pg_ctl'), ['-D', cluster, '-l', log, '-o', settings, '-w', 'start'], options);
  return {
    url: `postgresql://center@localhost/postgres?host=${encodeURIComponent(folder)}`,
    stop: async () => {
      await run(join(bin, 'pg_ctl'), ['-D', cluster, '-m', 'immediate', '-w', 'stop'], options);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function newDatabaseAt(given: string): Promise<LocalPostgres> {
  const name = `center_test_${process.pid}`;
  const admin = async (statement: string) => {
    const client = new Client({ connectionString: given });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await admin(`create database ${name}`);
  const url = new URL(given);
  url.pathname = `/${name}`;
  return { url: url.href, stop: () => admin(`drop database ${name} with (force)`) };
}
