import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('./disk.c', import.meta.url));
const ARGUMENTS = ['-O2', '-shared', '-fPIC', '-Wall', '-Werror'];

/** Compiles the shim, once for each version of its source. Throws where there is no C compiler. */
export function compileShim(cache: string): string {
  const name = createHash('sha256').update(readFileSync(SOURCE)).digest('hex').slice(0, 16);
  const file = join(cache, `disk-shim-${name}.so`);
  if (existsSync(file)) return file;
  mkdirSync(cache, { recursive: true });
  const part = `${file}.${String(process.pid)}`;
  try {
    execFileSync('cc', [...ARGUMENTS, '-o', part, SOURCE, '-ldl', '-lpthread'], { stdio: 'pipe' });
  } catch (error) {
    throw new Error(`The disk shim needs a C compiler (cc): ${String(error)}`);
  }
  renameSync(part, file);
  return file;
}

/** A process that runs under the shim. */
export function underShim(shim: string, root: string, trace: string | null): NodeJS.ProcessEnv {
  return {
    LD_PRELOAD: shim,
    SHIM_ROOT: root,
    ...(trace === null ? {} : { SHIM_TRACE: trace }),
    // Else writes could go around libc.
    UV_USE_IO_URING: '0',
  };
}

/** From within a process under the shim: what its disk does from now on. Counts writes from here. */
export function tellShim(command: `full/${number}/${number}` | `kill/${number}` | 'off'): void {
  try {
    openSync(`/shim/${command}`, 'r');
  } catch {
    return; // the shim heard it, and no file is there
  }
  throw new Error('There is no shim');
}
