import { existsSync, readFileSync, statSync } from 'node:fs';
import { Enrolment, SignedEnrolment } from '../../../shared/center-api/enrolment';
import type { Bundle } from '../../../shared/script/bundle';
import { bundleFailure, readBundle } from '../bundle/bundles';
import { Refusal } from '../refusal';
import type { Store } from '../store/store';
import type { SeatKey } from '../vault/seat-key';
import { AuditChain } from '../audit/chain';
import { inForce, type KnownKeys } from '../../../shared/keys/follow';
import { keysKnownIn } from '../keys/key-ring';
import { createSignatureCheck, type SigningKey } from '../sync/center/receipt-check';

const MAX_FILE_BYTES = 8_000_000;

export interface CheckedEnrolment {
  signed: SignedEnrolment;
  enrolment: Enrolment;
  bundle: Bundle;
}

/** The file's enrolment; undefined where there is no file. Throws `enrolment_refused` or `bundle_refused`. */
export function readEnrolmentFile(file: string): CheckedEnrolment | undefined {
  if (file === '' || !existsSync(file)) return undefined;
  if (statSync(file).size > MAX_FILE_BYTES) throw refused('too_large');
  const signed = SignedEnrolment.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!signed.success) throw refused('malformed');
  return checkEnrolment(signed.data);
}

/**
 * Shape, signature, then the bundle in it by the one door. The first enrolment of a PC is trusted by how it
 * was handed over, so it is held to the keys it brings; a later one must be signed under `enrolledKeys`.
 */
export function checkEnrolment(
  signed: SignedEnrolment,
  enrolledKeys?: readonly SigningKey[],
): CheckedEnrolment {
  const parsed = Enrolment.safeParse(parseJson(signed.body));
  if (!parsed.success) throw refused('malformed');
  const enrolment = parsed.data;
  const isSigned = signatureCheck(enrolledKeys ?? enrolment.keys.signing);
  if (!isSigned(signed.body, signed.keyId, signed.signature)) throw refused('bad_signature');
  const signedBundle = enrolment.bundle;
  const isBundleSigned = signatureCheck(enrolment.keys.signing);
  if (!isBundleSigned(signedBundle.body, signedBundle.keyId, signedBundle.signature)) {
    throw new Refusal('bundle_refused', { reason: 'bad_signature', version: '' });
  }
  const check = readBundle(signedBundle.body);
  if (!check.ok) {
    const failure = bundleFailure(check);
    throw new Refusal(failure.code, failure.params);
  }
  return { signed, enrolment, bundle: check.bundle };
}

function signatureCheck(keys: readonly SigningKey[]): ReturnType<typeof createSignatureCheck> {
  try {
    return createSignatureCheck(keys);
  } catch {
    throw refused('malformed');
  }
}

/** Makes this store the seat's: roster, bundle, enrolment, its own key and audit in one transaction. */
export function takeEnrolment(
  store: Store,
  checked: CheckedEnrolment,
  now: number,
  key: SeatKey | null = null,
): void {
  const { enrolment, bundle, signed } = checked;
  const audit = new AuditChain(store.audit);
  store.write(() => {
    store.enrolments.add(signed, enrolment.seat.id, now);
    store.people.replaceRoster(enrolment.people);
    // Any list that the center numbers is newer than a file's.
    store.people.markRoster({ version: 0, confirmedAt: now });
    if (key !== null) store.seatKey.add(key.kept(), now);
    const { version, effectiveFrom } = bundle;
    store.bundles.add({ version, effectiveFrom }, enrolment.bundle, now);
    audit.append({ at: now, actor: 'seat', act: 'enrolled', subject: enrolment.seat.id, detail: version });
  });
}

/** What the store was enrolled with. It was checked when it was taken; undefined before that. */
export function enrolmentOf(store: Store): Enrolment | undefined {
  const signed = store.enrolments.findLatest();
  return signed && Enrolment.parse(JSON.parse(signed.body));
}

/** The center's keys as an enrolled store has them: of its enrolment, and of the rolls it has followed. */
export function keysOf(store: Pick<Store, 'keyStatements'>, enrolment: Pick<Enrolment, 'keys'>): KnownKeys {
  return keysKnownIn(store.keyStatements, enrolment.keys);
}

/**
 * Takes over a newer file for the same seat (roster, address, token), signed under the key in force as the seat knows it.
 * A file taken before is not taken again, so an old one cannot be slipped in later. True where something changed.
 */
export function renewEnrolment(store: Store, offered: SignedEnrolment, now: number): boolean {
  const current = enrolmentOf(store);
  if (current === undefined || store.enrolments.has(offered.body)) return false;
  const checked = checkEnrolment(offered, [inForce(keysOf(store, current), 'signing')]);
  if (checked.enrolment.seat.id !== current.seat.id) throw refused('other_seat');
  takeEnrolment(store, checked, now);
  return true;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(reason: string): Refusal {
  return new Refusal('enrolment_refused', { reason });
}
