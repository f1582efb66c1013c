import sodium from 'libsodium-wrappers';
import { canonicalJson } from '../../shared/canonical-json';

/** A libsodium sealed box to a request's own key: whoever stands between center and seat reads nothing. */
export async function sealIdentity(identity: object, boxKey: string): Promise<string> {
  await sodium.ready;
  const plain = Buffer.from(canonicalJson(identity), 'utf8');
  const box = sodium.crypto_box_seal(plain, Buffer.from(boxKey, 'base64'));
  plain.fill(0);
  return Buffer.from(box).toString('base64');
}
