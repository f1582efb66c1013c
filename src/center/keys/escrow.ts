import { randomBytes } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { z } from 'zod';
import { joined, recoveryCode } from '../../shared/session/recovery-code';
import type { BoxPair } from './keys';

/** What of a seat's key file matters here; how the PC itself kept the key is nobody's business. */
const Escrowed = z.object({ escrow: z.object({ keyId: z.string(), box: z.base64() }) });

/**
 * Opens the copy of a seat's store key that lies sealed in its key file, and splits it: two codes for two persons, neither
 * of which says anything alone. Nothing is kept. Throws a TypeError for a file that is none, or is another bureau's.
 */
export async function recoveryCodes(keyFile: string, recovery: BoxPair): Promise<[string, string]> {
  await sodium.ready;
  const { escrow } = escrowIn(keyFile);
  if (escrow.keyId !== recovery.id) {
    throw new TypeError(`Sealed to ${escrow.keyId}; this bureau's recovery key is ${recovery.id}.`);
  }
  const key = sodium.crypto_box_seal_open(
    Buffer.from(escrow.box, 'base64'),
    Buffer.from(recovery.publicKey, 'base64'),
    Buffer.from(recovery.privateKey, 'base64'),
  );
  const half = randomBytes(key.length);
  const codes: [string, string] = [recoveryCode(half), recoveryCode(joined(key, half))];
  key.fill(0);
  half.fill(0);
  return codes;
}

function escrowIn(keyFile: string): z.infer<typeof Escrowed> {
  try {
    return Escrowed.parse(JSON.parse(keyFile));
  } catch {
    throw new TypeError('This is no key file of a seat (key.json, or key.json.copy).');
  }
}
