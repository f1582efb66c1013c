import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

export interface Packed {
  name: string;
  bytes: Uint8Array;
}

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const ENTRY = Buffer.from('PK\x01\x02', 'latin1');
const GZIP = Buffer.of(0x1f, 0x8b, 0x08);
const PDF = Buffer.from('%PDF-');

/** What a reader of this file would unpack. What does not unpack is not there to be read, by us or by anybody. */
export function packedIn(content: Uint8Array): Packed[] {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const starts = (magic: Buffer) => bytes.subarray(0, magic.length).equals(magic);
  if (starts(ZIP)) return unzipped(bytes);
  if (starts(GZIP)) return attempt('gzip', () => gunzipSync(bytes));
  if (starts(PDF)) return streamsOf(bytes);
  // A word that is cut by the tags of its runs is still read as one.
  if (/^\s*<(?:\?xml|!doctype|html|[a-z]+:?[a-z]*[\s>])/i.test(bytes.subarray(0, 200).toString('latin1')))
    return textOf(bytes);
  return [];
}

/** Entry by entry of the directory, as lenient as readers are: the product's own reader refuses what it does not know. */
function unzipped(bytes: Buffer): Packed[] {
  const found: Packed[] = [];
  for (let at = bytes.indexOf(ENTRY); at >= 0 && at + 46 <= bytes.length; at = bytes.indexOf(ENTRY, at + 4)) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString('utf8');
    const local = bytes.readUInt32LE(at + 42);
    if (local + 30 > bytes.length) continue;
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
    found.push({ name: 'name in the archive', bytes: Buffer.from(name) });
    if (bytes.readUInt16LE(at + 10) === 0) found.push({ name, bytes: packed });
    else found.push(...attempt(name, () => inflateRawSync(packed)));
  }
  return found;
}

function streamsOf(bytes: Buffer): Packed[] {
  const found: Packed[] = [];
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    if (bytes.subarray(at - 3, at).toString('latin1') === 'end') continue;
    const from = bytes[at + 6] === 0x0d ? at + 8 : at + 7;
    const end = bytes.indexOf('endstream', from);
    if (end < 0) break;
    found.push(...attempt('PDF stream', () => inflateSync(bytes.subarray(from, end))));
  }
  return found;
}

function textOf(bytes: Buffer): Packed[] {
  const text = bytes.toString('utf8');
  const bare = text.replace(/<[^>]*>/g, '');
  return bare === text ? [] : [{ name: 'text', bytes: Buffer.from(bare) }];
}

function attempt(name: string, unpack: () => Buffer): Packed[] {
  try {
    return [{ name, bytes: unpack() }];
  } catch {
    return [];
  }
}
