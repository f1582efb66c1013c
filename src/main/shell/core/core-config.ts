import { utilityProcess, type App, type UtilityProcess } from 'electron';
import { join } from 'node:path';
import type { CoreConfig } from '../../core/ports';
import { coreEnvironment } from '../core-process';
import { developmentOverrides, policyPlaces, storeFolder } from '../profile';

/** What the core is told when it starts, with a window or without. */
export function coreConfig(app: App): CoreConfig {
  const { isDemo, passphrase, enrolmentFile } = developmentOverrides(app);
  return {
    dataFolder: storeFolder(app),
    enrolmentFile: enrolmentFile ?? join(app.getPath('userData'), 'enrolment.json'),
    version: app.getVersion(),
    runtime: runtime().runtime,
    isDemo,
    passphrase,
    nativeBinding: nativeBinding(),
    readerScript: join(__dirname, 'reader.cjs'),
    cleanerScript: join(__dirname, 'cleaner.cjs'),
    backupScript: join(__dirname, 'backup.cjs'),
    logFile: join(app.getPath('logs'), 'seat.log'),
    policyPlaces: policyPlaces(app),
    licencesFile: join(__dirname, 'licences.json'),
    practiceCallers: join(__dirname, '..', '..', 'assets', 'practice', 'callers.json'),
  };
}

export function forkCore(app: App): UtilityProcess {
  return utilityProcess.fork(join(__dirname, 'core.cjs'), [], {
    serviceName: 'hn12369-core',
    env: coreEnvironment(process.env),
    stdio: app.isPackaged ? 'ignore' : 'inherit',
  });
}

export function runtime(): { runtime: string; platform: string } {
  return {
    runtime: `Electron ${process.versions.electron}`,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** Runtimes below Node-API 10 need the binary that set-up built for them; the packaged one would crash the process. */
function nativeBinding(): string | null {
  return Number(process.versions['napi']) < 10 ? join(__dirname, 'better_sqlite3.napi9.node') : null;
}
