import { verify } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { canonicalJson } from '../shared/canonical-json';
import { Enrolment, SignedEnrolment, type Person } from '../shared/center-api/enrolment';
import type { SignedBundle } from '../shared/script/bundle';
import { writeDurably } from './keys/key-file';
import type { CenterKeys } from './keys/keys';
import type { NewPerson } from './people/people';

export interface EnrolmentParts {
  seat: { id: string; unitCode: string };
  centerUrl: string;
  token: string;
  bundle: SignedBundle;
}

/** The demo's seat and its two people; the password is printed in the README. */
export const DEMO_SEAT = { id: 'ZZ01', unitCode: '4101' };
const DEMO_PASSWORD = 'demo-12369';
export const DEMO_PEOPLE: readonly NewPerson[] = [
  { id: 'p-1001', number: '1001', name: '李敏', role: 'agent', password: DEMO_PASSWORD },
  { id: 'p-2001', number: '2001', name: '赵强', role: 'supervisor', password: DEMO_PASSWORD },
];

/** Who approves at the demo's center what its seat asks of a reporter. */
export const DEMO_CHIEF: NewPerson = {
  id: 'p-9001',
  number: '9001',
  name: '周正',
  role: 'supervisor',
  password: DEMO_PASSWORD,
};

/** A seat's enrolment, signed; the same parts give the same text. */
export function makeEnrolment(
  parts: EnrolmentParts,
  people: readonly Person[],
  keys: CenterKeys,
): SignedEnrolment {
  const body = canonicalJson(Enrolment.parse({ ...withoutPeople(parts, keys), people }));
  return { keyId: keys.signing.id, body, signature: keys.sign(body) };
}

/**
 * Writes the enrolment to `file` (0600) where it is not there, or no longer says what it should (address, keys, seat,
 * bundle). Returns whether it was written. The file holds the seat's token: never log it.
 */
export async function writeEnrolment(
  file: string,
  parts: EnrolmentParts,
  people: readonly Person[],
  keys: CenterKeys,
): Promise<boolean> {
  if (await isUpToDate(file, parts, people, keys)) return false;
  await writeDurably(file, JSON.stringify(makeEnrolment(parts, people, keys)));
  return true;
}

async function isUpToDate(
  file: string,
  parts: EnrolmentParts,
  people: readonly Person[],
  keys: CenterKeys,
): Promise<boolean> {
  if (!existsSync(file)) return false;
  try {
    const { keyId, body, signature } = SignedEnrolment.parse(JSON.parse(await readFile(file, 'utf8')));
    if (keyId !== keys.signing.id || !isSigned(body, signature, keys)) return false;
    const { people: enrolled, ...rest } = Enrolment.parse(JSON.parse(body));
    return (
      canonicalJson(rest) === canonicalJson(withoutPeople(parts, keys)) &&
      canonicalJson(enrolled) === canonicalJson(people)
    );
  } catch {
    return false; // half a file, or another program's: written anew
  }
}

function isSigned(body: string, signature: string, keys: CenterKeys): boolean {
  const key = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(keys.signing.publicKey, 'base64'),
  ]);
  return verify(
    null,
    Buffer.from(body, 'utf8'),
    { key, format: 'der', type: 'spki' },
    Buffer.from(signature, 'base64'),
  );
}

function withoutPeople({ seat, centerUrl, token, bundle }: EnrolmentParts, keys: CenterKeys) {
  const publicKey = ({ id, publicKey: raw }: { id: string; publicKey: string }) => ({ id, publicKey: raw });
  return {
    schema: 1 as const,
    seat,
    centerUrl,
    token,
    keys: {
      // All of them, the one in force last: the older ones prove what was signed before.
      signing: keys.list('signing').map(publicKey),
      sealing: keys.list('sealing').map(publicKey),
      recovery: publicKey(keys.recovery),
    },
    bundle,
  };
}
