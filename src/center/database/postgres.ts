import { DatabaseError, Pool } from 'pg';
import type { Database, Queries } from './database';

/** Deadlock and serialization failure: the server asks to run the transaction again. */
const RUN_AGAIN = new Set(['40P01', '40001']);
const MAX_RUNS = 5;

/** How long work may wait for a free connection: no longer than a seat waits for its answer. */
const LONGEST_WAIT_MS = 10_000;

/** A PostgreSQL server. Resolves when it answers; rejects with the driver's error where it does not. */
export async function openPostgres(connectionString: string): Promise<Database> {
  const pool = new Pool({ connectionString, max: 8, connectionTimeoutMillis: LONGEST_WAIT_MS });
  pool.on('error', () => undefined); // an idle connection died; the next query makes another or says so
  await pool.query('select 1').catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });

  async function runOnce<T>(work: (transaction: Queries) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const result = await work({
        query: async <R extends object>(text: string, parameters: readonly unknown[] = []) =>
          (await client.query<R>(text, [...parameters])).rows,
      });
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((rollback: unknown) => {
        broken = rollback instanceof Error ? rollback : new Error('Rollback failed');
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  return {
    kind: 'postgres',
    query: async <R extends object>(text: string, parameters: readonly unknown[] = []) =>
      (await pool.query<R>(text, [...parameters])).rows,
    script: async (text) => {
      await pool.query(text);
    },
    transaction: async (work) => {
      for (let run = 1; ; run += 1) {
        try {
          return await runOnce(work);
        } catch (error) {
          const isAgain = error instanceof DatabaseError && RUN_AGAIN.has(error.code ?? '');
          if (!isAgain || run === MAX_RUNS) throw error;
        }
      }
    },
    close: () => pool.end(),
  };
}
