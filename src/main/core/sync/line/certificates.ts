import { X509Certificate } from 'node:crypto';
import {
  createSecureContext,
  rootCertificates,
  type DetailedPeerCertificate,
  type SecureContext,
} from 'node:tls';
import type { AuthorityView } from '../../../../shared/network/settings';
import type { StepFact } from '../../../../shared/network/line-test';

const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,60})-----[^-]{1,20000}-----END \1-----/g;
const MAX_AUTHORITIES = 20;

export type AuthorityProblem =
  /** No certificate in PEM is in the text. */
  | 'no_certificate'
  /** The text holds a private key: nobody may hand that on. */
  | 'private_key'
  | 'too_many'
  /** A certificate that may not sign others. */
  | 'no_authority';

export type ReadAuthorities =
  { ok: true; authorities: AuthorityView[]; pem: string } | { ok: false; why: AuthorityProblem };

/** The authorities of a PEM text, each held to be one; what stands around the blocks is dropped. Never throws. */
export function readAuthorities(text: string): ReadAuthorities {
  const blocks = [...text.matchAll(BLOCK)];
  if (text.includes('PRIVATE KEY-----')) return { ok: false, why: 'private_key' };
  const pems = blocks.filter(([, label]) => label === 'CERTIFICATE').map(([block]) => block);
  if (pems.length === 0) return { ok: false, why: 'no_certificate' };
  if (pems.length > MAX_AUTHORITIES) return { ok: false, why: 'too_many' };
  try {
    const certificates = pems.map((pem) => new X509Certificate(pem));
    if (!certificates.every(({ ca }) => ca)) return { ok: false, why: 'no_authority' };
    return { ok: true, authorities: certificates.map(viewOf), pem: certificates.map(String).join('') };
  } catch {
    return { ok: false, why: 'no_certificate' };
  }
}

function viewOf(certificate: X509Certificate): AuthorityView {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    fingerprint: certificate.fingerprint256,
    validFrom: Date.parse(certificate.validFrom),
    validUntil: Date.parse(certificate.validTo),
  };
}

const oneLine = (name: string | undefined): string => (name ?? '').replaceAll('\n', ', ').slice(0, 1_000);

/** The runtime's own authorities, named one by one so that no variable of the environment adds another, and the bureau's. */
export function trustIn(bureauPem: string | null): SecureContext {
  return createSecureContext({
    ca: bureauPem === null ? [...rootCertificates] : [...rootCertificates, bureauPem],
    minVersion: 'TLSv1.2',
  });
}

/** A certificate as the other end shows it, for a person to read. */
export interface Shown {
  facts: StepFact[];
  validFrom: number;
  validUntil: number;
}

export function shownBy(peer: DetailedPeerCertificate): Shown | null {
  if (peer.raw === undefined) return null;
  const certificate = new X509Certificate(peer.raw);
  const { subject, issuer, fingerprint, validFrom, validUntil } = viewOf(certificate);
  return {
    facts: [
      { what: 'subject', value: subject },
      { what: 'issuer', value: issuer },
      { what: 'valid_until', value: validUntil },
      { what: 'fingerprint', value: fingerprint },
    ],
    validFrom,
    validUntil,
  };
}
