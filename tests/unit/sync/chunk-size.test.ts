import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterLoss,
  afterPiece,
  FIRST_CHUNK_BYTES,
  MIN_CHUNK_BYTES,
} from '../../../src/main/core/sync/uploads/chunk-size';
import { MAX_CHUNK_BYTES } from '../../../src/shared/center-api/attachments';

/** Pieces over a line of so many bytes a millisecond, until the size settles. */
function settledOn(bytesPerMs: number): number {
  let size = FIRST_CHUNK_BYTES;
  for (let n = 0; n < 20; n += 1) size = afterPiece(size, size, size / bytesPerMs);
  return size;
}

test('a piece becomes what the line bears in two seconds', () => {
  expect(settledOn(50)).toBe(100_000);
  expect(settledOn(1_000)).toBe(2_000_000);
  expect(settledOn(1)).toBe(MIN_CHUNK_BYTES);
  expect(settledOn(1_000_000)).toBe(MAX_CHUNK_BYTES);
});

test('it never leaves its bounds, grows by doubling at most, and halves with a loss', () => {
  fc.assert(
    fc.property(fc.integer({ min: MIN_CHUNK_BYTES, max: MAX_CHUNK_BYTES }), fc.nat(100_000), (size, ms) => {
      const next = afterPiece(size, size, ms);
      expect(next).toBeGreaterThanOrEqual(MIN_CHUNK_BYTES);
      expect(next).toBeLessThanOrEqual(Math.min(MAX_CHUNK_BYTES, size * 2));
      expect(afterLoss(size)).toBe(Math.max(MIN_CHUNK_BYTES, Math.round(size / 2)));
      expect(afterPiece(size, size - 1, ms)).toBe(size); // the last of a file says nothing
    }),
  );
});
