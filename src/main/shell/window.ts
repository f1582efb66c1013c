import { BrowserWindow, type App, type Session } from 'electron';
import { join } from 'node:path';
import { ORIGIN } from './app-protocol';
import type { Note } from './log';
import { LOCKED_DOWN } from './security';

/** Fixed: a title shows on the task bar and in window lists, where nothing of a call may stand. */
const TITLE = '河南省12369生态环境举报热线坐席';
/** The one thing that the page may add, by beginning its own title with this sign: it is in practice. */
const PRACTICE_SIGN = '▧';
const PRACTICE_TITLE = `${PRACTICE_SIGN} 练习 · 不上报 — ${TITLE}`;
const RELOAD_PAUSE_MS = 1_000;

/** Makes the one window, hidden until its first picture is there, and begins to load it. */
export function openWindow(app: App, seat: Session, note: Note): BrowserWindow {
  const window = new BrowserWindow({
    title: TITLE,
    width: 1360,
    height: 860,
    minWidth: 1024,
    minHeight: 680,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#f5f7f6',
    webPreferences: {
      ...LOCKED_DOWN,
      session: seat,
      preload: join(__dirname, 'preload.cjs'),
      devTools: !app.isPackaged,
      autoplayPolicy: 'document-user-activation-required',
    },
  });
  window.on('page-title-updated', (event, title) => {
    event.preventDefault();
    window.setTitle(title.startsWith(PRACTICE_SIGN) ? PRACTICE_TITLE : TITLE);
  });
  window.once('ready-to-show', () => window.show());
  window.on('unresponsive', () => note('window_unresponsive'));
  reloadAfterCrash(window, note);
  void window.loadURL(`${ORIGIN}/index.html`);
  return window;
}

/** Drafts are durable, so a page that died comes back where the agent was. */
function reloadAfterCrash(window: BrowserWindow, note: Note): void {
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    note('window_gone', { reason, code: exitCode });
    if (reason === 'clean-exit') return;
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    }, RELOAD_PAUSE_MS);
  });
}

/** Brings the window to the front, for the second start of the app. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
