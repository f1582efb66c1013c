import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileTools } from '../../../src/main/core/attachments/file-tools';
import { cleanFile } from '../../../src/shared/attachments/clean';
import { unzip } from '../../../src/shared/attachments/office/zip';
import { aDocx, anXlsx, aPdf } from '../../builders/files/documents';
import {
  aProgressiveJpeg,
  aTellingJpeg,
  aTellingPng,
  aTellingWebp,
  CANARY,
} from '../../builders/files/pictures';

const FILES: Record<string, Buffer> = {
  JPEG: aTellingJpeg(),
  'progressive JPEG': aTellingJpeg(aProgressiveJpeg()),
  PNG: aTellingPng(),
  WebP: aTellingWebp(),
  PDF: aPdf(),
  'packed PDF': aPdf({ isPacked: true }),
  DOCX: aDocx(),
  XLSX: anXlsx(),
};

type Change =
  | { kind: 'set'; at: number; value: number }
  | { kind: 'cut'; at: number; length: number }
  | { kind: 'double'; at: number; length: number }
  | { kind: 'end'; at: number };

const aChange: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('set' as const),
      at: fc.nat(),
      value: fc.integer({ min: 0, max: 255 }),
    }),
  },
  fc.record({
    kind: fc.constantFrom('cut' as const, 'double' as const),
    at: fc.nat(),
    length: fc.integer({ min: 1, max: 64 }),
  }),
  fc.record({ kind: fc.constant('end' as const), at: fc.nat() }),
);

function changed(file: Buffer, change: Change): Buffer {
  const at = change.at % Math.max(1, file.length);
  switch (change.kind) {
    case 'set': {
      const copy = Buffer.from(file);
      copy[at] = change.value;
      return copy;
    }
    case 'cut':
      return Buffer.concat([file.subarray(0, at), file.subarray(at + change.length)]);
    case 'double':
      return Buffer.concat([file.subarray(0, at + change.length), file.subarray(at)]);
    case 'end':
      return file.subarray(0, at);
  }
}

/**
 * A JPEG without the coded data of its scans. Where a change has broken a marker, what stood behind it has become a part of
 * the picture's own data, which nothing can tell from a picture (one in 100,000 changes; no camera writes such a file).
 */
function withoutScans(jpeg: Buffer): Buffer {
  const kept: Buffer[] = [];
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const isScan = jpeg[at + 1] === 0xda;
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    kept.push(jpeg.subarray(at, end));
    at = end;
    const isData = () => jpeg[at] !== 0xff || jpeg[at + 1] === 0 || ((jpeg[at + 1] ?? 0) & 0xf8) === 0xd0;
    while (isScan && at < jpeg.length && isData()) at += 1;
  }
  return Buffer.concat([...kept, jpeg.subarray(at)]);
}

function tells(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes);
  const isJpeg = file[0] === 0xff && file[1] === 0xd8;
  if ((isJpeg ? withoutScans(file) : file).includes(CANARY)) return true;
  return (
    Buffer.from(bytes.subarray(0, 2)).toString() === 'PK' &&
    unzip(bytes, fileTools).some((each) => Buffer.from(each.bytes).includes(CANARY))
  );
}

test.each(Object.keys(FILES))('a mangled %s never breaks the cleaner and never tells', (name) => {
  const file = FILES[name] ?? Buffer.alloc(0);
  let taken = 0;
  fc.assert(
    fc.property(fc.array(aChange, { minLength: 1, maxLength: 4 }), (changes) => {
      const outcome = cleanFile(changes.reduce(changed, file), fileTools);
      if (!outcome.ok) return;
      taken += 1;
      expect(tells(outcome.bytes)).toBe(false);
      // What is taken is clean: cleaning it again finds nothing more.
      const again = cleanFile(outcome.bytes, fileTools);
      expect(again.ok && Buffer.from(again.bytes).equals(Buffer.from(outcome.bytes))).toBe(true);
    }),
    { numRuns: 1_500 },
  );
  expect(taken).toBeGreaterThan(0);
});

test('no bytes at all break it', () => {
  const heads = ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n', '%PDF-1.4\n', 'PK\x03\x04', 'RIFF\0\0\0\0WEBP', ''];
  fc.assert(
    fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }), (head, rest) => {
      cleanFile(Buffer.concat([Buffer.from(head, 'latin1'), rest]), fileTools);
    }),
    { numRuns: 3_000 },
  );
});
