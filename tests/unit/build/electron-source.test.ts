import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { LOCKED_DOWN } from '../../../src/main/shell/security';

vi.mock('electron', () => ({ protocol: {}, session: {} }));

// What Electron's checklist forbids is not written anywhere in the shell. Each rule is shown to see its own violation.

const sources = readdirSync('src/main', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => [name, readFileSync(join('src/main', name), 'utf8')] as const);

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');

/** Rules by item; the words behind each are its planted violation. */
const FORBIDDEN: readonly [item: string, pattern: RegExp, planted: string][] = [
  ['1 content from the net', /load(?:URL|File)\(\s*['"`](?:https?|file|ftp):/, "window.loadURL('https://x')"],
  ['6 web security off', /webSecurity:\s*false/, 'webSecurity: false'],
  ['8 insecure content', /allowRunningInsecureContent:\s*true/, 'allowRunningInsecureContent: true'],
  ['9 experiments', /experimentalFeatures:\s*true/, 'experimentalFeatures: true'],
  ['10 Blink features', /enableBlinkFeatures/, "enableBlinkFeatures: 'x'"],
  ['11 popups of a webview', /allowpopups|webviewTag:\s*true/, 'webviewTag: true'],
  [
    '15 links of others opened by the system',
    /openExternal|openPath|showItemInFolder/,
    'shell.openExternal(url)',
  ],
  ['16 the remote module', /@electron\/remote|enableRemoteModule/, "from '@electron/remote'"],
  [
    '17 requests answered by the shell',
    /ipcMain\.handle|ipcRenderer\.(?:invoke|sendSync)/,
    "ipcMain.handle('x', f)",
  ],
  [
    '17 certificates waved through',
    /certificate-error|setCertificateVerifyProc|ignore-certificate/,
    "app.on('certificate-error')",
  ],
  ['4 the sandbox off', /sandbox:\s*false|appendSwitch\(\s*['"]no-sandbox/, 'sandbox: false'],
  ['2 Node in a page', /nodeIntegration\w*:\s*true|contextIsolation:\s*false/, 'nodeIntegration: true'],
  [
    '7 scripts made of text',
    /executeJavaScript|insertCSS|new Function\(|[^\w.]eval\(/,
    'contents.executeJavaScript(x)',
  ],
];

test.each(FORBIDDEN)('%s', (_, pattern, planted) => {
  expect(planted).toMatch(pattern);
  expect(sources.filter(([, text]) => pattern.test(withoutComments(text))).map(([name]) => name)).toEqual([]);
});

test('every window is made with the same locks', () => {
  const made = sources.flatMap(([name, text]) =>
    [...withoutComments(text).matchAll(/new BrowserWindow\(([\s\S]*?)\n {0,6}\}\);/g)].map(
      ([, given]) => [name, given ?? ''] as const,
    ),
  );
  const count = sources.reduce(
    (sum, [, text]) =>
      sum +
      (withoutComments(text).match(/new (?:BrowserWindow|WebContentsView|BrowserView)\(/g)?.length ?? 0),
    0,
  );
  expect(made.length).toBe(count);
  expect(count).toBeGreaterThanOrEqual(3);
  for (const [name, given] of made) expect(given, name).toContain('...LOCKED_DOWN');
});

test('the locks are Electron’s own advice', () => {
  expect(LOCKED_DOWN).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
  });
});

test('the page reaches the shell by words without content alone', () => {
  const channels = sources.flatMap(([, text]) =>
    [...withoutComments(text).matchAll(/ipcMain\.on\((\w+)/g)].map(([, name]) => name),
  );
  expect(channels.sort()).toEqual(['CONNECT_CHANNEL', 'MARKED_CHANNEL']);
});
