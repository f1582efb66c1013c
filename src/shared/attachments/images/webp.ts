import { byteAt, concat, indexOf, latin1, latin1Bytes, numbersLe, slice, u32le } from '../bytes';
import { refuse } from '../file-error';
import { refuseSecondFile } from '../kind';

const KEPT: readonly string[] = ['VP8 ', 'VP8L', 'ALPH'];
const TELLING = ['EXIF', 'XMP ', 'ICCP'] as const;
const HAS_ALPHA = 0x10;
const IS_ANIMATED = 0x02;

/** A still WebP with nothing but its picture: no EXIF, XMP or ICC. Pixels stay as they are. Throws FileError. */
export function cleanWebp(bytes: Uint8Array): Uint8Array {
  const end = 8 + u32le(bytes, 4);
  const kept: Uint8Array[] = [];
  const names: string[] = [];
  for (let at = 12; at < end;) {
    const name = latin1(slice(bytes, at, 4));
    const length = u32le(bytes, at + 4);
    const body = slice(bytes, at + 8, length);
    at += 8 + length + (length % 2);
    if (at > end) refuse('damaged');
    if (name === 'VP8X') {
      if (length !== 10 || names.length > 0) refuse('damaged');
      if ((byteAt(body, 0) & IS_ANIMATED) !== 0) refuse('other_type');
      const flags = byteAt(body, 0) & HAS_ALPHA;
      kept.push(chunk(name, concat([Uint8Array.of(flags, 0, 0, 0), body.subarray(4)])));
    } else if (KEPT.includes(name)) {
      if (names.includes(name)) refuse('damaged');
      // A length that lies would take what tells into the picture.
      if (TELLING.some((each) => indexOf(body, each) >= 0)) refuse('damaged');
      kept.push(chunk(name, body));
    }
    names.push(name);
  }
  if (names.includes('VP8 ') === names.includes('VP8L')) refuse('damaged');
  refuseSecondFile(bytes.subarray(end));
  const body = concat([latin1Bytes('WEBP'), ...kept]);
  return concat([latin1Bytes('RIFF'), numbersLe([4, body.length]), body]);
}

function chunk(name: string, body: Uint8Array): Uint8Array {
  const padding = new Uint8Array(body.length % 2);
  return concat([latin1Bytes(name), numbersLe([4, body.length]), body, padding]);
}
