import { setTimeout as delay } from 'node:timers/promises';
import { BrowserWindow, session, type Dialog, type Session } from 'electron';
import { PAPER_POLICY } from '../../../shared/papers/html';
import type { PaperFormat } from '../../../shared/papers/paper';
import { LOCKED_DOWN } from '../security';
import type { PaperOffice } from '../../core/ports';
import { SCHEME } from '../app-protocol';

/** A slow PC draws a plot in well under a second. */
const DRAWING_TURNS = 100;
const DRAWING_TURN_MS = 50;
const PAGE_URL = `${SCHEME}://paper/`;

/**
 * Lays papers out and brings them to the printer, in a hidden window of its own: sandboxed, without script, in a session
 * in memory that knows one page and no way out. The dialogs stand before the seat's window; a path goes to the core alone.
 */
export function paperOfficeOf(
  dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>,
  window: () => BrowserWindow | undefined,
): PaperOffice {
  const desk = new PaperDesk();
  return {
    toPdf: (html, orientation) =>
      desk.layOut(html, ({ webContents }) =>
        webContents.printToPDF({
          pageSize: 'A4',
          landscape: orientation === 'landscape',
          preferCSSPageSize: true,
          printBackground: false,
          generateTaggedPDF: false,
        }),
      ),
    toPng: (html, width, height) => desk.layOut(html, drawnIn, { width, height, isDrawn: true }),
    print: (html, orientation) =>
      desk.layOut(
        html,
        ({ webContents }) =>
          new Promise<boolean>((resolve, reject) => {
            const options = {
              silent: false,
              pageSize: 'A4',
              landscape: orientation === 'landscape',
            } as const;
            webContents.print(options, (isDone, reason) => {
              if (isDone || /cancel/i.test(reason)) resolve(isDone);
              else reject(new Error('print'));
            });
          }),
      ),
    saveTo: async (fileName, format) => {
      const owner = window();
      if (owner === undefined || owner.isDestroyed()) return null;
      const { canceled, filePath } = await dialog.showSaveDialog(owner, {
        defaultPath: fileName,
        filters: filtersOf(format),
        properties: ['showOverwriteConfirmation'],
      });
      return canceled || filePath === '' ? null : filePath;
    },
    openPaper: async (format) => {
      const owner = window();
      if (owner === undefined || owner.isDestroyed()) return null;
      const { canceled, filePaths } = await dialog.showOpenDialog(owner, {
        filters: filtersOf(format),
        properties: ['openFile'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
  };
}

/** A page without a screen is white until what stands on it was decoded: asked again until it has drawn. */
async function drawnIn({ webContents }: BrowserWindow): Promise<Uint8Array> {
  for (let turn = 0; turn < DRAWING_TURNS; turn += 1) {
    const image = await webContents.capturePage(undefined, { stayHidden: true });
    if (!image.isEmpty() && image.toBitmap().some((byte) => byte !== 0xff)) return image.toPNG();
    await delay(DRAWING_TURN_MS);
  }
  throw new Error('Nothing was drawn');
}

interface Sheet {
  width: number;
  height: number;
  /** Drawn into memory, to be taken as a picture; no screen has it. */
  isDrawn: boolean;
}

const A4: Sheet = { width: 1123, height: 1123, isDrawn: false };

const filtersOf = (format: PaperFormat) => [{ name: format.toUpperCase(), extensions: [format] }];

/** One paper at a time lies on it: it is served to its own window, and forgotten with it. */
class PaperDesk {
  private before: Promise<unknown> = Promise.resolve();
  private page = '';
  private own: Session | undefined;

  /** Loads `html` into a window that nobody sees, does `work` with it, and closes it. */
  layOut<T>(html: string, work: (window: BrowserWindow) => Promise<T>, sheet = A4): Promise<T> {
    const turn = this.before.then(() => this.withWindow(html, work, sheet));
    // The next paper does not suffer from this one's failure, which goes to whoever asked for it.
    this.before = turn.catch(() => undefined);
    return turn;
  }

  private async withWindow<T>(
    html: string,
    work: (window: BrowserWindow) => Promise<T>,
    { width, height, isDrawn }: Sheet,
  ): Promise<T> {
    this.page = html;
    const window = new BrowserWindow({
      show: false,
      width,
      height,
      useContentSize: true,
      enableLargerThanScreen: true,
      webPreferences: {
        ...LOCKED_DOWN,
        session: this.session(),
        offscreen: isDrawn,
        javascript: false,
        devTools: false,
      },
    });
    try {
      await window.loadURL(PAGE_URL);
      return await work(window);
    } finally {
      this.page = '';
      window.destroy();
    }
  }

  private session(): Session {
    return (this.own ??= this.openSession());
  }

  private openSession(): Session {
    const own = session.fromPartition('papers', { cache: false });
    own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
    own.setPermissionCheckHandler(() => false);
    own.on('will-download', (event) => event.preventDefault());
    own.webRequest.onBeforeRequest(({ url }, answer) => {
      answer({ cancel: url !== PAGE_URL && !url.startsWith('data:image/') });
    });
    own.protocol.handle(SCHEME, ({ url }) =>
      url === PAGE_URL
        ? new Response(this.page, {
            headers: {
              'content-type': 'text/html; charset=utf-8',
              'content-security-policy': `${PAPER_POLICY}; sandbox`,
              'x-content-type-options': 'nosniff',
              'cache-control': 'no-store',
            },
          })
        : new Response(null, { status: 404 }),
    );
    return own;
  }
}
