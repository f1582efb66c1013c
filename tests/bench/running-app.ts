import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

interface Page {
  evaluate(expression: string): Promise<unknown>;
  /** Types into the field in focus. */
  type(text: string): Promise<unknown>;
}

/** An Electron app started as a user would start it, watched from outside over the DevTools port alone. */
export interface RunningApp {
  page: Page;
  /** UTC ms just before the spawn. */
  spawnedAt: number;
  /** UTC ms at which an element of this selector stood painted in the page; fails after 30 s. */
  shownAt(selector: string): Promise<number>;
  /** Memory of all its processes, MB: sums of resident and of proportional set sizes. */
  memory(): { rssMb: number; pssMb: number; processes: number };
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

export async function startApp(
  executable: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<RunningApp> {
  const port = await freePort();
  const spawnedAt = Date.now();
  const child = spawn(executable, [...args, `--remote-debugging-port=${port}`], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
    detached: true,
  });
  const page = await connect(port);
  return {
    page,
    spawnedAt,
    shownAt: (selector) => shownAt(page, selector),
    memory: () => memoryOf(child),
    close: () => closeAll(child),
  };
}

/** A page that navigates forgets what was asked of it: then it is asked again. */
async function shownAt(page: Page, selector: string): Promise<number> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const at = await page.evaluate(whenShown(selector)).catch((error: unknown) => error);
    if (typeof at === 'number') return at;
    if (Date.now() > deadline) throw at;
    await pause(5);
  }
}

/** Looked at every 4 ms, then one frame for the paint: what is measured is never better than it was. */
function whenShown(selector: string): string {
  return `new Promise((resolve, reject) => {
    const deadline = Date.now() + 30000;
    const look = () => {
      if (document.querySelector(${JSON.stringify(selector)})) requestAnimationFrame(() => resolve(Date.now()));
      else if (Date.now() > deadline) reject(new Error('never shown'));
      else setTimeout(look, 4);
    };
    look();
  })`;
}

async function connect(port: number): Promise<Page> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const url = await pageUrl(port).catch(() => undefined);
    if (url !== undefined) return openPage(url);
    if (Date.now() > deadline) throw new Error('The app opened no window within 30 s');
    await pause(10);
  }
}

async function pageUrl(port: number): Promise<string | undefined> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  const targets = (await answer.json()) as { type: string; webSocketDebuggerUrl?: string; url: string }[];
  return targets.find((target) => target.type === 'page' && target.url !== 'about:blank')
    ?.webSocketDebuggerUrl;
}

async function openPage(url: string): Promise<Page> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('No DevTools connection')), { once: true });
  });
  let last = 0;
  type Answer = { id?: number; result?: { result?: { value?: unknown }; exceptionDetails?: unknown } };
  const waiting = new Map<number, (message: Answer) => void>();
  socket.addEventListener('message', (event) => {
    const message = JSON.parse(String(event.data)) as Answer;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
  });
  const command = (method: string, params: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = (last += 1);
      waiting.set(id, ({ result }) => {
        waiting.delete(id);
        if (result?.exceptionDetails) reject(new Error(JSON.stringify(result.exceptionDetails)));
        else resolve(result?.result?.value);
      });
      socket.send(JSON.stringify({ id, method, params }));
    });
  return {
    evaluate: (expression) =>
      command('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }),
    type: (text) => command('Input.insertText', { text }),
  };
}

function familyOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      continue; // it ended while we looked
    }
  }
  const family = [root];
  for (const pid of family) for (const [child, parent] of parents) if (parent === pid) family.push(child);
  return family;
}

function memoryOf(child: ChildProcess): { rssMb: number; pssMb: number; processes: number } {
  const family = familyOf(child.pid ?? 0);
  let rss = 0;
  let pss = 0;
  for (const pid of family) {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      rss += Number(/^Rss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
      pss += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    } catch {
      continue; // it ended while we looked
    }
  }
  return { rssMb: Math.round(rss / 1024), pssMb: Math.round(pss / 1024), processes: family.length };
}

async function closeAll(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    return; // it had ended
  }
  await ended;
}
