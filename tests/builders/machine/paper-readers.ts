import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const isOnPath = (program: string) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/** Poppler's programs, by which a pdf is read that we have made. Set-up of the tests installs them where it may. */
export const hasPoppler = ['pdftotext', 'pdfinfo', 'pdftoppm'].every(isOnPath);

/** LibreOffice, with both of its halves that we need: another program to open what we export. */
export const hasLibreOffice =
  isOnPath('soffice') &&
  ['libswlo.so', 'libsclo.so'].every((half) => existsSync(join('/usr/lib/libreoffice/program', half)));
