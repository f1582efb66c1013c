import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const START_LIMIT_MS = 20_000;
const PROGRAMS = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'];

/** A desktop's real key ring (gnome-keyring behind org.freedesktop.secrets), on a bus and in a home of its own. */
export interface KeyRing {
  /** For an app that shall find it. */
  env: NodeJS.ProcessEnv;
  /** Ends it; what it keeps stays for the next `openKeyRing` of the same folder. */
  close(): Promise<void>;
}

/** True where this machine has the programs; `npm test` installs them where it may. */
export function hasKeyRing(): boolean {
  return process.platform === 'linux' && PROGRAMS.every(isInstalled);
}

/** Starts it unlocked. `home` keeps its secrets; a fresh one unless told. */
export async function openKeyRing(home = mkdtempSync(join(tmpdir(), 'key-ring-'))): Promise<KeyRing> {
  const runtime = mkdtempSync(join(tmpdir(), 'key-ring-run-'));
  mkdirSync(home, { recursive: true });
  const socket = `unix:path=${join(runtime, 'bus')}`;
  const env = { DBUS_SESSION_BUS_ADDRESS: socket, XDG_CURRENT_DESKTOP: 'GNOME' };
  const own = { ...process.env, ...env, HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: runtime };
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', `--address=${socket}`], {
    env: own,
    stdio: 'ignore',
  });
  await until(() => asks(own, 'GetId'), 'the bus');
  const ring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: own,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  ring.stdin?.end('unlocks the ring of a test');
  await until(
    () => asks(own, 'NameHasOwner', 'string:org.freedesktop.secrets').includes('true'),
    'the key ring',
  );
  return {
    env,
    async close() {
      await ended(ring);
      await ended(bus);
      rmSync(runtime, { recursive: true, force: true });
    },
  };
}

function isInstalled(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function asks(env: NodeJS.ProcessEnv, method: string, ...args: string[]): string {
  const destination = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  const call = [...destination, `org.freedesktop.DBus.${method}`, ...args];
  return execFileSync('dbus-send', call, { env, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
}

async function until(check: () => unknown, what: string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    try {
      if (check()) return;
    } catch {
      // not up yet
    }
    if (Date.now() > deadline) throw new Error(`${what} did not start`);
    await pause(20);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await exit;
}
