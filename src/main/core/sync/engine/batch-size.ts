import { MAX_BATCH } from '../../../../shared/center-api/messages';

/** How much one push may carry: records, and characters of their bodies (the store gives at least one record). */
export interface BatchSize {
  records: number;
  chars: number;
}

const FIRST: BatchSize = { records: 10, chars: 500_000 };
const MAX_CHARS = 1_000_000;
const MIN_CHARS = 20_000;

/** Small first: a new link has to prove itself, and a bad record spoils little. */
export function firstBatchSize(): BatchSize {
  return FIRST;
}

export function afterSuccess(size: BatchSize): BatchSize {
  return {
    records: Math.min(MAX_BATCH, size.records * 2),
    chars: Math.min(MAX_CHARS, size.chars * 2),
  };
}

/** `chars` keeps its size: a lost answer says nothing about how much the center can take. */
export function afterFailure(size: BatchSize): BatchSize {
  return { ...size, records: Math.max(1, Math.floor(size.records / 2)) };
}

/** After a 413 for a push of `sentChars`: half of that at most. */
export function afterTooLarge(size: BatchSize, sentChars: number): BatchSize {
  const { records } = afterFailure(size);
  return { records, chars: Math.max(MIN_CHARS, Math.min(size.chars, Math.floor(sentChars / 2))) };
}
