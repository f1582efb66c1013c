import { execFile } from 'node:child_process';
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { release, type } from 'node:os';
import { join } from 'node:path';
import type { CheckFacts } from '../../../shared/self-check/judge';
import { readKeyFile } from '../vault/key-file';
import type { CoreConfig, KeyStore } from '../ports';
import { RESERVE_BYTES } from '../store/reserve';

const SYNCS = 9;
const BLOCK = 4_096;
const FONT_LIST_MS = 10_000;
const WINDOWS_FONTS = ['msyh.ttc', 'simsun.ttc', 'simhei.ttf', 'simkai.ttf', 'Deng.ttf'];

type Folder = Pick<CoreConfig, 'dataFolder'>;

export const storeFileIn = ({ dataFolder }: Folder): string => join(dataFolder, 'seat.db');
export const keyFileIn = ({ dataFolder }: Folder): string => join(dataFolder, 'key.json');

export function diskSpace(folder: Folder, reserveBytes = RESERVE_BYTES): CheckFacts['disk_space'] {
  try {
    const { bavail, bsize } = statfsSync(folder.dataFolder);
    const hasStore = existsSync(storeFileIn(folder));
    const held = sizeOf(join(folder.dataFolder, 'reserve')) >= reserveBytes;
    return { freeBytes: bavail * bsize, hasReserve: hasStore ? held : null };
  } catch {
    return null;
  }
}

/** Writes and syncs a block of a page, several times, as a save does. What it wrote is gone afterwards. */
export function diskSpeed({ dataFolder }: Folder): CheckFacts['disk_speed'] {
  const file = join(dataFolder, `speed-${process.pid}.tmp`);
  try {
    const handle = openSync(file, 'w', 0o600);
    try {
      const took = Array.from({ length: SYNCS }, () => {
        const before = performance.now();
        writeSync(handle, Buffer.alloc(BLOCK, 0x5a));
        fsyncSync(handle);
        return performance.now() - before;
      });
      const middle = took.sort((a, b) => a - b)[Math.floor(SYNCS / 2)] ?? 0;
      return { syncMs: Math.round(middle * 10) / 10 };
    } finally {
      closeSync(handle);
    }
  } catch {
    return null;
  } finally {
    rmSync(file, { force: true });
  }
}

/** Who keeps the key, and what of it lies here. A damaged key file counts as none: the database check says so. */
export async function keyStoreOf(folder: Folder, keyStore: KeyStore): Promise<CheckFacts['key_store']> {
  const described = await keyStore.describe().catch(() => ({ isAvailable: false, backend: 'unknown' }));
  const { isAvailable, backend } = described;
  const kept = keyFileOf(folder)?.kept;
  const isTheSame = kept?.by !== 'os_key_store' || kept.backend === backend;
  return { keptBy: kept?.by ?? null, backend, isAvailable: isAvailable && isTheSame };
}

/** Undefined where there is none, or a damaged one. */
export function keyFileOf(folder: Folder): ReturnType<typeof readKeyFile> {
  try {
    return readKeyFile(keyFileIn(folder));
  } catch {
    return undefined;
  }
}

export function storeSizes(folder: Folder): { bytes: number; logBytes: number } {
  const file = storeFileIn(folder);
  return { bytes: sizeOf(file), logBytes: sizeOf(`${file}-wal`) };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Families of fonts that have Chinese: asked of fontconfig, or looked for where Windows keeps its own. */
export async function chineseFonts(
  platform: NodeJS.Platform = process.platform,
): Promise<CheckFacts['fonts']> {
  if (platform === 'win32') {
    const folder = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'Fonts');
    return { families: WINDOWS_FONTS.filter((name) => existsSync(join(folder, name))).length };
  }
  return new Promise((resolve) => {
    execFile('fc-list', [':lang=zh-cn', 'family'], { timeout: FONT_LIST_MS }, (error, stdout) => {
      const families = new Set(stdout.split('\n').filter((line) => line.trim() !== ''));
      resolve(error === null ? { families: families.size } : null);
    });
  });
}

export function programOf({
  version,
  runtime,
}: Pick<CoreConfig, 'version' | 'runtime'>): CheckFacts['program'] {
  return { version, runtime, os: `${type()} ${release()}`, arch: process.arch, glibc: glibc() };
}

/** The C library's version; empty where there is none of GNU's. */
function glibc(): string {
  if (process.platform !== 'linux') return '';
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime ?? '';
}

export function timeZone(now: number): { timeZone: string; minutesFromUtc: number } {
  const minutesFromUtc = -new Date(now).getTimezoneOffset();
  return { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, minutesFromUtc };
}
