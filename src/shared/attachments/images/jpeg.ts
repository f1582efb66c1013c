import { byteAt, concat, latin1Bytes, slice, startsWith, u16be } from '../bytes';
import { refuse } from '../file-error';
import { refuseSecondFile } from '../kind';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;

/** A baseline density of 1:1 and no thumbnail. */
const JFIF = Uint8Array.of(0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);

/**
 * A JPEG with nothing but its picture: tables, frame, scans, colour transform and which side is up. EXIF (place, time,
 * device), XMP, IPTC, ICC, comments, thumbnails, further pictures and whatever lies behind the end are left out. Not one
 * pixel is encoded anew. Each kept segment has the exact length its content asks for, so that none can hide anything.
 * Throws FileError.
 */
export function cleanJpeg(bytes: Uint8Array): Uint8Array {
  if (byteAt(bytes, 0) !== 0xff || byteAt(bytes, 1) !== SOI) refuse('damaged');
  const kept: Uint8Array[] = [];
  let orientation = 1;
  let hasFrame = false;
  let hasScan = false;
  let isJfif = false;
  let adobe: Uint8Array | null = null;
  let at = 2;
  for (;;) {
    if (byteAt(bytes, at) !== 0xff) refuse('damaged');
    while (byteAt(bytes, at + 1) === 0xff) at += 1; // fill bytes
    const marker = byteAt(bytes, at + 1);
    if (marker === EOI) break;
    const length = u16be(bytes, at + 2);
    if (length < 2) refuse('damaged');
    const segment = slice(bytes, at, length + 2);
    const body = segment.subarray(4);
    at += segment.length;
    if (marker === 0xe0) isJfif ||= startsWith(body, 'JFIF\0');
    else if (marker === 0xe1) orientation = orientationIn(body) ?? orientation;
    else if (marker === 0xee && startsWith(body, 'Adobe') && body.length >= 12)
      adobe ??= body.subarray(0, 12);
    else if (isFrame(marker)) {
      if (hasFrame || !isFrameWhole(body)) refuse('damaged');
      hasFrame = true;
      kept.push(segment);
    } else if (marker === SOS) {
      if (!hasFrame || body.length !== 4 + 2 * byteAt(body, 0)) refuse('damaged');
      hasScan = true;
      const end = endOfScan(bytes, at);
      kept.push(segment, bytes.subarray(at, end));
      at = end;
    } else if (isTable(marker, body)) kept.push(segment);
    else if (!isLeftOut(marker)) refuse('damaged');
  }
  if (!hasScan) refuse('damaged');
  refuseSecondFile(bytes.subarray(at + 2));
  return concat([
    Uint8Array.of(0xff, SOI),
    ...(isJfif ? [JFIF] : []),
    ...(orientation === 1 ? [] : [uprightSegment(orientation)]),
    ...(adobe === null ? [] : [Uint8Array.of(0xff, 0xee, 0, 14), adobe]),
    ...kept,
    Uint8Array.of(0xff, EOI),
  ]);
}

/**
 * Baseline, extended and progressive frames with Huffman codes: all that cameras write and browsers show. Arithmetic
 * frames are refused with their tables, whose bytes are free enough to hold a word.
 */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xc2;
}

function isFrameWhole(body: Uint8Array): boolean {
  const components = byteAt(body, 5);
  return body.length === 6 + 3 * components && components > 0 && u16be(body, 1) > 0 && u16be(body, 3) > 0;
}

/** DQT, DHT and DRI, each exactly as long as what it says it holds, under one of its four numbers. */
function isTable(marker: number, body: Uint8Array): boolean {
  switch (marker) {
    case 0xdb: {
      let at = 0;
      while (at < body.length) {
        if ((byteAt(body, at) & ~0x13) !== 0) return false;
        at += byteAt(body, at) >= 0x10 ? 129 : 65;
      }
      return at === body.length && body.length > 0;
    }
    case 0xc4: {
      let at = 0;
      while (at < body.length) {
        let codes = 0;
        /** Of the 65,536 places of a code of 16 bits. */
        let taken = 0;
        for (let i = 1; i <= 16; i += 1) {
          codes += byteAt(body, at + i);
          taken += byteAt(body, at + i) << (16 - i);
        }
        if ((byteAt(body, at) & ~0x13) !== 0 || codes > 256 || taken > 65_536) return false;
        at += 17 + codes;
      }
      return at === body.length && body.length > 0;
    }
    case 0xdd:
      return body.length === 2;
    default:
      return false;
  }
}

/** APPn and COM: where all that tells of people lies. */
function isLeftOut(marker: number): boolean {
  return (marker >= 0xe1 && marker <= 0xef) || marker === 0xfe;
}

/** Where the entropy-coded bytes end: at the next marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = byteAt(bytes, at + 1);
    if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 1;
    else if (next !== 0xff) return at;
  }
  return refuse('damaged');
}

/** EXIF's orientation, 1…8; null where it says nothing one can read. */
function orientationIn(body: Uint8Array): number | null {
  if (!startsWith(body, 'Exif\0\0')) return null;
  const tiff = body.subarray(6);
  const isLittle = startsWith(tiff, 'II');
  if (!isLittle && !startsWith(tiff, 'MM')) return null;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length);
  try {
    const directory = view.getUint32(4, isLittle);
    for (let i = 0; i < view.getUint16(directory, isLittle); i += 1) {
      const entry = directory + 2 + 12 * i;
      if (view.getUint16(entry, isLittle) !== 0x0112) continue;
      const value = view.getUint16(entry + 8, isLittle);
      return value >= 1 && value <= 8 ? value : null;
    }
  } catch {
    // Points outside of itself: then nothing is known of it.
  }
  return null;
}

/** An EXIF block of our own that says which side is up, and nothing else. */
function uprightSegment(orientation: number): Uint8Array {
  const tiff = Uint8Array.of(
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
    ...[1, 0x12, 0, 3, 0, 0, 0, 1],
    0,
    orientation,
    ...[0, 0, 0, 0, 0, 0],
  );
  return concat([Uint8Array.of(0xff, 0xe1, 0, 8 + tiff.length), latin1Bytes('Exif\0\0'), tiff]);
}
