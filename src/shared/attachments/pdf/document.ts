import { refuse } from '../file-error';
import type { FileTools } from '../tools';
import { directLength, PdfLexer } from './lexer';
import { countOf, nameOf, type PdfStream, type PdfValue } from './values';

const MAX_OBJECTS = 200_000;
const MAX_UNPACKED = 50_000_000;

/** A PDF's objects by number, the last of each, and its catalogue. */
export interface PdfDocument {
  objects: ReadonlyMap<number, PdfValue>;
  root: number;
}

/**
 * Reads a PDF from its beginning to its end, object by object; its own tables of where what lies are not believed.
 * Refuses encrypted files and what it cannot read whole. Throws FileError.
 */
export function readPdf(bytes: Uint8Array, tools: FileTools): PdfDocument {
  const lexer = new PdfLexer(bytes);
  const objects = new Map<number, PdfValue>();
  let root: number | undefined;
  let unpacked = 0;

  const trailer = (entries: ReadonlyMap<string, PdfValue>): void => {
    if (entries.has('Encrypt')) refuse('encrypted');
    const found = entries.get('Root');
    if (found?.kind === 'reference') root = found.id;
  };
  const take = (number: number, value: PdfValue): void => {
    objects.delete(number);
    objects.set(number, value);
    if (objects.size > MAX_OBJECTS) refuse('too_complex');
  };

  while (!lexer.isAtEnd()) {
    const number = lexer.objectNumber();
    if (number !== undefined) {
      const value = valueOf(lexer);
      if (!lexer.takes('endobj') && value.kind !== 'stream') refuse('damaged');
      const type = value.kind === 'stream' ? nameOf(value.entries.get('Type')) : undefined;
      if (value.kind === 'stream' && type === 'XRef') trailer(value.entries);
      else if (value.kind === 'stream' && type === 'ObjStm') {
        const content = unpack(value, tools, MAX_UNPACKED - unpacked);
        unpacked += content.length;
        for (const [inner, object] of packedObjects(value, content)) take(inner, object);
      } else take(number, value);
    } else if (lexer.takes('xref')) skipTable(lexer);
    else if (lexer.takes('trailer')) {
      const value = lexer.value();
      if (value.kind !== 'dict') refuse('damaged');
      else trailer(value.entries);
    } else if (lexer.takes('startxref')) lexer.value();
    else refuse('damaged');
  }
  if (root === undefined || objects.size === 0) return refuse('damaged');
  for (const value of objects.values()) if (value.kind === 'stream') refuseFalseLength(value, objects);
  return { objects, root };
}

function valueOf(lexer: PdfLexer): PdfValue {
  const value = lexer.value();
  if (value.kind !== 'dict' || !lexer.takes('stream')) return value;
  const { entries } = value;
  return { kind: 'stream', entries, bytes: lexer.streamBytes(directLength(entries)) };
}

/** A length that stands in another object, held to what was read up to the stream's end. */
function refuseFalseLength({ entries, bytes }: PdfStream, objects: ReadonlyMap<number, PdfValue>): void {
  const length = entries.get('Length');
  if (length?.kind === 'plain') return; // held to it while it was read
  const said = length?.kind === 'reference' ? countOf(objects.get(length.id)) : undefined;
  // A line's end before `endstream` may or may not be counted.
  if (said === undefined || said < bytes.length || said > bytes.length + 2) refuse('damaged');
}

/** Lines of numbers and letters, up to the trailer. */
function skipTable(lexer: PdfLexer): void {
  for (;;) {
    const before = lexer.at;
    if (lexer.takes('trailer')) {
      lexer.at = before;
      return;
    }
    if (lexer.takes('n') || lexer.takes('f')) continue;
    if (lexer.value().kind !== 'plain') refuse('damaged');
  }
}

/** The bytes of a stream of objects; only deflated ones without a predictor are known to be made. */
function unpack({ entries, bytes }: PdfStream, tools: FileTools, room: number): Uint8Array {
  const filter = entries.get('Filter');
  const only = filter?.kind === 'array' && filter.items.length === 1 ? filter.items[0] : filter;
  if (only === undefined) return bytes;
  if (nameOf(only) !== 'FlateDecode' || entries.has('DecodeParms')) refuse('too_complex');
  try {
    return tools.inflate(bytes, room);
  } catch {
    return refuse('damaged');
  }
}

function* packedObjects({ entries }: PdfStream, content: Uint8Array): Generator<[number, PdfValue]> {
  const count = countOf(entries.get('N'));
  const first = countOf(entries.get('First'));
  if (count === undefined || first === undefined || count > MAX_OBJECTS) return refuse('damaged');
  const head = new PdfLexer(content.subarray(0, first));
  for (let i = 0; i < count; i += 1) {
    const number = countOf(head.value());
    const offset = countOf(head.value());
    if (number === undefined || offset === undefined) return refuse('damaged');
    yield [number, new PdfLexer(content, first + offset).value()];
  }
}
