import { concat, latin1, slice, u32be } from '../bytes';
import { refuse } from '../file-error';
import { refuseSecondFile } from '../kind';

const SIGNATURE_BYTES = 8;

/** What a PNG needs to be seen, with the lengths each may have. All else is left out: tEXt, iTXt, eXIf, tIME, iCCP… */
const KEPT: Partial<Record<string, (length: number) => boolean>> = {
  IHDR: (length) => length === 13,
  PLTE: (length) => length > 0 && length <= 768 && length % 3 === 0,
  tRNS: (length) => length <= 256,
  gAMA: (length) => length === 4,
  cHRM: (length) => length === 32,
  sRGB: (length) => length === 1,
  pHYs: (length) => length === 9,
  sBIT: (length) => length <= 4,
  bKGD: (length) => length <= 6,
  IDAT: () => true,
  IEND: (length) => length === 0,
};

/** A PNG with nothing but its picture (of an animated one the first). Pixels stay as they are. Throws FileError. */
export function cleanPng(bytes: Uint8Array, crc32: (bytes: Uint8Array) => number): Uint8Array {
  const kept: Uint8Array[] = [slice(bytes, 0, SIGNATURE_BYTES)];
  let at = SIGNATURE_BYTES;
  let hasPicture = false;
  for (let name = ''; name !== 'IEND';) {
    const length = u32be(bytes, at);
    const chunk = slice(bytes, at, length + 12);
    name = latin1(chunk.subarray(4, 8));
    if (at === SIGNATURE_BYTES && name !== 'IHDR') refuse('damaged');
    at += chunk.length;
    const mayBe = KEPT[name];
    if (mayBe === undefined) {
      // A capital first letter: without it the picture cannot be shown.
      if (!/^[a-z][A-Za-z]{3}$/.test(name)) refuse('damaged');
      continue;
    }
    const isSingle = name !== 'IDAT' && kept.some((each) => latin1(each.subarray(4, 8)) === name);
    if (!mayBe(length) || isSingle) refuse('damaged');
    if (crc32(chunk.subarray(4, -4)) !== u32be(chunk, chunk.length - 4)) refuse('damaged');
    hasPicture ||= name === 'IDAT';
    kept.push(chunk);
  }
  if (!hasPicture) refuse('damaged');
  refuseSecondFile(bytes.subarray(at));
  return concat(kept);
}
