import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeManifest } from '../../../build/package/manifest.mjs';

export const DEB = 'cn.gov.henan.sthjt.seat12369_1.2.0_amd64.deb';

export interface SignedRelease {
  folder: string;
  /** What a policy's updates.releaseKey says. */
  releaseKey: string;
  privateKey: KeyObject;
}

/** A release as it lies on a stick, signed by the tool that the province runs. `into`: made; `keys` lies beside it. */
export function writeRelease(
  into: string,
  {
    version = '1.2.0',
    minimumVersion = '0.1.0',
    bytes = Buffer.from('the package’s bytes'),
    notes = '',
    privateKey = generateKeyPairSync('ed25519').privateKey,
  }: {
    version?: string;
    minimumVersion?: string;
    bytes?: Uint8Array;
    notes?: string;
    privateKey?: KeyObject;
  } = {},
): SignedRelease {
  const folder = join(into, 'release');
  mkdirSync(folder, { recursive: true });
  const keyFile = join(into, 'release.pem');
  writeFileSync(keyFile, privateKey.export({ format: 'pem', type: 'pkcs8' }));
  writeFileSync(join(folder, DEB), bytes);
  if (notes !== '') writeFileSync(join(folder, 'notes.txt'), notes);
  const { publicKey } = writeManifest({ folder, version, minimumVersion, keyFile });
  return { folder, releaseKey: publicKey, privateKey };
}
