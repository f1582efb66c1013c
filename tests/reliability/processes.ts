import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Line, SeatOptions } from './protocol';

/** A child in a process group of its own, so that a kill leaves nothing of it behind. */
function spawnGroup(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(process.execPath, [file, ...args], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

const running = new Set<ChildProcess>();

/** For the way out in a hurry: nothing of ours goes on running. */
export function killAll(): void {
  for (const child of running) killGroup(child);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

export interface SeatProcess {
  /** Resolves when its output has been read to the end. */
  ended: Promise<{ wasKilled: boolean; errors: string }>;
  kill(): void;
}

/** Starts a seat; `onLine` gets what it says, in order, nothing after `ended`. */
export function startSeat(file: string, options: SeatOptions, onLine: (line: Line) => void): SeatProcess {
  const child = spawnGroup(file, [JSON.stringify(options)]);
  let errors = '';
  child.stderr?.on('data', (data: Buffer) => (errors = (errors + data.toString()).slice(-4_000)));
  if (child.stdout === null) throw new Error('the seat has no output');
  // readline gives no half line at the end of a killed child's output as a whole one: JSON.parse tells.
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = parseLine(text);
    if (line !== null) onLine(line);
  });
  const ended = once(child, 'close').then(() => ({ wasKilled: child.signalCode === 'SIGKILL', errors }));
  return { ended, kill: () => killGroup(child) };
}

function parseLine(text: string): Line | null {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return null;
  }
}

export interface CenterProcess {
  url: string;
  stop(): Promise<void>;
}

/** Starts the real center with its fault switch, demo seat and people; its data in `folder`. */
export async function startCenter(
  file: string,
  paths: { folder: string; enrolmentFile: string; templateFile: string; port?: number },
): Promise<CenterProcess> {
  const { folder, enrolmentFile, templateFile, port = 0 } = paths;
  const args = ['--port', String(port), '--faults', '--demo', '--data', folder];
  const child = spawnGroup(file, [...args, '--enrolment', enrolmentFile, '--template', templateFile], {
    DATABASE_URL: '',
  });
  let errors = '';
  child.stderr?.on('data', (data: Buffer) => (errors = (errors + data.toString()).slice(-4_000)));
  if (child.stdout === null) throw new Error('the center has no output');
  const line = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
  const ended = once(child, 'close');
  const first = await Promise.race([line, ended.then(() => null)]);
  if (first === null) throw new Error(`the center did not start: ${errors}`);
  const { listening } = JSON.parse(first[0]) as { listening: string };
  return {
    url: listening,
    stop: async () => {
      killGroup(child);
      await ended;
    },
  };
}
