import {
  clipboard,
  dialog,
  ipcMain,
  powerMonitor,
  safeStorage,
  session,
  type App,
  type BrowserWindow,
} from 'electron';
import { join } from 'node:path';
import { serveApp } from './app-protocol';
import { fileDialogsOf } from './carry/file-dialogs';
import { coreConfig, forkCore, runtime } from './core/core-config';
import { CoreProcess } from './core-process';
import { keyStoreOf } from './key-store';
import { openLog, type Note } from './log';
import { setMenu } from './menu';
import { joinShutdown } from './leaving/shutdown';
import { lockWithThePc } from './leaving/lock-with-the-pc';
import { openSession, reportPreventedTo } from './security';
import { clearSelection } from './clipboard/selection';
import { paperOfficeOf } from './papers/paper-office';
import { callLinkIn, registerCallLinks } from './telephony/call-links';
import { focusWindow, openWindow } from './window';
import { connectWindow, isMainFrameOf } from './window-ports';

/** Brings the seat up: the core first, so that it opens the store while the window still loads. */
export function startShell(app: App): void {
  const note = openLog(app);
  reportPreventedTo(note);
  const core = startCore(app, note, () => window);
  setMenu(app);
  const seat = openSession(app.isPackaged);
  serveApp(seat, join(__dirname, '..', 'renderer'));
  const window = openWindow(app, seat, note);
  connectWindow(ipcMain, window, core, note);
  clearSelection(ipcMain, (event) => isMainFrameOf(window, event), clipboard, process.platform);
  window.once('ready-to-show', () => note('app_started', { version: app.getVersion(), ...runtime() }));
  followCallLinks(app, window, core);
  // Screen capture sees an empty window meanwhile, where the system can do that (Windows, macOS; R-19).
  core.on('shown', (isShown) => window.setContentProtection(isShown));
  core.on('gone', () => window.setContentProtection(false));
  lockWithThePc(powerMonitor, core);
  app.on('child-process-gone', (_event, { type, reason, exitCode }) =>
    note('child_gone', { process: type, reason, code: exitCode }),
  );
  joinShutdown(app, window, core, note);
}

/** Links of the telephone system come with the start of the app, or with a second start that hands them over. */
function followCallLinks(app: App, window: BrowserWindow, core: CoreProcess): void {
  core.on('phone', (isOn) => registerCallLinks(app, isOn));
  const first = callLinkIn(process.argv)?.uri;
  if (first) core.followCall(first);
  app.on('second-instance', (_event, argv) => {
    const link = callLinkIn(argv);
    if (link?.uri) core.followCall(link.uri);
    // A hang-up is nothing to look at; whoever is writing elsewhere is left in peace.
    if (link?.uri?.event.event !== 'hang_up') focusWindow(window);
  });
}

function startCore(app: App, note: Note, theWindow: () => BrowserWindow): CoreProcess {
  const folder = app.getPath('userData');
  const keyStore = keyStoreOf(safeStorage, process.platform);
  const openSettings = async () => (await import('./settings-store')).openSettingsStore(folder);
  let settings: ReturnType<typeof openSettings> | undefined;
  const core = new CoreProcess(
    () => forkCore(app),
    { kind: 'start', config: coreConfig(app), checksOutput: !app.isPackaged },
    {
      keyStore,
      settings: () => (settings ??= openSettings()),
      dialogs: fileDialogsOf(dialog, theWindow),
      office: paperOfficeOf(dialog, theWindow),
      resolveProxy: (url) => session.defaultSession.resolveProxy(url),
      printers: async () => {
        const list = await theWindow().webContents.getPrintersAsync();
        return { count: list.length };
      },
    },
    note,
  );
  core.start();
  return core;
}
