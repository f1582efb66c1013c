import type { Paper } from '../../../shared/papers/paper';

/** What the papers' office does for a report of investigation: layout, and the system's file dialogs. No path comes back. */
export interface ReportOffice {
  pdf(paper: Paper): Promise<Uint8Array>;
  /** Asks where to, and writes; the file's name alone, or null where the person thought better of it. */
  save(fileName: string, bytes: Uint8Array): Promise<string | null>;
  /** Asks for a docx, and reads it; null likewise. Reads no more than `max` bytes and one. */
  open(max: number): Promise<Uint8Array | null>;
}
