import type { PaperFormat } from './paper';

const MAX_CHARS = 80;
/** Names that Windows keeps for devices, whatever ending they have. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
/** Signs that no file system or dialog takes as they are, unseen ones, and those that turn the reading direction (`fdp.exe`). */
const UNFIT =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffc<>:"/\\|?*]/g;

/**
 * A suggested name as a file may bear it: no folder, no hidden or device name, no sign that hides another ending; short
 * enough for every file system. The ending is the format's own, whatever the text said.
 */
export function paperFileName(suggested: string, format: PaperFormat): string {
  const plain = suggested
    .normalize('NFC')
    .replace(/\p{Surrogate}/gu, '')
    .replace(UNFIT, ' ')
    .replace(/\s+/g, ' ');
  const stem = trimmed(plain.replace(new RegExp(`\\.${format}$`, 'i'), ''));
  const short = trimmed([...stem].slice(0, MAX_CHARS).join(''));
  const [first = ''] = short.split('.');
  const safe = short === '' || DEVICES.test(first.trim()) ? `12369 ${short}`.trim() : short;
  return `${safe}.${format}`;
}

function trimmed(text: string): string {
  return text.replace(/^[\s.]+|[\s.]+$/g, '');
}
