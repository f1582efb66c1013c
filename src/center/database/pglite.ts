import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Database } from './database';
import { lockFolder } from './folder-lock';

export interface PgliteOptions {
  /** Folder of the cluster; null keeps it in memory. */
  folder: string | null;
  /** Where an empty cluster is kept ready to be copied: making one takes 3 to 5 s, copying it 0.5 s. */
  templateFile?: string;
}

/**
 * PostgreSQL inside this process, for the demo and the tests. What it acknowledged survives a kill of the process; a
 * power cut is the server's business (`postgres.ts`). Two processes would ruin a folder: the second is refused.
 */
export async function openPglite(options: PgliteOptions): Promise<Database> {
  const { folder } = options;
  if (folder === null) return databaseOf(await open(options), () => Promise.resolve());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(folder);
  try {
    return databaseOf(await open(options), unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function open({ folder, templateFile }: PgliteOptions): Promise<PGlite> {
  const isNew = folder === null || !existsSync(join(folder, 'PG_VERSION'));
  const template = isNew && templateFile !== undefined ? await readTemplate(templateFile) : undefined;
  return PGlite.create({
    ...(folder !== null && { dataDir: folder }),
    ...(template && { loadDataDir: template }),
  });
}

function databaseOf(pglite: PGlite, unlock: () => Promise<void>): Database {
  return {
    kind: 'pglite',
    query: async <R extends object>(text: string, parameters: readonly unknown[] = []) =>
      (await pglite.query<R>(text, [...parameters])).rows,
    script: async (text) => {
      await pglite.exec(text);
    },
    transaction: (work) =>
      pglite.transaction((transaction) =>
        work({
          query: async <R extends object>(text: string, parameters: readonly unknown[] = []) =>
            (await transaction.query<R>(text, [...parameters])).rows,
        }),
      ),
    close: async () => {
      await pglite.close();
      await unlock();
    },
  };
}

async function readTemplate(file: string): Promise<Blob> {
  if (!existsSync(file)) await makeTemplate(file);
  return new Blob([await readFile(file)]);
}

async function makeTemplate(file: string): Promise<void> {
  const pglite = await PGlite.create();
  const cluster = await pglite.dumpDataDir('none');
  await pglite.close();
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, new Uint8Array(await cluster.arrayBuffer()));
  await rename(unfinished, file);
}
