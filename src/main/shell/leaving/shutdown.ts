import { powerMonitor, type App, type BrowserWindow } from 'electron';
import type { CoreProcess } from '../core-process';
import type { Note } from '../log';
import { focusWindow } from '../window';
import { Leaving } from './leaving';

const STOP_DEADLINE_MS = 4_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** One way out, whoever asks: the window closed, the person quit, or the session of the operating system ends. */
export function joinShutdown(app: App, window: BrowserWindow, core: CoreProcess, note: Note): void {
  let isStopped = false;
  let stopping: Promise<void> | undefined;
  const stop = () => {
    note('app_stopping');
    return (stopping ??= core.stop(STOP_DEADLINE_MS).then(() => {
      isStopped = true;
    }));
  };
  const leaving = askFirst(window, core);
  app.on('window-all-closed', () => {
    leaving.grant(); // whoever closed it was asked, or nothing is left that could ask
    app.quit();
  });
  app.on('before-quit', (event) => {
    if (isStopped) return;
    let mayGo = true;
    const prevent = () => {
      mayGo = false;
      event.preventDefault();
    };
    leaving.guard({ preventDefault: prevent }, () => app.quit());
    if (!mayGo) return;
    event.preventDefault(); // must be said synchronously; the promise below asks again
    void stop().then(() => app.quit());
  });
  const leaveAtOnce = () => {
    leaving.grant();
    app.quit();
  };
  // Not a person at the window: asking would only hold up the system, which then kills.
  for (const signal of SIGNALS) process.on(signal, leaveAtOnce);
  // Windows ends the session without `before-quit`; there only this is told.
  window.on('session-end', () => void stop());
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault(); // Linux and macOS then wait for us; the types don't know it
    leaveAtOnce();
  });
}

/** The window's own close: the title bar, Alt+F4, the task bar. */
function askFirst(window: BrowserWindow, core: CoreProcess): Leaving {
  let isHung = false;
  window.on('unresponsive', () => (isHung = true));
  window.on('responsive', () => (isHung = false));
  const leaving = new Leaving({
    openCalls: (deadlineMs) => core.openCalls(deadlineMs),
    isHung: () => isHung,
    onRefused: () => focusWindow(window),
  });
  window.on('close', (event) => leaving.guard(event, () => window.close()));
  return leaving;
}
