// Runs under the shim: what it does to its disk is written down, refused or cut off there.
import { liveDay } from './acts';
import { liveFullDays, type FullJob } from './full';
import { makeBackups, migrateOnce, type BackupJob, type MigrateJob } from './interrupted';
import type { ActsOptions } from './protocol';
import { updateOnce, type UpdateJob } from '../update/job';

type Job =
  | ({ kind: 'day' } & ActsOptions)
  | ({ kind: 'full' } & FullJob)
  | ({ kind: 'migrate' } & MigrateJob)
  | ({ kind: 'backup' } & BackupJob)
  | ({ kind: 'update' } & UpdateJob);

const job = JSON.parse(process.argv[2] ?? '{}') as Job;

async function work(): Promise<void> {
  switch (job.kind) {
    case 'day':
      return liveDay(job);
    case 'full':
      return liveFullDays(job);
    case 'migrate':
      return migrateOnce(job);
    case 'backup':
      return makeBackups(job);
    case 'update':
      return updateOnce(job);
  }
}

work().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
