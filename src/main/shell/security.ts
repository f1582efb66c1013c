import { protocol, session, type App, type Session, type WebContents, type WebPreferences } from 'electron';
import { SCHEME } from './app-protocol';
import type { Note } from './log';

/** What every window of this app is made with, seen or not: Electron's safe defaults, said aloud, and what it leaves open. */
export const LOCKED_DOWN = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  disableBlinkFeatures: 'Auxclick',
} as const satisfies WebPreferences;

/** Must run before the app is ready: makes `app:` a secure, standard scheme with an origin of its own. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** What holds for every page that this app could ever make, also one that nobody planned. */
export function harden(app: App): void {
  // enableSandbox() would take the developer's --no-sandbox away (root cannot run without it); the window is sandboxed
  // by its own preferences in any case.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}

/** Where prevented navigations are told; the shell sets it once the log is open. */
let note: Note = () => undefined;
export function reportPreventedTo(target: Note): void {
  note = target;
}

/** No page leaves where it is, opens another, or embeds one. Our pages never navigate: they are one page. */
export function guardContents(contents: WebContents): void {
  const prevent = (reason: string) => (event: { preventDefault(): void }) => {
    event.preventDefault();
    note('navigation_prevented', { reason });
  };
  contents.on('will-navigate', prevent('will-navigate'));
  contents.on('will-frame-navigate', prevent('will-frame-navigate'));
  contents.on('will-redirect', prevent('will-redirect'));
  contents.on('will-attach-webview', prevent('will-attach-webview'));
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.setWindowOpenHandler(() => {
    note('navigation_prevented', { reason: 'window-open' });
    return { action: 'deny' };
  });
}

/**
 * The one session of the seat: in memory, so that Chromium writes nothing of a call to disk; no permission, no device,
 * no download, and no request but to the app's own files. Data leaves this PC through the core alone.
 */
export function openSession(isPackaged: boolean): Session {
  const seat = session.fromPartition('seat', { cache: false });
  seat.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  seat.setPermissionCheckHandler(() => false);
  seat.setDevicePermissionHandler(() => false);
  seat.setBluetoothPairingHandler?.((_details, answer) => answer({ confirmed: false }));
  seat.setSpellCheckerEnabled(false);
  const deviceEvents = ['select-hid-device', 'select-serial-port', 'select-usb-device'] as const;
  for (const name of deviceEvents) refuseDevices(seat, name);
  seat.on('will-download', (event) => event.preventDefault());
  const allowed = isPackaged ? [`${SCHEME}:`] : [`${SCHEME}:`, 'devtools:'];
  seat.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !allowed.some((scheme) => url.startsWith(scheme)) });
  });
  return seat;
}

function refuseDevices(
  seat: Session,
  name: 'select-hid-device' | 'select-serial-port' | 'select-usb-device',
): void {
  type Choose = (id?: string) => void;
  const on = seat.on.bind(seat) as (
    event: string,
    listener: (event: { preventDefault(): void }, details: unknown, ...rest: unknown[]) => void,
  ) => void;
  on(name, (event, _details, ...rest) => {
    event.preventDefault();
    const choose = rest.findLast((value): value is Choose => typeof value === 'function');
    choose?.();
  });
}
