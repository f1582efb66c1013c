import { isWayCause, type WayCause } from '../../../../shared/network/causes';
import type { StepFact } from '../../../../shared/network/line-test';
import type { DialStep } from './ports';

const CODE = 'LINE_';

/** A connection that was not made, so that no byte of a request left. Its words are closed: it may travel through axios. */
export class LineFailure extends Error {
  /** What axios keeps of an error. */
  readonly code: string;

  constructor(
    readonly why: WayCause,
    readonly step: DialStep,
    readonly facts: StepFact[] = [],
  ) {
    super(why);
    this.code = CODE + why;
  }
}

/** The cause in an error's code; null where the error is none of the line's. */
export function wayCauseIn(code: string): WayCause | null {
  const word = code.startsWith(CODE) ? code.slice(CODE.length) : '';
  return isWayCause(word) ? word : null;
}

/** What the system says of a name or a port, in our words. */
export function socketCause(code: string): WayCause {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'EAI_NODATA':
      return 'name_not_found';
    case 'ECONNREFUSED':
      return 'port_refused';
    case 'ETIMEDOUT':
      return 'timeout';
    default:
      return 'unreachable';
  }
}

/** Certificate troubles as Node names them. */
export type Doubt = 'time' | 'authority' | 'name';

export function doubtOf(code: string): Doubt | null {
  if (/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/.test(code)) return 'time';
  if (/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/.test(code)) return 'name';
  if (/^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT|INVALID_|PATH_LENGTH)/.test(code))
    return 'authority';
  return null;
}

/** A handshake that broke off, by its code; OpenSSL and BoringSSL name the same things nearly alike. */
export function handshakeCause(code: string): WayCause {
  const isOld = /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|VERSION_TOO_LOW|NO_PROTOCOLS|HANDSHAKE_FAILURE/.test(
    code,
  );
  return isOld ? 'tls_too_old' : 'tls_broken';
}

/** The code of whatever was thrown; never its message. */
export function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}
