import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { CONNECT_CHANNEL, MARKED_CHANNEL, PORT_CHANNEL } from '../../../src/main/bridge-channels';
import { clearSelection } from '../../../src/main/shell/clipboard/selection';
import { connectWindow, isMainFrameOf } from '../../../src/main/shell/window-ports';

vi.mock('electron', () => ({
  MessageChannelMain: class {
    readonly port1 = {};
    readonly port2 = {};
  },
}));

interface Frame {
  url: string;
  posted: string[];
  postMessage(channel: string): void;
}

function aFrame(url: string): Frame {
  const posted: string[] = [];
  return { url, posted, postMessage: (channel) => void posted.push(channel) };
}

class Core extends EventEmitter {
  attached = 0;
  attach(): boolean {
    this.attached += 1;
    return true;
  }
}

let frame: Frame;
let contents: { mainFrame: Frame };
let window: { isDestroyed: () => boolean; webContents: { mainFrame: Frame } };
let ipcMain: EventEmitter;
let core: Core;
let noted: string[];

beforeEach(() => {
  frame = aFrame('app://seat/index.html');
  contents = { mainFrame: frame };
  window = { isDestroyed: () => false, webContents: contents };
  ipcMain = new EventEmitter();
  core = new Core();
  noted = [];
  connectWindow(ipcMain as never, window as never, core as never, (event) => void noted.push(event));
});

const strangers: [string, () => [event: unknown, ...payload: unknown[]]][] = [
  ['another page of ours', () => [{ sender: { mainFrame: frame }, senderFrame: frame }]],
  ['a frame in our page', () => [{ sender: contents, senderFrame: aFrame('app://seat/index.html') }]],
  ['a frame that is gone', () => [{ sender: contents, senderFrame: null }]],
  ['words with the question', () => [{ sender: contents, senderFrame: frame }, 'app.state']],
  ['nothing of Electron’s', () => [{}]],
];

describe('who is heard by the shell (checklist 17)', () => {
  test('the main frame of the one window, at its own address', () => {
    ipcMain.emit(CONNECT_CHANNEL, { sender: contents, senderFrame: frame });
    expect(core.attached).toBe(1);
    expect(frame.posted).toEqual([PORT_CHANNEL]);
    frame.url = 'app://seat/index.html#queue';
    core.emit('started');
    expect(core.attached).toBe(2);
  });

  test.each(strangers)('not %s', (_, words) => {
    ipcMain.emit(CONNECT_CHANNEL, ...words());
    expect(core.attached).toBe(0);
    expect(noted).toEqual(['connect_refused']);
  });

  test.each([
    'app://seat/other.html',
    'app://seat.evil/index.html',
    'https://seat/index.html',
    'about:blank',
    'file:///etc/passwd',
  ])('not our window at %s, nor after the core has started anew', (url) => {
    ipcMain.emit(CONNECT_CHANNEL, { sender: contents, senderFrame: frame });
    frame.url = url;
    ipcMain.emit(CONNECT_CHANNEL, { sender: contents, senderFrame: frame });
    core.emit('started');
    expect(core.attached).toBe(1);
  });

  test('nobody once the window is gone', () => {
    window.isDestroyed = () => true;
    ipcMain.emit(CONNECT_CHANNEL, { sender: contents, senderFrame: frame });
    core.emit('started');
    core.emit('gone');
    expect(core.attached).toBe(0);
    expect(frame.posted).toEqual([]);
  });
});

describe('the desktop’s selection', () => {
  const cleared: string[] = [];
  const listen = (platform: NodeJS.Platform, isToday: boolean) => {
    cleared.length = 0;
    const clipboard = {
      clear: (type = '') => void cleared.push(`clipboard ${type}`),
      ...(isToday && { selection: { clear: () => void cleared.push('selection') } }),
    };
    clearSelection(ipcMain as never, (event) => isMainFrameOf(window as never, event), clipboard, platform);
  };
  const marked = (...payload: unknown[]) =>
    ipcMain.emit(MARKED_CHANNEL, { sender: contents, senderFrame: frame }, ...payload);

  test('is cleared at once and a moment later, by either interface, and the clipboard is left alone', () => {
    vi.useFakeTimers();
    listen('linux', true);
    marked();
    vi.runAllTimers();
    expect(cleared).toEqual(['selection', 'selection']);
    ipcMain.removeAllListeners(MARKED_CHANNEL);
    listen('linux', false);
    marked();
    vi.runAllTimers();
    expect(cleared).toEqual(['clipboard selection', 'clipboard selection']);
    vi.useRealTimers();
  });

  test('not for strangers, and not where there is none', () => {
    listen('linux', true);
    for (const [, words] of strangers) ipcMain.emit(MARKED_CHANNEL, ...words());
    ipcMain.removeAllListeners(MARKED_CHANNEL);
    listen('win32', true);
    marked();
    expect(cleared).toEqual([]);
  });
});
