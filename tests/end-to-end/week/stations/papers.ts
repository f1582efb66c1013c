import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileTools } from '../../../../src/main/core/attachments/file-tools';
import { unzip } from '../../../../src/shared/attachments/office/zip';
import { hasPoppler } from '../../../builders/machine/paper-readers';
import type { Office } from '../office';

/** Every text in every file that was saved, as another program finds it, without its spaces. */
export function textsOfPapers(office: Office): Map<string, string> {
  return new Map(
    office.savedFiles().map(({ name, bytes }) => {
      if (name.endsWith('.pdf'))
        return [name, hasPoppler ? pdfText(join(office.stick, name)) : bytes.toString('latin1')];
      const parts = unzip(bytes, fileTools).map((part) => Buffer.from(part.bytes).toString());
      return [name, parts.join('\n').replace(/<[^>]+>|\s/g, '')];
    }),
  );
}

const pdfText = (file: string): string =>
  execFileSync('pdftotext', ['-layout', file, '-']).toString().replace(/\s/g, '');
