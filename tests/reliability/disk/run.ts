import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { bundleDisk } from '../bundle-processes';
import { runFullDisk } from './full';
import { runDamagedPages } from './pages';
import { runBackups, runMigrations } from './interrupted';
import { runPowerCuts, type DiskAsked } from './power';
import type { DiskOutcome, DiskPlant } from './protocol';
import { runUpdates } from '../update/run';
import { compileShim, underShim } from './shim/shim';

export const DISK_CHECKS = {
  power: runPowerCuts,
  full: runFullDisk,
  pages: runDamagedPages,
  migration: runMigrations,
  backup: runBackups,
  update: runUpdates,
} as const;
export type DiskCheck = keyof typeof DISK_CHECKS;

/** What a plant of each check is, so that each can be seen to fail. */
export async function runDisk(
  check: DiskCheck,
  asked: { cases: number; seed: number; plant: DiskPlant | null; say: (text: string) => void },
  { folder, cache, outDir }: { folder: string; cache: string; outDir: string },
): Promise<DiskOutcome> {
  const shim = compileShim(cache);
  const file = await bundleDisk(outDir);
  const run: DiskAsked['run'] = async (job, root, trace) => {
    const child = spawn(process.execPath, [file, JSON.stringify(job)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...underShim(shim, root, trace) },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => (output = (output + data.toString()).slice(-4_000)));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output };
  };
  return DISK_CHECKS[check]({ ...asked, folder, run });
}
