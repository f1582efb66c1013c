import { createHash, createHmac } from 'node:crypto';

/**
 * A key that only this seat and the center can make, for one file and one use: HKDF-SHA-256 (RFC 5869) over the hash of
 * the seat's token, which is all of it that the center keeps. `salt` is the file's id.
 */
export function seatKey(token: string, salt: string, use: string): Buffer {
  const secret = createHash('sha256').update(token, 'utf8').digest();
  const extracted = createHmac('sha256', salt).update(secret).digest();
  // One block is as long as the key; Electron's crypto has no HKDF of its own on every platform.
  return createHmac('sha256', extracted)
    .update(use, 'utf8')
    .update(Buffer.from([1]))
    .digest();
}
