// A screen to open windows on: the machine's own, else a virtual one (Xvfb) for as long as it is needed.
import { spawn } from 'node:child_process';
import { onPath } from './exec.mjs';
import { fail } from './say.mjs';

/**
 * @returns {Promise<{ display: string | undefined, isVirtual: boolean, close: () => void }>}
 *   `display` is undefined where windows need no such name (Windows, macOS)
 */
export async function openDisplay({ size = '1440x900' } = {}) {
  if (process.platform !== 'linux' || process.env.WAYLAND_DISPLAY || process.env.DISPLAY) {
    return { display: process.env.DISPLAY, isVirtual: false, close: () => {} };
  }
  const program = onPath('Xvfb');
  if (!program) fail('there is no display and no Xvfb: run "sudo apt-get install xvfb", then start again.');
  const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset'];
  const server = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((resolve) => {
    let text = '';
    server.stdio[3]?.on('data', (data) => {
      text += data;
      if (text.includes('\n')) resolve(text.trim());
    });
    server.on('error', () => resolve(null));
    server.on('exit', () => resolve(null));
  });
  if (!number) fail('Xvfb, the virtual display, did not start: run "Xvfb -displayfd 1" by hand to see why.');
  server.unref();
  /** @type {import('node:net').Socket} */ (server.stdio[3]).unref();
  const close = () => void server.kill();
  process.on('exit', close);
  return { display: `:${number}`, isVirtual: true, close };
}
