import {
  MessageChannelMain,
  type BrowserWindow,
  type IpcMain,
  type IpcMainEvent,
  type WebFrameMain,
} from 'electron';
import { CONNECT_CHANNEL, GONE_CHANNEL, PORT_CHANNEL } from '../bridge-channels';
import type { CoreProcess } from './core-process';
import { ORIGIN } from './app-protocol';
import type { Note } from './log';

/**
 * Gives the window its line to the core, at its first word and again after the core was restarted. The data itself
 * never passes here.
 */
export function connectWindow(ipcMain: IpcMain, window: BrowserWindow, core: CoreProcess, note: Note): void {
  let hasAsked = false;
  const connect = () => {
    const frame = window.isDestroyed() ? null : window.webContents.mainFrame;
    if (!hasAsked || frame === null || !isOurs(frame)) return;
    const { port1, port2 } = new MessageChannelMain();
    if (core.attach(port1)) frame.postMessage(PORT_CHANNEL, null, [port2]);
  };
  ipcMain.on(CONNECT_CHANNEL, (event: IpcMainEvent, ...payload: unknown[]) => {
    if (payload.length > 0 || !isMainFrameOf(window, event)) {
      note('connect_refused');
      return;
    }
    hasAsked = true;
    connect();
  });
  core.on('gone', () => {
    if (!window.isDestroyed()) window.webContents.mainFrame.postMessage(GONE_CHANNEL, null);
  });
  core.on('started', connect);
}

/** A word of our own page in its main frame, and of nobody else. */
export function isMainFrameOf(window: BrowserWindow, event: IpcMainEvent): boolean {
  if (window.isDestroyed() || event.sender !== window.webContents) return false;
  const frame = event.senderFrame;
  return frame !== null && frame === window.webContents.mainFrame && isOurs(frame);
}

function isOurs(frame: WebFrameMain): boolean {
  return frame.url === `${ORIGIN}/index.html` || frame.url.startsWith(`${ORIGIN}/index.html#`);
}
