import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { hasPoppler } from '../../builders/machine/paper-readers';

/** What each PDF of a folder says to a reader, as it stands and without the breaks of its lines; its properties, too. */
export function readPdfs(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.pdf'));
  expect(hasPoppler || files.length === 0).toBe(true);
  return files.flatMap((name) => {
    const file = join(folder, name);
    const text = execFileSync('pdftotext', ['-layout', file, '-']).toString();
    return [text, text.replace(/\s/g, ''), execFileSync('pdfinfo', [file]).toString()];
  });
}
