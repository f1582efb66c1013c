import { createServer, type Server } from 'node:http';
import { mkdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { contentSecurityPolicy } from '../../src/main/shell/app-protocol.ts';
import type { Scenario } from './seat/scenario.ts';

// The built window, served over HTTP with the CSP of the real shell, in front of a seat that lives in the page.

const here = import.meta.dirname;
const root = join(here, '..', '..');
const out = join(root, '.runtime', 'window');
const NONCE = 'test-nonce-12369';
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export async function buildWindow(): Promise<void> {
  // A test's environment would build the developers' React in, which is not what ships and twice as slow.
  process.env['NODE_ENV'] = 'production';
  const { rendererConfig } = await import('../../build/vite/renderer.mjs');
  await build({
    ...rendererConfig,
    build: { ...rendererConfig.build, outDir: join(out, 'page'), emptyOutDir: true },
  });
  await build({
    configFile: false,
    root: here,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: join(out, 'fake'),
      emptyOutDir: true,
      minify: false,
      target: 'chrome130',
      lib: {
        entry: join(here, 'seat', 'fake-seat.ts'),
        formats: ['iife'],
        name: 'fakeSeat',
        fileName: () => 'fake-seat.js',
      },
    },
  });
}

/** The built window over HTTP; `close` ends it. */
export async function serveWindow(): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => void serve(request.url ?? '/', response));
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** What has to run in a page before the window: the seat in memory, as the page's address says that it stands. */
export async function fakeSeat(): Promise<string> {
  const script = await readFile(join(out, 'fake', 'fake-seat.js'), 'utf8');
  return `window.__scenario = JSON.parse(decodeURIComponent(location.search.slice(1)) || '{}');\n${script}`;
}

export const addressOf = (url: string, scenario: Scenario): string =>
  `${url}?${encodeURIComponent(JSON.stringify(scenario))}`;

async function serve(path: string, response: import('node:http').ServerResponse): Promise<void> {
  const name = new URL(path, 'http://window').pathname.slice(1) || 'index.html';
  try {
    const body = await readFile(join(out, 'page', name));
    const isPage = name === 'index.html';
    response.writeHead(200, {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      // What is named by its content is kept, compiled too, from one walk to the next.
      ...(isPage
        ? { 'content-security-policy': contentSecurityPolicy(NONCE) }
        : { 'cache-control': 'max-age=3600, immutable' }),
    });
    response.end(isPage ? body.toString('utf8').replace('__CSP_NONCE__', NONCE) : body);
  } catch {
    response.writeHead(404).end();
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

export async function pictureFolder(): Promise<string> {
  const folder = process.env['PICTURES'] ?? join(out, 'pictures');
  await mkdir(folder, { recursive: true });
  return folder;
}
