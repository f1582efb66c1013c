// What lies in a packaged app, held to a list: one wrong file pattern is enough to ship the whole repo.
import { listPackage } from '@electron/asar';
import { join } from 'node:path';

const ALLOWED = [
  /^\/package\.json$/,
  /^\/dist\/(main|renderer)\//,
  /^\/assets\/practice\/callers\.json$/,
  /^\/node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/.*\.js|prebuilds\/[\w-]+\.node)$/,
];
const NEEDED = [
  '/dist/main/index.cjs',
  '/dist/main/core.cjs',
  '/dist/main/reader.cjs',
  '/dist/main/preload.cjs',
  '/dist/main/licences.json',
  '/dist/main/THIRD-PARTY-LICENCES.txt',
  '/dist/renderer/index.html',
  '/assets/practice/callers.json',
];

/** Throws, naming what should not be there or is missing. @returns {number} how many files there are */
export function assertContents(unpackedApp) {
  const entries = listPackage(join(unpackedApp, 'resources', 'app.asar'), { isPack: false });
  const files = entries
    .map((entry) => entry.replaceAll('\\', '/'))
    .filter((entry, _place, all) => !all.some((other) => other.startsWith(`${entry}/`)));
  const strangers = files.filter((file) => !ALLOWED.some((pattern) => pattern.test(file)));
  const missing = NEEDED.filter((file) => !files.includes(file));
  const binaries = files.filter((file) => file.startsWith('/node_modules/') && file.endsWith('.node'));
  if (strangers.length > 0)
    throw new Error(`the package holds what it should not: ${strangers.slice(0, 5).join(', ')}`);
  if (missing.length > 0) throw new Error(`the package lacks ${missing.join(', ')}`);
  if (binaries.length !== 1)
    throw new Error(`the package holds ${binaries.length} prebuilt native stores, not one`);
  return files.length;
}
