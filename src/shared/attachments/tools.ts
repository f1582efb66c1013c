/**
 * What cleaning a file needs of its surroundings (node:zlib on both sides). Each throws where it cannot; `max`: how many
 * bytes may come out at most.
 */
export interface FileTools {
  inflate(bytes: Uint8Array, max: number): Uint8Array;
  inflateRaw(bytes: Uint8Array, max: number): Uint8Array;
  deflateRaw(bytes: Uint8Array): Uint8Array;
  crc32(bytes: Uint8Array): number;
  /** Throws for what is no UTF-8. */
  decodeUtf8(bytes: Uint8Array): string;
  encodeUtf8(text: string): Uint8Array;
}
