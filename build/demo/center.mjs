// The reference center as a child of ours: started, awaited, stopped.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from '../base/paths.mjs';
import { fail, say } from '../base/say.mjs';
import { toolNode } from '../steps/node.mjs';

const READY_LIMIT_MS = 60_000;

/**
 * Starts the demo's center in `folder`, on the port it had before: the seat was enrolled with that address.
 * @returns {{ ready: Promise<string>, stop: () => Promise<void>, enrolment: string }} `ready` gives its URL
 */
export function startCenter(folder) {
  mkdirSync(folder, { recursive: true });
  const portFile = join(folder, 'center-port');
  const enrolment = join(folder, 'enrolment.json');
  const port = existsSync(portFile) ? readFileSync(portFile, 'utf8').trim() : '0';
  const args = ['--demo', '--port', port, '--data', join(folder, 'center'), '--enrolment', enrolment];
  const child = spawn(toolNode(), [at('dist', 'center', 'server.cjs'), ...args], {
    cwd: at(),
    // Its input is a pipe of ours that says nothing: where we are killed it ends, and the center stops by itself.
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = new Promise((resolve) => child.on('close', resolve).on('error', resolve));
  process.on('exit', () => void child.kill());
  let isStopping = false;
  void gone.then(() => isStopping || say('the reference center has ended: the seat works on, offline'));
  const stop = async () => {
    isStopping = true;
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(late);
  };
  const ready = whenListening(child, gone).then((url) => {
    if (url) {
      writeFileSync(portFile, new URL(url).port);
      return url;
    }
    isStopping = true;
    return fail(
      `the reference center did not start (its reason stands above). If port ${port} is taken, close what uses it ` +
        `(another "npm start"?); to begin the demo anew, delete ${folder}.`,
    );
  });
  return { ready, stop, enrolment };
}

/** The URL of its line {"listening": URL}, or null if it ended or stayed silent. */
function whenListening(child, gone) {
  return new Promise((resolve) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (data) => {
      text += data;
      const found = /^\{"listening":\s*"([^"]+)".*\}$/m.exec(text)?.[1];
      if (found) resolve(found);
    });
    void gone.then(() => resolve(null));
    setTimeout(() => resolve(null), READY_LIMIT_MS).unref();
  });
}
