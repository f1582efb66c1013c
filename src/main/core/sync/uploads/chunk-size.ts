import { MAX_CHUNK_BYTES } from '../../../../shared/center-api/attachments';

export const FIRST_CHUNK_BYTES = 256_000;
export const MIN_CHUNK_BYTES = 32_000;
/** A piece takes about this long: short enough to show progress and to lose little, long enough not to wait for answers. */
const AIM_MS = 2_000;

/** After a piece went through: what the line has just borne in the time aimed at, at most twice as much. */
export function afterPiece(size: number, sent: number, ms: number): number {
  // The last piece of a file says little.
  if (sent < size) return size;
  return clamp(Math.min(size * 2, (sent / Math.max(1, ms)) * AIM_MS));
}

export function afterLoss(size: number): number {
  return clamp(size / 2);
}

function clamp(bytes: number): number {
  return Math.round(Math.min(MAX_CHUNK_BYTES, Math.max(MIN_CHUNK_BYTES, bytes)));
}
