import type { MessagePortMain, UtilityProcess } from 'electron';
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CoreConfig } from '../../../src/main/core/ports';
import { CoreProcess, coreEnvironment, forgetProxyVariables } from '../../../src/main/shell/core-process';
import { lineOf } from '../../../src/main/shell/log';
import { DEFAULT_SETTINGS } from '../../../src/shared/ipc/contract';

const config: CoreConfig = {
  dataFolder: '/data',
  enrolmentFile: '/enrolment.json',
  version: '0',
  runtime: 'Electron 0',
  isDemo: false,
  passphrase: null,
  nativeBinding: null,
  readerScript: null,
  practiceCallers: '',
};

const begin = { kind: 'start' as const, config, checksOutput: true };

class FakeChild extends EventEmitter {
  readonly posted: unknown[] = [];
  isKilled = false;
  pid = 1;
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  kill(): boolean {
    this.isKilled = true;
    return true;
  }
}

const children: FakeChild[] = [];
const notes: string[] = [];
const last = () => children[children.length - 1] as FakeChild;

function newCore(): CoreProcess {
  const fork = () => {
    children.push(new FakeChild());
    return last() as unknown as UtilityProcess;
  };
  const services = {
    keyStore: {
      describe: () => Promise.resolve({ isAvailable: false, backend: 'basic_text' }),
      wrap: () => Promise.reject(new Error('secret words of 张三')),
      unwrap: (wrapped: string) => Promise.resolve(wrapped.toUpperCase()),
    },
    settings: () =>
      Promise.resolve({ load: () => Promise.resolve(DEFAULT_SETTINGS), save: () => Promise.resolve() }),
    dialogs: {
      saveTo: (fileName: string) => Promise.resolve(`/stick/${fileName}`),
      openAnswer: () => Promise.resolve(null),
      openFolder: () => Promise.resolve(null),
    },
    printers: async () => null,
    office: {
      toPdf: (html: string) => Promise.resolve(new Uint8Array([html.length])),
      toPng: (_html: string, width: number, height: number) =>
        Promise.resolve(new Uint8Array([width, height])),
      print: () => Promise.resolve(false),
      saveTo: (fileName: string, format: string) => Promise.resolve(`/stick/${fileName}|${format}`),
      openPaper: () => Promise.resolve(null),
    },
    resolveProxy: () => Promise.resolve('DIRECT'),
  };
  return new CoreProcess(fork, begin, services, (event, fields = {}) => notes.push(lineOf(event, fields)));
}

beforeEach(() => {
  vi.useFakeTimers();
  children.length = 0;
  notes.length = 0;
});
afterEach(() => vi.useRealTimers());

test('begins with its configuration and is begun again, with growing pauses, when it dies', async () => {
  const core = newCore();
  const heard: string[] = [];
  core.on('gone', () => heard.push('gone'));
  core.on('started', () => heard.push('started'));
  core.start();
  expect(last().posted).toEqual([begin]);
  for (const [pause, count] of [
    [100, 2],
    [200, 3],
    [400, 4],
  ] as const) {
    last().emit('exit', 9);
    expect(core.attach({} as MessagePortMain)).toBe(false);
    await vi.advanceTimersByTimeAsync(pause - 1);
    expect(children).toHaveLength(count - 1);
    await vi.advanceTimersByTimeAsync(1);
    expect(children).toHaveLength(count);
  }
  expect(core.attach({} as MessagePortMain)).toBe(true);
  expect(heard).toEqual(['started', 'gone', 'started', 'gone', 'started', 'gone', 'started']);
  await vi.advanceTimersByTimeAsync(60_000);
  last().emit('exit', 9);
  await vi.advanceTimersByTimeAsync(100); // it had lived long enough
  expect(children).toHaveLength(5);
});

