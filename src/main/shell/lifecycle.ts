import {
  dialog,
  ipcMain,
  safeStorage,
  session,
  utilityProcess,
  type App,
  type BrowserWindow,
} from 'electron';
import { join } from 'node:path';
import type { CoreConfig } from '../core/ports';
import { serveApp } from './app-protocol';
import { fileDialogsOf } from './carry/file-dialogs';
import { CoreProcess, coreEnvironment } from './core-process';
import { keyStoreOf } from './key-store';
import { openLog, type Note } from './log';
import { setMenu } from './menu';
import { developmentOverrides, storeFolder } from './profile';
import { joinShutdown } from './leaving/shutdown';
import { openSession, reportPreventedTo } from './security';
import { paperOfficeOf } from './papers/paper-office';
import { callLinkIn, registerCallLinks } from './telephony/call-links';
import { focusWindow, openWindow } from './window';
import { connectWindow } from './window-ports';

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
  window.once('ready-to-show', () => note('app_started', { version: app.getVersion(), ...runtime() }));
  followCallLinks(app, window, core);
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
  const { isDemo, passphrase, enrolmentFile } = developmentOverrides(app);
  const folder = app.getPath('userData');
  const config: CoreConfig = {
    dataFolder: storeFolder(app),
    enrolmentFile: enrolmentFile ?? join(folder, 'enrolment.json'),
    version: app.getVersion(),
    runtime: runtime().runtime,
    isDemo,
    passphrase,
    nativeBinding: nativeBinding(),
    readerScript: join(__dirname, 'reader.cjs'),
    cleanerScript: join(__dirname, 'cleaner.cjs'),
    practiceCallers: join(__dirname, '..', '..', 'assets', 'practice', 'callers.json'),
  };
  const keyStore = keyStoreOf(safeStorage, process.platform);
  const openSettings = async () => (await import('./settings-store')).openSettingsStore(folder);
  let settings: ReturnType<typeof openSettings> | undefined;
  const fork = () =>
    utilityProcess.fork(join(__dirname, 'core.cjs'), [], {
      serviceName: 'hn12369-core',
      env: coreEnvironment(process.env),
      stdio: app.isPackaged ? 'ignore' : 'inherit',
    });
  const begin = { kind: 'start' as const, config, checksOutput: !app.isPackaged };
  const core = new CoreProcess(
    fork,
    begin,
    {
      keyStore,
      settings: () => (settings ??= openSettings()),
      dialogs: fileDialogsOf(dialog, theWindow),
      office: paperOfficeOf(dialog, theWindow),
      resolveProxy: (url) => session.defaultSession.resolveProxy(url),
    },
    note,
  );
  core.start();
  return core;
}

function runtime(): { runtime: string; platform: string } {
  return {
    runtime: `Electron ${process.versions.electron}`,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** Runtimes below Node-API 10 need the binary that set-up built for them; the packaged one would crash the process. */
function nativeBinding(): string | null {
  return Number(process.versions['napi']) < 10 ? join(__dirname, 'better_sqlite3.napi9.node') : null;
}
