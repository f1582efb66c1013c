import { byteAt, indexOf, latin1, startsWith } from './bytes';
import { refuse } from './file-error';

/** What the first bytes say; `zip` has to be looked into before it is known to be a document. */
export type Kind = 'jpeg' | 'png' | 'webp' | 'pdf' | 'zip';

/** How files begin that a report cannot carry. `at` where it is not the beginning. */
const REFUSED = [
  ['audio', 'ID3'],
  ['audio', 'OggS'],
  ['audio', 'fLaC'],
  ['audio', '#!AMR'],
  ['audio', '#!SILK'],
  ['audio', '\u0002#!SILK'],
  ['audio', 'MThd'],
  ['audio', 'caff'],
  ['audio', 'FORM'],
  ['audio', '.snd'],
  ['audio', '\x30\x26\xb2\x75'],
  ['video', '\x1a\x45\xdf\xa3'],
  ['video', 'FLV'],
  ['archive', 'Rar!'],
  ['archive', "7z\xbc\xaf'\x1c"],
  ['archive', '\x1f\x8b'],
  ['archive', 'BZh'],
  ['archive', '\xfd7zXZ'],
  ['archive', 'MSCF'],
  ['program', 'MZ'],
  ['program', '\x7fELF'],
  ['program', '\xca\xfe\xba\xbe'],
  ['program', '\xcf\xfa\xed\xfe'],
  ['program', '#!'],
  ['program', 'L\0\0\0\x01\x14\x02\0'],
  ['old_office', '\xd0\xcf\x11\xe0'],
] as const;

const AUDIO_BRANDS = /^(M4A|M4B|F4A|dash)/;
const HEIC_BRANDS = /^(hei|hev|mif1|msf1|avif)/;
const PAGE = /^\s*(<!doctype|<html|<svg|<\?xml|<script|<\?php|<head|<body)/i;

/**
 * What a file is by its bytes; its name is not asked. Throws FileError for all that is not taken: audio above all, since
 * recordings belong to the center's telephony (domain Q-11).
 */
export function kindOf(bytes: Uint8Array): Kind {
  if (bytes.length === 0) refuse('empty');
  if (startsWith(bytes, '\xff\xd8\xff')) return 'jpeg';
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'png';
  if (startsWith(bytes, '%PDF-')) return 'pdf';
  if (startsWith(bytes, 'PK\x03\x04')) return 'zip';
  if (startsWith(bytes, 'RIFF')) {
    if (startsWith(bytes, 'WEBP', 8)) return 'webp';
    refuse(startsWith(bytes, 'AVI ', 8) ? 'video' : 'audio');
  }
  const found = REFUSED.find(([, start]) => startsWith(bytes, start));
  if (found !== undefined) refuse(found[0]);
  if (startsWith(bytes, 'ftyp', 4)) {
    const brand = latin1(bytes.subarray(8, 12));
    refuse(AUDIO_BRANDS.test(brand) ? 'audio' : HEIC_BRANDS.test(brand) ? 'heic' : 'video');
  }
  if (startsWith(bytes, 'ustar', 257)) refuse('archive');
  // Bare MPEG or ADTS sound: eleven or twelve set bits.
  if (bytes[0] === 0xff && bytes.length > 1 && byteAt(bytes, 1) >= 0xe0) refuse('audio');
  const head = latin1(bytes.subarray(0, 1024)).replace(/^\u00ef\u00bb\u00bf/, '');
  if (PAGE.test(head)) refuse('web_page');
  return refuse('other_type');
}

const SECOND_FILES = [
  'PK\x05\x06',
  '%PDF-',
  '<html',
  '<script',
  '<?php',
  'Rar!\x1a\x07',
  "7z\xbc\xaf'\x1c",
] as const;

/** Refuses a picture that has another file behind its end; what else lies there is simply left out. */
export function refuseSecondFile(tail: Uint8Array): void {
  if (tail.length > 0 && SECOND_FILES.some((mark) => indexOf(tail, mark) >= 0)) refuse('two_in_one');
}
