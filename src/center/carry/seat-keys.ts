import { createHmac } from 'node:crypto';

/** The seat's `seatKey` from the other end: HKDF-SHA-256 over the hash of its token, which is all that is kept here. */
export function seatKey(secret: Buffer, salt: string, use: string): Buffer {
  const extracted = createHmac('sha256', salt).update(secret).digest();
  return createHmac('sha256', extracted)
    .update(use, 'utf8')
    .update(Buffer.from([1]))
    .digest();
}
