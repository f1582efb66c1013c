import type { IpcMain, IpcMainEvent } from 'electron';
import { MARKED_CHANNEL } from '../../bridge-channels';

/** Chromium hands over what is marked by a message of its own, which may come later than ours. */
const LATER_MS = 150;

/** The desktop's selection has a clipboard of its own in Electron of today, and is a word to the one clipboard in the fallback. */
export interface SelectionHolder {
  readonly selection?: { clear(): void };
  clear(type?: string): void;
}

/**
 * On Linux whatever is marked in a window becomes the desktop's selection, which every program reads and a middle click
 * pastes: what a caller said would lie there. So it is cleared again; other systems have no such thing.
 */
export function clearSelection(
  ipcMain: Pick<IpcMain, 'on'>,
  isOurs: (event: IpcMainEvent) => boolean,
  clipboard: SelectionHolder,
  platform: NodeJS.Platform,
): void {
  if (platform !== 'linux') return;
  const clear = () => (clipboard.selection ? clipboard.selection.clear() : clipboard.clear('selection'));
  ipcMain.on(MARKED_CHANNEL, (event: IpcMainEvent, ...payload: unknown[]) => {
    if (payload.length > 0 || !isOurs(event)) return;
    clear();
    setTimeout(clear, LATER_MS);
  });
}
