import { createHash } from 'node:crypto';

const SLICE_BYTES = 1 << 20;

/** Lets requests and rounds that wait have their turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** SHA-256 in hex of bytes of any size, a slice at a turn. */
export async function hashInSlices(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
    hash.update(bytes.subarray(at, at + SLICE_BYTES));
    await nextTurn();
  }
  return hash.digest('hex');
}
