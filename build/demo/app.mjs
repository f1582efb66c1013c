// The seat as a child of ours.
import { spawn } from 'node:child_process';
import { untilExit } from '../base/exec.mjs';
import { at } from '../base/paths.mjs';
import { resolveRuntime } from '../runtime.mjs';

/**
 * Chromium refuses its sandbox to root. Only for running from the source: no shipped start-up file has this switch.
 * @returns {string[]}
 */
export const developmentSwitches = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/**
 * Opens the seat's window, or runs the command that `extra` names.
 * @param {Record<string, string>} env
 * @param {string[]} extra
 * @param {'ignore' | 'inherit'} input
 * @returns {Promise<number>} its exit code, when it was quit
 */
export function openSeat(env, extra = [], input = 'ignore') {
  const runtime = resolveRuntime();
  const child = spawn(runtime.executablePath, [...developmentSwitches(), ...runtime.args, ...extra], {
    cwd: at(),
    env: { ...process.env, ...env },
    stdio: [input, 'inherit', 'pipe'],
  });
  child.stderr.setEncoding('utf8').on('data', (text) => process.stderr.write(withoutBusNoise(text)));
  return untilExit(child);
}

/** A machine without a desktop session has no message bus; Chromium says so a dozen times. */
const withoutBusNoise = (text) =>
  text.replace(/^\[\d+:[^\n]*(?:dbus|\bbus\b|gpu|vaapi|viz)[^\n]*(?:\n|$)/gim, '');
