import { randomBytes } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { z } from 'zod';
import { joined, recoveryCode } from '../../shared/session/recovery-code';
import type { CenterKeys } from './keys';

/** What of a seat's key file matters here; how the PC itself kept the key is nobody's business. */
const Escrowed = z.object({ escrow: z.object({ keyId: z.string(), box: z.base64() }) });

/**
 * Opens the copy of a seat's store key that lies sealed in its key file, and splits it: two codes for two persons, neither
 * of which says anything alone. Opened by the
 * recovery key it names, in force or rolled out. Nothing is kept. Throws a TypeError for a file that is none, or is another bureau's.
 */
export async function recoveryCodes(
  keyFile: string,
  keys: Pick<CenterKeys, 'pairOf' | 'list'>,
): Promise<[string, string]> {
  await sodium.ready;
  const { escrow } = escrowIn(keyFile);
  const recovery = keys.pairOf('recovery', escrow.keyId);
  if (recovery === undefined) {
    const ids = keys.list('recovery').map(({ id }) => id);
    throw new TypeError(`Sealed to ${escrow.keyId}; this bureau's recovery keys are ${ids.join(', ')}.`);
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
