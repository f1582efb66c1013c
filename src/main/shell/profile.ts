import type { App } from 'electron';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'hn12369-seat';

/**
 * Decides where everything of this seat lies, before anything else asks. Machine-local on Windows: a roaming profile
 * would copy a database in use. SEAT_USER_DATA is for development and tests alone.
 */
export function chooseProfileFolder(app: App): void {
  const chosen = app.isPackaged ? undefined : process.env['SEAT_USER_DATA'];
  const local = process.platform === 'win32' ? process.env['LOCALAPPDATA'] : undefined;
  const folder = chosen ?? join(local ?? app.getPath('appData'), FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', folder);
  const chromium = join(folder, 'chromium');
  mkdirSync(chromium, { recursive: true, mode: 0o700 });
  app.setPath('sessionData', chromium);
  app.setAppLogsPath(join(folder, 'logs'));
}

/** The core's own folder for the encrypted store, made if missing. */
export function storeFolder(app: App): string {
  const folder = join(app.getPath('userData'), 'store');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** What only a developer, a demo or a test may set; an installed seat ignores all of it. */
export function developmentOverrides(app: App): {
  isDemo: boolean;
  passphrase: string | null;
  enrolmentFile: string | null;
} {
  if (app.isPackaged) return { isDemo: false, passphrase: null, enrolmentFile: null };
  const passphrase = process.env['SEAT_PASSPHRASE'] || null;
  delete process.env['SEAT_PASSPHRASE']; // no child process needs to inherit it
  return {
    isDemo: process.env['SEAT_DEMO'] === '1',
    passphrase,
    enrolmentFile: process.env['SEAT_ENROLMENT'] || null,
  };
}

/** Where an administrator lays a policy file: only an administrator can write there. SEAT_POLICY is for development. */
export function policyPlaces(app: App): string[] {
  const chosen = app.isPackaged ? undefined : process.env['SEAT_POLICY'];
  if (chosen !== undefined) return [chosen];
  const folder =
    process.platform === 'win32'
      ? join(process.env['ProgramData'] ?? 'C:\\ProgramData', FOLDER)
      : join('/etc', FOLDER);
  return [join(folder, 'policy.json')];
}
