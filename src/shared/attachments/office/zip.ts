import {
  concat,
  lastIndexOf,
  latin1,
  latin1Bytes,
  numbersLe,
  slice,
  startsWith,
  u16le,
  u32le,
} from '../bytes';
import { refuse } from '../file-error';
import type { FileTools } from '../tools';

export interface ZipEntry {
  name: string;
  bytes: Uint8Array;
}

const MAX_ENTRIES = 4_000;
/** Of all entries together, unpacked: what an office's own file of 20 MB never reaches. */
const MAX_UNPACKED = 200_000_000;
const END_BYTES = 22;
const STORED = 0;
const DEFLATED = 8;
/** 1 January 1980: no file tells when it was made. */
const DATE = 0x0021;

/**
 * The entries of a ZIP, unpacked. Only the plain kind: one disk, no ZIP64, nothing encrypted, the first file at its very
 * beginning and each where the directory says. What lies between, before or behind them is not read. Throws FileError.
 */
export function unzip(bytes: Uint8Array, tools: FileTools): ZipEntry[] {
  const end = lastIndexOf(bytes, 'PK\x05\x06');
  if (end < 0 || bytes.length - end < END_BYTES) refuse('damaged');
  const count = u16le(bytes, end + 10);
  if (u16le(bytes, end + 8) !== count || u16le(bytes, end + 4) !== 0) refuse('damaged');
  if (count > MAX_ENTRIES) refuse('too_complex');
  let at = u32le(bytes, end + 16);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let isAtStart = false;
  let room = MAX_UNPACKED;
  for (let n = 0; n < count; n += 1) {
    if (!startsWith(bytes, 'PK\x01\x02', at)) refuse('damaged');
    const nameLength = u16le(bytes, at + 28);
    const name = latin1(slice(bytes, at + 46, nameLength));
    const local = u32le(bytes, at + 42);
    isAtStart ||= local === 0;
    if ((u16le(bytes, at + 8) & 1) !== 0) refuse('encrypted');
    // Parts of a document have plain names; a name twice would let two readers see two documents.
    if (!/^[\w .,()[\]{}+=~@%&$!'/-]+$/.test(name) || name.startsWith('/') || name.includes('..'))
      refuse('damaged');
    if (names.has(name.toLowerCase())) refuse('damaged');
    names.add(name.toLowerCase());
    const entry = {
      method: u16le(bytes, at + 10),
      packed: u32le(bytes, at + 20),
      size: u32le(bytes, at + 24),
    };
    room -= entry.size;
    if (room < 0) refuse('too_complex');
    const unpacked = unpack(bytes, local, name, entry, tools);
    if (tools.crc32(unpacked) !== u32le(bytes, at + 16)) refuse('damaged');
    if (!name.endsWith('/')) entries.push({ name, bytes: unpacked });
    at += 46 + nameLength + u16le(bytes, at + 30) + u16le(bytes, at + 32);
  }
  if (at !== end) refuse('damaged');
  if (!isAtStart) refuse('two_in_one');
  return entries;
}

function unpack(
  bytes: Uint8Array,
  local: number,
  name: string,
  { method, packed, size }: { method: number; packed: number; size: number },
  tools: FileTools,
): Uint8Array {
  if (!startsWith(bytes, 'PK\x03\x04', local)) refuse('damaged');
  const nameLength = u16le(bytes, local + 26);
  if (latin1(slice(bytes, local + 30, nameLength)) !== name) refuse('damaged');
  const content = slice(bytes, local + 30 + nameLength + u16le(bytes, local + 28), packed);
  if (method === STORED && packed === size) return content;
  if (method !== DEFLATED) return refuse('damaged');
  const unpacked = attempt(() => tools.inflateRaw(content, size));
  return unpacked?.length === size ? unpacked : refuse('damaged');
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** A ZIP of these entries with nothing else in it: no times, no comments, no extra fields. */
export function zip(entries: readonly ZipEntry[], tools: FileTools): Uint8Array {
  const files: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const deflated = tools.deflateRaw(bytes);
    const method = deflated.length < bytes.length ? DEFLATED : STORED;
    const content = method === DEFLATED ? deflated : bytes;
    const head = numbersLe(
      ...([
        [2, 20],
        [2, 0],
        [2, method],
        [2, 0],
        [2, DATE],
        [4, tools.crc32(bytes)],
      ] as const),
      ...([
        [4, content.length],
        [4, bytes.length],
        [2, name.length],
        [2, 0],
      ] as const),
    );
    const file = concat([latin1Bytes('PK\x03\x04'), head, latin1Bytes(name), content]);
    const rest = numbersLe([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]);
    directory.push(concat([latin1Bytes('PK\x01\x02'), numbersLe([2, 20]), head, rest, latin1Bytes(name)]));
    files.push(file);
    offset += file.length;
  }
  const index = concat(directory);
  const end = numbersLe(
    [2, 0],
    [2, 0],
    [2, entries.length],
    [2, entries.length],
    [4, index.length],
    [4, offset],
    [2, 0],
  );
  return concat([...files, index, latin1Bytes('PK\x05\x06'), end]);
}
