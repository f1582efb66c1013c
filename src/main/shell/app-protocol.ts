import type { Session } from 'electron';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, sep } from 'node:path';

const HOST = 'seat';
export const SCHEME = 'app';
export const ORIGIN = `${SCHEME}://${HOST}`;
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** No inline script, no eval, no other origin; styles of emotion under a nonce made for this load alone. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/**
 * The file under `root` that a URL of the app names, or `null` for anything else. Compared as a path, not as a prefix:
 * a neighbour folder whose name begins like ours must not pass.
 */
export function fileOf(url: string, root: string): string | null {
  const parsed = attempt(() => new URL(url));
  if (parsed?.protocol !== `${SCHEME}:` || parsed.host !== HOST) return null;
  const path = attempt(() => decodeURIComponent(parsed.pathname === '/' ? '/index.html' : parsed.pathname));
  if (path === null || path.includes('\0') || path.includes('\\')) return null;
  const file = join(root, path);
  const inside = relative(root, file);
  const leaves = inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return leaves || !(extname(file) in CONTENT_TYPES) ? null : file;
}

/** URL and percent decoding throw on what they can't read; here that is just "no file". */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Serves the built window from `root` under `app://seat/`. There is no file:// in this app. */
export function serveApp(seat: Session, root: string): void {
  seat.protocol.handle(SCHEME, async (request) => {
    const file = request.method === 'GET' ? fileOf(request.url, root) : null;
    if (file === null) return new Response(null, { status: 404 });
    try {
      return await respond(file);
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

async function respond(file: string): Promise<Response> {
  const bytes = await readFile(file);
  const headers = new Headers({
    'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  if (extname(file) !== '.html') return new Response(new Uint8Array(bytes), { headers });
  const nonce = randomBytes(16).toString('base64');
  headers.set('content-security-policy', contentSecurityPolicy(nonce));
  headers.set('cross-origin-opener-policy', 'same-origin');
  return new Response(bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce), { headers });
}
