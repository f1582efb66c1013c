import { createHash, getHashes } from 'node:crypto';
import { sm3 as sm3InJs } from 'sm-crypto-v2';

/** OpenSSL has SM3, Electron's BoringSSL has not; both give the same digest. */
const hasNative = getHashes().includes('sm3');

/** SM3 (GB/T 32905) of a text's UTF-8 bytes, lower-case hex. */
export function sm3(text: string): string {
  return hasNative ? createHash('sm3').update(text, 'utf8').digest('hex') : sm3InJs(text);
}
