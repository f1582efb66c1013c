import { concat, indexOf, latin1Bytes } from '../bytes';
import { refuse } from '../file-error';
import { cleanJpeg } from '../images/jpeg';
import type { FileTools } from '../tools';
import { readPdf } from './document';
import { isDrawn, isShown, keptEntries, type Resolve } from './keep';
import { countOf, nameOf, type PdfStream, type PdfValue } from './values';

const MAX_DEPTH = 100;
const HEAD = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
/** JPXDecode is not among them: its boxes hold descriptions of their own. */
const FILTERS: ReadonlySet<string> = new Set([
  ...['FlateDecode', 'LZWDecode', 'RunLengthDecode', 'CCITTFaxDecode', 'JBIG2Decode', 'DCTDecode'],
  ...['ASCII85Decode', 'ASCIIHexDecode'],
]);
const COLOURS: Partial<Record<number, string>> = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' };

/**
 * The same pages as a new PDF: written from the catalogue on, so that earlier versions, author, programs, times, XMP,
 * structure, names of fields and signers, colour profiles and whatever nothing points at are not in it; photographs
 * inside are cleaned as photographs. Refuses encrypted files, attachments inside, data forms, sound and film. What the
 * drawing instructions of a page themselves say is left as it is. Throws FileError.
 */
export function cleanPdf(bytes: Uint8Array, tools: FileTools): Uint8Array {
  const { objects, root } = readPdf(bytes, tools);
  const numbers = new Map<number, number>();
  const queue: { id: number; number: number; key: string }[] = [];

  const resolve: Resolve = (value) => {
    let found = value;
    for (let hops = 0; found?.kind === 'reference'; hops += 1) {
      if (hops > 20) return undefined;
      found = objects.get(found.id);
    }
    return found;
  };
  /** The new number of an object that something kept points at, under `key`. */
  const numberOf = (id: number, key: string): number => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    const number = numbers.size + 1;
    numbers.set(id, number);
    queue.push({ id, number, key });
    return number;
  };

  function reference(id: number, key: string, depth: number): string {
    const target = objects.get(id);
    if (target === undefined) return 'null';
    if (target.kind === 'string') return written(target, key, depth);
    // A stream that counts its colours is a profile, by whatever name it was reached.
    if (target.kind === 'stream' && (target.entries.has('N') || !isDrawn(target.entries, key, resolve)))
      return 'null';
    return `${numberOf(id, key)} 0 R`;
  }

  function written(value: PdfValue, key: string, depth: number): string {
    if (depth > MAX_DEPTH) refuse('too_complex');
    switch (value.kind) {
      case 'plain':
        return value.text;
      case 'name':
        return nameText(value.name);
      case 'string':
        return isShown(key) ? hexText(value.bytes) : '<>';
      case 'reference':
        return reference(value.id, key, depth);
      case 'array':
        return withoutProfile(value.items) ?? array(value.items, key, depth);
      case 'dict':
        return dictionary(value.entries, key, depth);
      case 'stream':
        return refuse('damaged'); // only an object of its own can be one
    }
  }

  function array(items: readonly PdfValue[], key: string, depth: number): string {
    const first = nameOf(items[0]);
    const inside = first === 'Indexed' || first === 'I' ? 'Lookup' : key;
    return `[${items.map((item) => written(item, inside, depth + 1)).join(' ')}]`;
  }

  function dictionary(entries: ReadonlyMap<string, PdfValue>, key: string, depth: number): string {
    const kept = keptEntries(entries, resolve).map(
      ([name, value]) => `${nameText(name)} ${written(value, key === 'CharProcs' ? key : name, depth + 1)}`,
    );
    return `<<${kept.join(' ')}>>`;
  }

  /** A colour space by profile becomes the plain one of as many colours: profiles tell of devices and their owners. */
  function withoutProfile(items: readonly PdfValue[]): string | null {
    if (nameOf(items[0]) !== 'ICCBased') return null;
    const profile = resolve(items[1]);
    const colours = profile?.kind === 'stream' ? countOf(resolve(profile.entries.get('N'))) : undefined;
    return nameText(COLOURS[colours ?? 0] ?? refuse('damaged'));
  }

  function stream(value: PdfStream): Uint8Array {
    if (value.entries.has('F')) refuse('embedded');
    const filters = filtersOf(value, resolve);
    if (!filters.every((filter) => FILTERS.has(filter))) refuse('embedded');
    // A photograph packed once more is rare, and could not be looked into.
    if (filters.includes('DCTDecode') && filters.length > 1) refuse('embedded');
    if (filters.length === 0) refuseHidden(value, resolve);
    const content = filters[0] === 'DCTDecode' ? cleanJpeg(value.bytes) : value.bytes;
    const length: PdfValue = { kind: 'plain', text: String(content.length) };
    const head = dictionary(new Map(value.entries).set('Length', length), '', 0);
    return concat([latin1Bytes(`${head}\nstream\n`), content, latin1Bytes('\nendstream')]);
  }

  const catalogue = objects.get(root);
  if (catalogue?.kind !== 'dict' || nameOf(resolve(catalogue.entries.get('Type'))) !== 'Catalog')
    refuse('damaged');
  numberOf(root, '');
  const parts: Uint8Array[] = [latin1Bytes(HEAD)];
  const offsets: number[] = [];
  let length = HEAD.length;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { id, number, key } = next;
    const value = objects.get(id);
    if (value === undefined) return refuse('damaged');
    const body = value.kind === 'stream' ? stream(value) : latin1Bytes(written(value, key, 0));
    const part = concat([latin1Bytes(`${number} 0 obj\n`), body, latin1Bytes('\nendobj\n')]);
    offsets.push(length);
    parts.push(part);
    length += part.length;
  }
  return concat([...parts, latin1Bytes(tableOf(offsets, length))]);
}

/** Bytes that nothing packs are instructions to draw; a photograph among them would not be looked into. */
function refuseHidden({ entries, bytes }: PdfStream, resolve: Resolve): void {
  if (nameOf(resolve(entries.get('Subtype'))) === 'Image' || indexOf(bytes, '\xff\xd8\xff') >= 0)
    refuse('embedded');
}

function filtersOf({ entries }: PdfStream, resolve: Resolve): string[] {
  const filter = resolve(entries.get('Filter'));
  const all = filter === undefined ? [] : filter.kind === 'array' ? filter.items : [filter];
  return all.map((each) => nameOf(resolve(each)) ?? refuse('damaged'));
}

function hexText(bytes: Uint8Array): string {
  return `<${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}>`;
}

function nameText(name: string): string {
  const escaped = name.replace(
    /[^!-~]|[#()<>[\]{}/%]/g,
    (char) => `#${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `/${escaped}`;
}

function tableOf(offsets: readonly number[], start: number): string {
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const size = offsets.length + 1;
  return (
    `xref\n0 ${size}\n0000000000 65535 f \n${lines.join('')}` +
    `trailer\n<</Size ${size} /Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`
  );
}
