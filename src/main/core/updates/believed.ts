import { SignedManifest, UpdateManifest, type UpdateProblem } from '../../../shared/updates/manifest';
import { createSignatureCheck } from '../sync/center/receipt-check';

export const MANIFEST = 'hn12369-seat-update.json';
export const MAX_MANIFEST_BYTES = 200_000;
const KEY_ID = 'release';
const KEY_BYTES = 32;

/** What the province signed, out of the text of a manifest; or why it is not believed. */
export function believed(text: string, releaseKey: string): UpdateManifest | UpdateProblem {
  const signed = SignedManifest.safeParse(parseJson(text));
  if (!signed.success) return 'malformed';
  if (Buffer.from(releaseKey, 'base64').length !== KEY_BYTES) return 'no_key';
  const isSigned = createSignatureCheck([{ id: KEY_ID, publicKey: releaseKey }]);
  if (!isSigned(signed.data.body, KEY_ID, signed.data.signature)) return 'bad_signature';
  const manifest = UpdateManifest.safeParse(parseJson(signed.data.body));
  return manifest.success ? manifest.data : 'malformed';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
