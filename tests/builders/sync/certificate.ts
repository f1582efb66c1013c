import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** DER by hand: enough X.509 for a TLS server in a test, without openssl on the machine. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const utcTime = (at: number) =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`, 'latin1'));
const COMMON_NAME = oid('550403');
const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));

function nameOf(commonName: string): Buffer {
  return sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(commonName, 'utf8')))));
}

function pem(label: string, body: Buffer): string {
  const lines = body.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

const DAY_MS = 86_400_000;

export interface KeyAndCertificate {
  cert: string;
  key: string;
}

interface Wanted {
  subject: string;
  from: number;
  until: number;
  /** DNS name or IPv4 address of a server; null for an authority. */
  host: string | null;
  isAuthority: boolean;
  issuer: { name: string; key: KeyObject } | null;
}

let serial = 0;

function certificate({ subject, from, until, host, isAuthority, issuer }: Wanted) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const extensions = [
    sequence(
      oid('551d13'),
      der(0x01, Buffer.from([0xff])),
      der(0x04, sequence(...(isAuthority ? [der(0x01, Buffer.from([0xff]))] : []))),
    ),
  ];
  if (host !== null) {
    const isAddress = /^[\d.]+$/.test(host);
    const alternative = isAddress
      ? der(0x87, Buffer.from(host.split('.').map(Number)))
      : der(0x82, Buffer.from(host, 'latin1'));
    extensions.push(sequence(oid('551d11'), der(0x04, sequence(alternative))));
  }
  serial += 1;
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([serial])),
    ECDSA_SHA256,
    nameOf(issuer?.name ?? subject),
    sequence(utcTime(from), utcTime(until)),
    nameOf(subject),
    publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', content, issuer?.key ?? privateKey);
  const cert = sequence(content, ECDSA_SHA256, der(0x03, Buffer.from([0]), signature));
  const made: KeyAndCertificate = {
    cert: pem('CERTIFICATE', cert),
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
  return { ...made, privateKey };
}

/** A self-signed certificate (P-256) for one DNS name or 127.0.0.1, valid from a day before `until` minus ten. */
export function selfSigned(host: string, until: number): KeyAndCertificate {
  const from = until - 10 * DAY_MS;
  const { cert, key } = certificate({ subject: host, from, until, host, isAuthority: true, issuer: null });
  return { cert, key };
}

export interface Authority {
  /** PEM of the authority itself. */
  cert: string;
  /** A server's certificate, valid from yesterday to tomorrow unless told. */
  issue(host: string, span?: { from?: number; until?: number }): KeyAndCertificate;
}

/** A certification authority that lives as long as the test: its key is in no file. */
export function anAuthority(name: string): Authority {
  const now = Date.now();
  const own = certificate({
    subject: name,
    from: now - 3_650 * DAY_MS,
    until: now + 3_650 * DAY_MS,
    host: null,
    isAuthority: true,
    issuer: null,
  });
  return {
    cert: own.cert,
    issue(host, { from = now - DAY_MS, until = now + DAY_MS } = {}) {
      const issuer = { name, key: own.privateKey };
      const { cert, key } = certificate({ subject: host, from, until, host, isAuthority: false, issuer });
      return { cert, key };
    },
  };
}
