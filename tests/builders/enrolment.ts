import { argon2id } from 'hash-wasm';
import sodium from 'libsodium-wrappers';
import { canonicalJson } from '../../src/shared/canonical-json';
import { Enrolment, type SignedEnrolment } from '../../src/shared/center-api/enrolment';
import { aBundle, signBundle, signingKey, signText, type SigningKey } from './bundle';

export const DEMO_PASSWORD = 'demo-12369';
export const AGENT = { id: 'p-1001', number: '1001', name: '李敏', role: 'agent' } as const;
export const AGENT_2 = { id: 'p-1002', number: '1002', name: '王芳', role: 'agent' } as const;
export const SUPERVISOR = { id: 'p-2001', number: '2001', name: '赵强', role: 'supervisor' } as const;

/** A pretended center's secrets, and what a seat is given of them. */
export interface EnrolledCenter {
  signing: SigningKey;
  /** X25519 pairs, raw bytes: opens what the seat sealed. */
  sealing: { id: string; publicKey: Uint8Array; privateKey: Uint8Array };
  recovery: { id: string; publicKey: Uint8Array; privateKey: Uint8Array };
  enrolment: Enrolment;
  signed: SignedEnrolment;
}

export interface EnrolmentChanges {
  centerUrl?: string;
  bundle?: unknown;
  seat?: { id: string; unitCode: string };
  /** Several agents share the demo password. */
  people?: readonly { id: string; number: string; name: string; role: 'agent' | 'supervisor' }[];
}

let verifier: Promise<string> | undefined;

/** Argon2id at its smallest: tests sign in often; strength is not what they test. */
function demoVerifier(): Promise<string> {
  verifier ??= argon2id({
    password: DEMO_PASSWORD,
    salt: Buffer.alloc(16, 7),
    memorySize: 256,
    iterations: 1,
    parallelism: 1,
    hashLength: 32,
    outputType: 'encoded',
  });
  return verifier;
}

/** A seat's enrolment with fresh keys, signed by the center's key in it. */
export async function anEnrolment(changes: EnrolmentChanges = {}): Promise<EnrolledCenter> {
  await sodium.ready;
  const signing = signingKey();
  const sealing = { id: 'seal-2026', ...sodium.crypto_box_keypair() };
  const recovery = { id: 'recovery-2026', ...sodium.crypto_box_keypair() };
  const password = await demoVerifier();
  const enrolment = Enrolment.parse({
    schema: 1,
    seat: changes.seat ?? { id: 'ZZ01', unitCode: '4101' },
    centerUrl: changes.centerUrl ?? 'http://127.0.0.1:9',
    token: 'seat-token-for-tests-only',
    keys: {
      signing: [{ id: signing.id, publicKey: signing.publicKey }],
      sealing: [{ id: sealing.id, publicKey: base64(sealing.publicKey) }],
      recovery: { id: recovery.id, publicKey: base64(recovery.publicKey) },
    },
    people: (changes.people ?? [AGENT, AGENT_2, SUPERVISOR]).map((person) => ({
      ...person,
      verifier: password,
    })),
    bundle: signBundle(changes.bundle ?? aBundle(), signing),
  });
  return { signing, sealing, recovery, enrolment, signed: signEnrolment(enrolment, signing) };
}

export function signEnrolment(enrolment: unknown, key: SigningKey): SignedEnrolment {
  const body = canonicalJson(enrolment);
  return { keyId: key.id, body, signature: signText(key, body) };
}

/** What the center reads in a sealed identity. */
export function openSealed(box: string, pair: EnrolledCenter['sealing']): unknown {
  return JSON.parse(openSealedBytes(box, pair).toString('utf8'));
}

/** A sealed box in base64, opened by its owner. */
export function openSealedBytes(box: string, pair: EnrolledCenter['sealing']): Buffer {
  return Buffer.from(
    sodium.crypto_box_seal_open(Buffer.from(box, 'base64'), pair.publicKey, pair.privateKey),
  );
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
