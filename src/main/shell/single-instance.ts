import type { App } from 'electron';

/** True for the first seat of this person on this PC. The lock lies in the profile folder: set that first. */
export function holdsSingleInstance(app: App): boolean {
  return app.requestSingleInstanceLock();
}
