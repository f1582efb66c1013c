import sodium from 'libsodium-wrappers';
import { z } from 'zod';
import type { CallRecord, SealedIdentity } from '../../shared/call/record';
import { ReporterIdentity } from '../../shared/call/form';
import type { BoxPair } from './keys';

const Sealed = z.strictObject({ ...ReporterIdentity.shape, callId: z.string() });

/**
 * Opens a reporter's identity: after an approved, motivated request, whose answer seals it again, and for tests.
 * Throws where the box is not for this key, was altered, or belongs to another call.
 */
export async function openIdentity(
  record: { id: CallRecord['id']; sealedIdentity: SealedIdentity },
  pair: BoxPair | undefined,
): Promise<ReporterIdentity> {
  await sodium.ready;
  const { keyId, box } = record.sealedIdentity;
  if (pair === undefined || keyId !== pair.id) throw new Error('Sealed to another key');
  const plain = sodium.crypto_box_seal_open(
    Buffer.from(box, 'base64'),
    Buffer.from(pair.publicKey, 'base64'),
    Buffer.from(pair.privateKey, 'base64'),
  );
  const { callId, ...identity } = Sealed.parse(JSON.parse(Buffer.from(plain).toString('utf8')));
  if (callId !== record.id) throw new Error('Sealed for another call');
  return identity;
}
