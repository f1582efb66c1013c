import type { Exchange, ReleaseClient } from '../sync/ports';
import { afterLoss, afterPiece, FIRST_CHUNK_BYTES } from '../sync/uploads/chunk-size';
import { MAX_MANIFEST_BYTES } from './believed';
import type { ReleaseSource } from './source';

const TRIES = 3;

/**
 * The center's release, by pieces as long as the line bears: each an exchange of its own with its own deadline, and counted.
 * `whenFree` resolves when nothing of a call is on the line: records go first.
 */
export function centerSource(client: ReleaseClient, whenFree: () => Promise<void>): ReleaseSource {
  let size = FIRST_CHUNK_BYTES;
  return {
    from: 'center',
    async manifest(signal) {
      await whenFree();
      const answer = await client.release(signal);
      if (answer.kind === 'failed') return { why: 'line' };
      if (answer.status === 404) return { why: 'not_offered' };
      if (answer.status !== 200) return { why: 'line' };
      if (answer.body.length > MAX_MANIFEST_BYTES) return { why: 'malformed' };
      return { text: Buffer.from(answer.body).toString('utf8') };
    },
    async piece({ version, file, offset, left }, signal) {
      for (let tries = 0; tries < TRIES && !signal.aborted; tries += 1) {
        await whenFree();
        const length = Math.min(size, left);
        const since = performance.now();
        const answer = await client.piece({ version, file, offset, length }, signal);
        if (answer.kind === 'answered') {
          if (answer.status === 404) return { why: 'package_missing' };
          if (answer.status === 416) return { why: 'package_differs' };
          if (isPiece(answer, offset, length)) {
            size = afterPiece(size, length, performance.now() - since);
            return { bytes: answer.body };
          }
          if (answer.status === 206) return { why: 'package_differs' };
          // A center that is busy says when to come again: the look that follows is later than that.
          if (answer.status === 429 || answer.status === 503) return { why: 'line' };
        }
        size = afterLoss(size);
      }
      return { why: 'line' };
    },
    close: () => Promise.resolve(),
  };
}

/** Exactly the stretch that was asked for, in its own words and by count. */
function isPiece(answer: Extract<Exchange, { kind: 'answered' }>, offset: number, length: number): boolean {
  const told = /^bytes (\d{1,12})-(\d{1,12})\/\d{1,12}$/.exec(answer.contentRange ?? '');
  return (
    answer.status === 206 &&
    Number(told?.[1]) === offset &&
    Number(told?.[2]) === offset + length - 1 &&
    answer.body.length === length
  );
}
