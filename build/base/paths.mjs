// Where things lie: in the clone (.runtime, dist, .demo) and in the cache that all clones on this machine share.
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Path inside the clone. */
export const at = (...parts) => join(root, ...parts);

/** Path inside the clone's machine-made part (not committed). */
export const inRuntime = (...parts) => at('.runtime', ...parts);

/** Path inside the machine-wide cache of downloads and compiled modules. Safe to delete at any time. */
export function inCache(...parts) {
  const base =
    process.env.XDG_CACHE_HOME ||
    (process.platform === 'win32' && process.env.LOCALAPPDATA) ||
    join(homedir(), '.cache');
  return join(base, 'hn12369-seat', ...parts);
}
