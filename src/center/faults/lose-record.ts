import type { Database } from '../database/database';

/** What a bad restore of the center would do: every revision of one record is gone, its number and receipts with it. */
export function loseRecord(database: Database, recordId: string): Promise<void> {
  return database.transaction(async (transaction) => {
    for (const table of ['receipts', 'records', 'record_numbers']) {
      await transaction.query(`alter table ${table} disable trigger ${table}_are_immutable`);
      await transaction.query(`delete from ${table} where record_id = $1`, [recordId]);
      await transaction.query(`alter table ${table} enable trigger ${table}_are_immutable`);
    }
  });
}
