import type { PaperFormat } from '../../../shared/papers/paper';

/** What the shell does with papers for the core: its window, its dialogs, its printer. A path goes to the core alone. */
export interface PaperOffice {
  /** Lays out a page of our own making (no script, nothing loaded) on A4. */
  toPdf(html: string, orientation: 'portrait' | 'landscape'): Promise<Uint8Array>;
  /** Draws a page of our own making, as large as it is told, for those who cannot draw SVG. */
  toPng(html: string, widthPx: number, heightPx: number): Promise<Uint8Array>;
  /** The system's print dialog; false where the person thought better of it. */
  print(html: string, orientation: 'portrait' | 'landscape'): Promise<boolean>;
  /** Where to write a file of this name; null where the person thought better of it. */
  saveTo(fileName: string, format: PaperFormat): Promise<string | null>;
  /** A file to read; null likewise. */
  openPaper(format: PaperFormat): Promise<string | null>;
}
