import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { signedText, type IdentityRequest } from '../../../src/shared/center-api/identity';
import type { EnrolmentRequest } from '../../../src/shared/center-api/people';
import { codeIn } from '../../../src/shared/session/enrolment-code';

/** A seat's own key, outside any seat. */
export interface PretendedSeatKey {
  publicKey: string;
  sign(text: string): string;
}

export function aSeatKey(): PretendedSeatKey {
  const { publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject } =
    generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64'),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
  };
}

export function signedBy<T extends object>(key: PretendedSeatKey, request: T): T & { signature: string } {
  return { ...request, signature: key.sign(signedText(request)) };
}

/** What a PC sends with a code. */
export function anEnrolmentRequest(code: string, centerUrl: string, key: PretendedSeatKey): EnrolmentRequest {
  const parts = codeIn(code);
  if (parts === null) throw new Error(`No code: ${code}`);
  const { seatId, secret } = parts;
  return signedBy(key, { seatId, secret, seatKey: key.publicKey, centerUrl });
}

/** What a seat asks, with the pair that opens the answer. */
export async function anIdentityRequest(
  key: PretendedSeatKey,
  asked: Pick<IdentityRequest, 'recordId' | 'session'> & Partial<IdentityRequest>,
): Promise<{ request: IdentityRequest; open(box: string): unknown }> {
  await sodium.ready;
  const pair = sodium.crypto_box_keypair();
  const request = signedBy(key, {
    requestId: randomBytes(16).toString('hex'),
    seatId: 'ZZ01' as IdentityRequest['seatId'],
    purpose: 'on_site_help' as const,
    reason: '现场找不到排污口，需要指认',
    askedBy: 'p-2001',
    boxKey: Buffer.from(pair.publicKey).toString('base64'),
    seatKey: key.publicKey,
    ...asked,
  });
  return {
    request,
    open: (box) =>
      JSON.parse(
        Buffer.from(
          sodium.crypto_box_seal_open(Buffer.from(box, 'base64'), pair.publicKey, pair.privateKey),
        ).toString('utf8'),
      ) as unknown,
  };
}
