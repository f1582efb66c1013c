import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from '../../../build/base/paths.mjs';
import { shanghaiDate } from '../../../src/shared/shanghai-time';
import { AgentKeyboard } from '../stage/agent-keyboard';
import { CenterChild } from '../stage/center-child';
import { SeatApp } from '../stage/seat-app';

// Electron's own security checklist, item by item, at the running app: its window, and the hidden one that makes papers.
// What can be told without a window stands in tests/unit (see ARCHITECTURE.md, "Security checklist").

const PASSPHRASE = 'anlan-bridge-77-willow';
const stick = mkdtempSync(join(tmpdir(), 'checklist-'));
const watched = join(stick, 'watched.jsonl');

let center: CenterChild;
let app: SeatApp;

beforeAll(async () => {
  center = new CenterChild();
  await center.up();
  const preloads = ['answered-dialogs.cjs', 'watched-shell.cjs'].map((name) =>
    at('tests', 'end-to-end', 'stage', name),
  );
  app = await SeatApp.launch({
    enrolment: center.enrolment,
    isDemo: true,
    env: {
      STICK_FOLDER: stick,
      WATCHED_FILE: watched,
      NODE_OPTIONS: preloads.map((file) => `--require ${file}`).join(' '),
    },
  });
  const hands = new AgentKeyboard(app.page);
  await hands.signIn('p-2001', 'demo-12369', PASSPHRASE);
  await hands.closeTour();
  // A day without leads is a report, too: its pdf comes out of the hidden window.
  const date = shanghaiDate(Date.now());
  await app.ask('sheet.save', { date, base: 0, edits: [], grades: [], why: '' });
  expect(await app.ask('sheet.export', { date, format: 'pdf' })).toMatchObject({ value: { kind: 'saved' } });
  expect(readdirSync(stick).some((name) => name.endsWith('.pdf'))).toBe(true);
});

afterAll(async () => {
  await app?.kill();
  await center?.down('SIGKILL');
});

function noted<T>(kind: string): T[] {
  return readFileSync(watched, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { kind: string; value: string })
    .filter((one) => one.kind === kind)
    .map(({ value }) => JSON.parse(value) as T);
}

const pages = () => noted<Record<string, unknown>>('preferences');
/** Of the page alone: what a debugger evaluates is not held by the page's own policy. */
const inPage = <T>(work: () => T | Promise<T>) => app.page.evaluate(work);

test('1 only secure content: everything that was loaded came from the app itself', () => {
  const loaded = noted<{ url: string }>('loaded');
  expect(loaded.length).toBeGreaterThan(3);
  for (const { url } of loaded) expect(url).toMatch(/^(?:app:\/\/|data:image\/|devtools:)/);
});

test('2–4, 6, 8–10: no page of this app has Node, shares its world, leaves the sandbox or runs an experiment', () => {
  expect(pages().length).toBeGreaterThanOrEqual(2);
  for (const page of pages()) {
    expect(page).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
    });
    // Told only where it is on.
    expect(page['nodeIntegrationInWorker'] ?? false).toBe(false);
    expect(page['enableBlinkFeatures'] ?? '').toBe('');
  }
});

test('2 the page finds nothing of Node or Electron', async () => {
  const found = await inPage(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(found).toEqual([]);
});

test('5 no permission is granted, asked for or not', async () => {
  const granted = await inPage(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'clipboard-read',
      'midi',
      'storage-access',
    ];
    const states = await Promise.all(
      names.map((name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => `${name} ${state}`,
          () => `${name} unknown`,
        ),
      ),
    );
    states.push(`asked ${await Notification.requestPermission()}`);
    return states.filter((state) => state.endsWith('granted'));
  });
  expect(granted).toEqual([]);
});

test('7 a policy comes with each page: no inline or evaluated script, no other origin; papers run none at all', async () => {
  const policies = noted<{ url: string; policy: string }>('loaded').filter(({ url }) =>
    /(?:\/|\.html|paper)$/.test(url),
  );
  const ours = policies.find(({ url }) => url.startsWith('app://seat/'))?.policy ?? '';
  expect(ours).toContain("default-src 'none'; script-src 'self'");
  expect(ours).toContain("require-trusted-types-for 'script'");
  for (const { policy } of policies)
    expect(policy).not.toMatch(/unsafe-(?:inline|eval)[^;]*script|script-src[^;]*unsafe|\*/);
  const ran = await inPage(async () => {
    await new Promise((resolve) => setTimeout(resolve, 0));
    try {
      return (0, eval)('1 + 1') === 2;
    } catch {
      return false;
    }
  });
  expect(ran).toBe(false);
  expect(pages().some(({ javascript }) => javascript === false)).toBe(true);
});

test('11, 12 there is no webview', async () => {
  for (const page of pages()) expect(page['webviewTag'] ?? false).toBe(false);
  expect(await inPage(() => 'loadURL' in document.createElement('webview'))).toBe(false);
});

test('13, 14 the page stays where it is and opens no other', async () => {
  const opened = await inPage(() =>
    ['https://example.org/', 'about:blank', 'app://seat/index.html', ''].map(
      (url) => window.open(url) !== null,
    ),
  );
  expect(opened).toEqual([false, false, false, false]);
  await inPage(() => {
    location.href = 'https://example.org/';
  });
  await inPage(() => {
    location.href = 'file:///etc/passwd';
  });
  expect(await inPage(() => location.href)).toMatch(/^app:\/\/seat\/(?:index\.html)?$/);
  expect(pages().length).toBeLessThanOrEqual(2);
});

test('18 pages come from app://, and file:// is closed to them', async () => {
  expect(await inPage(() => location.protocol)).toBe('app:');
  const read = await inPage(() =>
    fetch('file:///etc/passwd').then(
      () => true,
      () => false,
    ),
  );
  expect(read).toBe(false);
});

test('20 the page has two functions of ours, frozen, and no way behind them', async () => {
  const seen = await inPage(() => {
    const { seat } = window as unknown as { seat: Record<string, unknown> };
    const before = Object.keys(seat).sort().join();
    try {
      seat['request'] = () => 1;
    } catch {
      // refused aloud
    }
    return { before, isOurs: !/=> ?1/.test(String(seat['request'])) };
  });
  expect(seen).toEqual({ before: 'onChanged,request', isOurs: true });
});
