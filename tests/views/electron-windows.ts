import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from 'playwright-core';
import { linkTree } from '../../build/base/files.mjs';
import { developmentSwitches } from '../../build/demo/app.mjs';
import { resolveRuntime } from '../../build/runtime.mjs';

export interface ElectronWindows {
  pages: readonly Page[];
  close: () => Promise<void>;
}

/** Windows of the Electron that the seat ships with, empty, and driven from outside. */
export async function openWindows(count: number): Promise<ElectronWindows> {
  const home = mkdtempSync(join(tmpdir(), 'seat-views-'));
  const { program, args } = shell();
  const child = spawn(
    program,
    [
      ...developmentSwitches(),
      '--lang=zh-CN',
      '--force-color-profile=srgb',
      '--remote-debugging-port=0',
      ...args,
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, SEAT_USER_DATA: home, SEAT_WINDOWS: String(count) },
    },
  );
  const ended = once(child, 'exit');
  const browser = await chromium.connectOverCDP(await addressIn(child.stderr));
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('The windows have no context');
  while (context.pages().length < count) await context.waitForEvent('page');
  return {
    pages: context.pages(),
    close: async () => {
      await browser.close();
      child.kill();
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A runtime that holds the seat itself starts nothing else: then a linked copy of it holds the test's shell. */
function shell(): { program: string; args: string[] } {
  const main = join(import.meta.dirname, 'shell.cjs');
  const { executablePath, args } = resolveRuntime();
  if (args.length > 0) return { program: executablePath, args: [main] };
  const copy = join(import.meta.dirname, '..', '..', '.runtime', 'views-electron');
  const app = join(copy, 'resources', 'app');
  rmSync(copy, { recursive: true, force: true });
  linkTree(dirname(executablePath), copy);
  rmSync(join(copy, 'resources'), { recursive: true });
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'views', main: 'shell.cjs' }));
  copyFileSync(main, join(app, 'shell.cjs'));
  return { program: join(copy, basename(executablePath)), args: [] };
}

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  const said: string[] = [];
  const lines = createInterface(output);
  for await (const line of lines) {
    said.push(line);
    const address = /DevTools listening on (\S+)/.exec(line)?.[1];
    if (address === undefined) continue;
    output.resume();
    return address;
  }
  throw new Error(`Electron did not start:\n${said.join('\n')}`);
}
