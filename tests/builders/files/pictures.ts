import { crc32, deflateSync } from 'node:zlib';

/** What must never be found again in a cleaned file. */
export const CANARY = 'canary-7731';

/** 16 by 12 pixels, as an office's camera program writes them. */
const JPEG =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAMABADASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDnrPRRtBZP/r1s22jj/nmPyretLaLavy9q1ra2iwPlrnniuWKSXQ58szOeh//Z';
const PROGRESSIVE_JPEG =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCAAMABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABAX/xAAUAQEAAAAAAAAAAAAAAAAAAAAD/9oADAMBAAIQAxAAAAGc16zP/8QAFxABAQEBAAAAAAAAAAAAAAAAAgABA//aAAgBAQABBQIcY8YnInL/xAAWEQEBAQAAAAAAAAAAAAAAAAAEAAH/2gAIAQMBAT8BMnb/xAAXEQEAAwAAAAAAAAAAAAAAAAABAAMR/9oACAECAQE/AW3Cf//EABYQAAMAAAAAAAAAAAAAAAAAAAAQMf/aAAgBAQAGPwIj/8QAGRAAAwADAAAAAAAAAAAAAAAAAAEhEBFR/9oACAEBAAE/IY1YGoocB//aAAwDAQACAAMAAAAQg//EABURAQEAAAAAAAAAAAAAAAAAAAAh/9oACAEDAQE/EJ3/xAAXEQEAAwAAAAAAAAAAAAAAAAABABFB/9oACAECAQE/EKgDJ//EABoQAAICAwAAAAAAAAAAAAAAAAABEVFxkeH/2gAIAQEAAT8QRB9RVNGOCOh//9k=';
const WEBP =
  'UklGRlYAAABXRUJQVlA4IEoAAADwAQCdASoQAAwAA4BaJbACdAEQ/NutfOAA/vSfnxbpTpVWgw2FLk+o90gWOwPAfgpt7OldDIOjVDPFjvbPtAI+CNGv9sUM9fMgAA==';

export const aJpeg = (): Buffer => Buffer.from(JPEG, 'base64');
export const aProgressiveJpeg = (): Buffer => Buffer.from(PROGRESSIVE_JPEG, 'base64');
export const aWebp = (): Buffer => Buffer.from(WEBP, 'base64');

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function segment(marker: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.of(0xff, marker), u16(body.length + 2), body]);
}

/** EXIF with a place, a maker, an owner, a thumbnail and which side is up. */
export function anExif(orientation: number): Buffer {
  const entry = (tag: number, type: number, count: number, value: Buffer) =>
    Buffer.concat([u16(tag), u16(type), u32(count), value]);
  const gps = `GPS 34.757N 113.665E ${CANARY}`;
  const directory = Buffer.concat([
    u16(3),
    entry(0x010f, 2, gps.length, u32(100)),
    entry(0x0112, 3, 1, Buffer.concat([u16(orientation), u16(0)])),
    entry(0x8825, 4, 1, u32(100)),
    u32(0),
  ]);
  const tiff = Buffer.concat([Buffer.from('MM\0*'), u32(8), directory]);
  const filled = Buffer.concat([tiff, Buffer.alloc(100 - tiff.length), Buffer.from(gps), aJpeg()]);
  return Buffer.concat([Buffer.from('Exif\0\0'), filled]);
}

/** The JPEG with a canary in every place that can hold one. */
export function aTellingJpeg(picture: Buffer = aJpeg(), orientation = 1): Buffer {
  const telling = [
    segment(0xe1, anExif(orientation)),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${CANARY}</x:xmpmeta>`)),
    segment(0xe2, Buffer.from(`ICC_PROFILE\0\x01\x01${CANARY}`)),
    segment(0xe2, Buffer.from(`MPF\0${CANARY}`)),
    segment(0xe0, Buffer.from(`JFXX\0${CANARY}`)),
    segment(0xed, Buffer.from(`Photoshop 3.0\x008BIM${CANARY}`)),
    segment(0xee, Buffer.from(`Adobe\0d\0\0\0\0\x01${CANARY}`)),
    segment(0xef, Buffer.from(CANARY)),
    segment(0xfe, Buffer.from(`拍摄者 ${CANARY}`)),
  ];
  return Buffer.concat([picture.subarray(0, 2), ...telling, picture.subarray(2), Buffer.from(`\0${CANARY}`)]);
}

export function pngChunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  return Buffer.concat([u32(body.length), named, u32(crc32(named))]);
}

const PNG_HEAD = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** A grey PNG; `telling` chunks stand between its header and its picture. */
export function aPng(telling: readonly Buffer[] = [], tail = Buffer.alloc(0)): Buffer {
  const header = pngChunk('IHDR', Buffer.concat([u32(4), u32(3), Buffer.of(8, 0, 0, 0, 0)]));
  const rows = Buffer.concat(Array.from({ length: 3 }, (_, y) => Buffer.of(0, y, 50, 100, 200)));
  const picture = pngChunk('IDAT', deflateSync(rows));
  return Buffer.concat([PNG_HEAD, header, ...telling, picture, pngChunk('IEND', Buffer.alloc(0)), tail]);
}

export function aTellingPng(): Buffer {
  const text = Buffer.from(`Author\0${CANARY}`);
  const chunks = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'iCCP', 'sPLT', 'prVt'].map((name) =>
    pngChunk(name, text),
  );
  return aPng(chunks, Buffer.from(CANARY));
}

function riff(name: string, body: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from(name, 'latin1'), size, body, Buffer.alloc(body.length % 2)]);
}

/** The WebP in its extended form, with EXIF, XMP, a profile, an unknown chunk and bytes behind its end. */
export function aTellingWebp(): Buffer {
  const picture = aWebp().subarray(12);
  const extended = riff('VP8X', Buffer.of(0x2c, 0, 0, 0, 15, 0, 0, 11, 0, 0));
  const telling = ['ICCP', 'EXIF', 'XMP ', 'OWNR'].map((name) => riff(name, Buffer.from(CANARY)));
  const [profile = Buffer.alloc(0), ...others] = telling;
  const body = Buffer.concat([Buffer.from('WEBP'), extended, profile, picture, ...others]);
  return Buffer.concat([riff('RIFF', body), Buffer.from(CANARY)]);
}
