import { randomFillSync } from 'node:crypto';
import { CallId } from '../../../shared/ids';

/** A UUIDv7: 48 bits of UTC ms, then chance. Made when the call begins, the same for ever. */
export function newCallId(now: number): CallId {
  const bytes = randomFillSync(Buffer.alloc(16));
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return CallId.parse(parts.join('-'));
}
