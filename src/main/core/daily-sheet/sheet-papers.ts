import { changesIn } from '../../../shared/daily-sheet/import';
import { sheetPaper } from '../../../shared/daily-sheet/paper';
import { sheetTitle } from '../../../shared/daily-sheet/sheet';
import type { Input, Output, SessionPerson } from '../../../shared/ipc/contract';
import type { Paper } from '../../../shared/papers/paper';
import type { ShanghaiDate } from '../../../shared/shanghai-time';
import type { Papers } from '../papers/papers';
import { Refusal } from '../refusal';
import type { SheetRepository } from '../store/repositories/cases/sheets';
import type { CurrentSheet, DailySheets } from './daily-sheets';
import { readSheetWorkbook, sheetWorkbook } from './workbook';

const MAX_FILE_BYTES = 5_000_000;

export interface SheetPaperParts {
  dailySheets: DailySheets;
  sheets: SheetRepository;
  papers: Papers;
}

/** The sheet as a file or on paper, and an edited one coming back. Only what is saved and settled leaves. */
export class SheetPapers {
  constructor(private readonly parts: SheetPaperParts) {}

  async export(
    person: SessionPerson,
    { date, format }: Input<'sheet.export'>,
  ): Promise<Output<'sheet.export'>> {
    const { papers } = this.parts;
    const sheet = this.parts.dailySheets.sendable(date);
    const name = `${date} ${sheetTitle(date)}`;
    if (format !== 'xlsx') return papers.save(person, this.paper(date, sheet), format, name, date);
    const rows = sheet.leads.map(({ row }) => row);
    return papers.saveBytes(person, () => sheetWorkbook(date, sheet.revision, rows), format, name, date);
  }

  async print(person: SessionPerson, date: ShanghaiDate): Promise<Output<'sheet.print'>> {
    const sheet = this.parts.dailySheets.sendable(date);
    return { isPrinted: await this.parts.papers.print(person, this.paper(date, sheet), date) };
  }

  /** Throws `paper_refused` with what is wrong with the file. Changes nothing. */
  async import(date: ShanghaiDate): Promise<Output<'sheet.import'>> {
    const { papers, sheets, dailySheets } = this.parts;
    const file = await papers.open('xlsx', MAX_FILE_BYTES);
    if (file === null) return { kind: 'cancelled' };
    const read = await readSheetWorkbook(file.bytes);
    if (read.date !== date) throw new Refusal('paper_refused', { reason: 'other_day' });
    const base = sheets.rowsOf(date, read.revision);
    if (base === undefined) throw new Refusal('paper_refused', { reason: 'other_revision' });
    const current = dailySheets.current(date).leads.map(({ row }) => row);
    const diff = changesIn(base, current, read.rows);
    if (typeof diff === 'string') throw new Refusal('paper_refused', { reason: diff });
    return {
      kind: 'read',
      fileName: file.fileName,
      revision: read.revision,
      changes: diff.changes as Extract<Output<'sheet.import'>, { kind: 'read' }>['changes'],
      missing: diff.missing,
    };
  }

  private paper(date: ShanghaiDate, { leads, revision }: CurrentSheet): Paper {
    const signatures = this.parts.sheets.signaturesOf(date).filter((each) => each.revision === revision);
    return sheetPaper(
      date,
      leads.map(({ row }) => row),
      signatures.map(({ leader, opinion, signedAt }) => ({
        leaderName: leader.name,
        leaderRole: leader.role,
        opinion,
        signedAt,
      })),
    );
  }
}
