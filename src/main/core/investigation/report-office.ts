import { basename } from 'node:path';
import type { PaperOffice } from '../papers/office';
import type { Papers } from '../papers/papers';
import { readChosen, writeWhole } from '../papers/written-file';
import type { FileDialogs } from '../ports';
import type { ReportOffice } from './ports';

/** The papers' office as a report of investigation needs it: its package is a file of another kind than a paper. */
export function reportOfficeOf(
  papers: Pick<Papers, 'pdf'>,
  office: Pick<PaperOffice, 'openPaper'>,
  dialogs: Pick<FileDialogs, 'saveTo'>,
): ReportOffice {
  return {
    pdf: (paper) => papers.pdf(paper),
    async save(fileName, bytes) {
      const path = await dialogs.saveTo(fileName);
      if (path === null) return null;
      await writeWhole(path, bytes);
      return basename(path);
    },
    async open(max) {
      const path = await office.openPaper('docx');
      return path === null ? null : readChosen(path, max);
    },
  };
}
