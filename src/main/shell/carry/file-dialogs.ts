import type { BrowserWindow, Dialog } from 'electron';
import { CARRIED_ENDINGS } from '../../../shared/carry/container';
import type { FileDialogs } from '../../core/ports';

const endingOf = (fileName: string) => {
  const ending = fileName.slice(fileName.lastIndexOf('.') + 1);
  return { name: ending, extensions: [ending] };
};

/**
 * The system's file dialogs for the core, before the window. What the person chose goes back to the core, which reads and
 * writes the file; a window never learns a path and can open no dialog on a file of its own choice.
 */
export function fileDialogsOf(
  dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>,
  window: () => BrowserWindow | undefined,
): FileDialogs {
  return {
    saveTo: async (fileName) => {
      const owner = window();
      if (owner === undefined) return null;
      const { canceled, filePath } = await dialog.showSaveDialog(owner, {
        defaultPath: fileName,
        filters: [endingOf(fileName)],
        properties: ['showOverwriteConfirmation'],
      });
      return canceled || filePath === '' ? null : filePath;
    },
    openAnswer: async () => {
      const owner = window();
      if (owner === undefined) return null;
      const { canceled, filePaths } = await dialog.showOpenDialog(owner, {
        filters: [{ name: CARRIED_ENDINGS.in, extensions: [CARRIED_ENDINGS.in] }],
        properties: ['openFile'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    openFolder: async () => {
      const owner = window();
      if (owner === undefined) return null;
      const { canceled, filePaths } = await dialog.showOpenDialog(owner, { properties: ['openDirectory'] });
      return canceled ? null : (filePaths[0] ?? null);
    },
  };
}
