import type { PowerMonitor } from 'electron';
import type { CoreProcess } from '../core-process';

/** A PC that is locked or put to sleep locks the seat with it; `lock-screen` is told by Windows and macOS alone. */
export function lockWithThePc(powerMonitor: Pick<PowerMonitor, 'on'>, core: Pick<CoreProcess, 'lock'>): void {
  powerMonitor.on('lock-screen', () => core.lock());
  powerMonitor.on('suspend', () => core.lock());
}