test('serves what the core asks; a failure carries no words of the error', async () => {
  newCore().start();
  for (const [id, what, value] of [
    [1, 'keyStore.describe', undefined],
    [2, 'keyStore.wrap', 'k'],
    [3, 'keyStore.unwrap', 'k'],
    [4, 'settings.load', undefined],
    [5, 'keyStore.unwrap', { not: 'text' }],
    [6, 'shell.openExternal', 'x'],
    [7, 'office.toPdf', { html: '<p>', orientation: 'landscape' }],
    [8, 'office.toPdf', { html: '<p>', orientation: 'sideways' }],
    [9, 'office.saveTo', { fileName: '日报.pdf', format: 'pdf' }],
    [10, 'office.saveTo', { fileName: '日报.exe', format: 'exe' }],
    [11, 'office.toPng', { html: '<p>', widthPx: 30.4, heightPx: 20 }],
    [12, 'office.toPng', { html: '<p>', widthPx: 1e9, heightPx: 20 }],
  ] as const) {
    last().emit('message', { kind: 'ask', id, what, value });
  }
  last().emit('message', null);
  last().emit('message', 'junk');
  await vi.advanceTimersByTimeAsync(0);
  const answers = (last().posted.slice(1) as { id: number }[]).sort((a, b) => a.id - b.id);
  expect(answers).toEqual([
    { kind: 'answer', id: 1, ok: true, value: { isAvailable: false, backend: 'basic_text' } },
    { kind: 'answer', id: 2, ok: false, error: 'keyStore.wrap' },
    { kind: 'answer', id: 3, ok: true, value: 'K' },
    { kind: 'answer', id: 4, ok: true, value: DEFAULT_SETTINGS },
    { kind: 'answer', id: 5, ok: false, error: 'keyStore.unwrap' },
    { kind: 'answer', id: 7, ok: true, value: new Uint8Array([3]) },
    { kind: 'answer', id: 8, ok: false, error: 'office.toPdf' },
    { kind: 'answer', id: 9, ok: true, value: '/stick/日报.pdf|pdf' },
    { kind: 'answer', id: 10, ok: false, error: 'office.saveTo' },
    { kind: 'answer', id: 11, ok: true, value: new Uint8Array([30, 20]) },
    { kind: 'answer', id: 12, ok: false, error: 'office.toPng' },
  ]);
});

test('stops when the core says so, or at the deadline, and is not begun again', async () => {
  const core = newCore();
  core.start();
  const orderly = core.stop(4_000);
  expect(last().posted).toContainEqual({ kind: 'stop' });
  last().emit('message', { kind: 'stopped' });
  await orderly;
  last().emit('exit', 0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(children).toHaveLength(1);

  const stuck = newCore();
  stuck.start();
  const late = stuck.stop(4_000);
  await vi.advanceTimersByTimeAsync(4_000);
  await late;
  expect(last().isKilled).toBe(true);
  expect(notes).toContain('core_stop_deadline afterMs=4000');
});

test('log lines hold numbers and short plain words, nothing a caller could have said', () => {
  expect(lineOf('core_gone', { code: 9, reason: 'killed' })).toBe('core_gone code=9 reason=killed');
  expect(lineOf('core_fatal', { reason: '举报人张三 13700004629' })).toBe('core_fatal');
  expect(lineOf('core_fatal', { reason: 'a\nb' })).toBe('core_fatal');
});

test('the core may write its own closed words, with no field of its own making', async () => {
  newCore().start();
  const entry = { event: 'failure', what: 'call.finish', outcome: 'TypeError', logId: 'ab', name: '张三' };
  last().emit('message', { kind: 'log', entry });
  last().emit('message', {
    kind: 'log',
    entry: { event: 'request', what: 'draft.save', outcome: 'ok', ms: 1 },
  });
  expect(notes).toEqual(['core event=failure what=call.finish outcome=TypeError logId=ab']);
  await vi.advanceTimersByTimeAsync(0);
});

test('the core inherits neither proxies nor development switches', () => {
  expect(
    coreEnvironment({
      PATH: '/bin',
      http_proxy: 'x',
      HTTPS_PROXY: 'x',
      SEAT_PASSPHRASE: 'x',
      NODE_OPTIONS: 'x',
      NODE_EXTRA_CA_CERTS: 'x',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      SSL_CERT_FILE: 'x',
    }),
  ).toEqual({ PATH: '/bin' });
});

test('leaves the window engine no proxy of the environment to take for the system’s word', () => {
  const env = { PATH: '/bin', http_proxy: 'x', HTTPS_PROXY: 'x', all_proxy: 'x', NO_PROXY: 'x' };
  forgetProxyVariables(env);
  expect(env).toEqual({ PATH: '/bin' });
});

test('asks the system for the way to an address, and for nothing else', async () => {
  const core = newCore();
  core.start();
  const child = children[0];
  for (const value of ['https://center.example/', 'file:///etc/passwd', 5]) {
    child?.emit('message', { kind: 'ask', id: 1, what: 'proxy.resolve', value });
    await vi.advanceTimersByTimeAsync(0);
  }
  const answers = child?.posted.filter((message) => JSON.stringify(message).includes('"answer"'));
  expect(answers).toEqual([
    { kind: 'answer', id: 1, ok: true, value: 'DIRECT' },
    { kind: 'answer', id: 1, ok: false, error: 'proxy.resolve' },
    { kind: 'answer', id: 1, ok: false, error: 'proxy.resolve' },
  ]);
});
