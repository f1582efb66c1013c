// Running other programs.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { root } from './paths.mjs';

const ENDS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const isWindows = process.platform === 'win32';

/** Full path of a program on the PATH, or null. */
export function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, isWindows ? `${name}.exe` : name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not in this folder
    }
  }
  return null;
}

/**
 * Runs a program to its end, quietly.
 * @returns {Promise<{ code: number | null, output: string, errors: string, tail: string }>} never rejects; `code` null
 *   means killed or not found; `tail` is the end of what it said
 */
export function run(command, args, { env = {}, cwd = root, timeoutMs = 0, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs || undefined,
      killSignal: 'SIGKILL',
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (data) => {
      output += data;
      if (show) process.stdout.write(data);
    });
    child.stderr.on('data', (data) => {
      errors += data;
      if (show) process.stderr.write(data);
    });
    const end = (code) => {
      const tail = (errors.trim() || output.trim()).split('\n').slice(-12).join('\n');
      resolve({ code, output, errors, tail });
    };
    child.on('error', (error) => {
      errors += String(error);
      end(null);
    });
    child.on('close', end);
  });
}

/** Runs a program in the foreground, sharing the terminal. @returns {Promise<number>} its exit code */
export function runShown(command, args, { env = {}, cwd = root } = {}) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
  return untilExit(child);
}

/** Waits for a child; a signal that ends us ends it first. @returns {Promise<number>} its exit code */
export function untilExit(child) {
  const pass = (signal) => void child.kill(signal);
  for (const signal of ENDS) process.on(signal, pass);
  return new Promise((resolve) => {
    const end = (code) => {
      for (const signal of ENDS) process.off(signal, pass);
      resolve(code);
    };
    child.on('error', () => end(127));
    child.on('close', (code) => end(code ?? 1));
  });
}

/** npm as [program, ...first arguments]: the one that runs us, else the one beside this Node, else the PATH's. */
export function npmCommand() {
  const beside = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = candidates.find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
  return script ? [process.execPath, script] : ['npm'];
}
