// One set-up at a time in a clone: a second one waits for the first and then finds nothing left to do.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { inRuntime } from './paths.mjs';
import { say } from './say.mjs';

export async function withLock(work) {
  const file = inRuntime('set-up.lock');
  mkdirSync(inRuntime(), { recursive: true });
  let waited = false;
  while (!take(file)) {
    if (!waited) say('another set-up of this clone is running; waiting for it');
    waited = true;
    await pause(300);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!holderLives(file)) rmSync(file, { force: true });
  return false;
}

function holderLives(file) {
  try {
    process.kill(Number(readFileSync(file, 'utf8')) || -1, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
