import { z } from 'zod';

/**
 * Why nothing gets through, closed. Each has a short name and what to do in `locales` under `sync.cause` and `sync.todo`.
 * The first group is about the way to the center: any plain answer of the center disproves it.
 */
export const WAY_CAUSES = [
  'name_not_found',
  'port_refused',
  'unreachable',
  'timeout',
  /** A page that asks for a login or a consent stands before the network. */
  'portal',
  'proxy_unreachable',
  /** 407: the proxy wants a user and a password, or other ones. */
  'proxy_login',
  /** The proxy is there and does not let the seat through. */
  'proxy_refused',
  /** The proxy is there and cannot reach the center, or answers with a page of its own. */
  'proxy_failed',
  /** The system names proxies of kinds that the seat does not speak (SOCKS) and no other way. */
  'proxy_unsupported',
  /** The certificate holds neither by this PC's clock nor by the center's, where that is known. */
  'tls_expired',
  /** It does not hold by this PC's clock, and the clock is what is wrong. */
  'tls_clock',
  /** Nobody we trust has signed it, and no bureau's authority is laid in. */
  'tls_unknown',
  /** Nobody we trust has signed it, the bureau's authority included: somebody stands between. */
  'tls_intercepted',
  'tls_wrong_name',
  'tls_too_old',
  /** What answers does not speak TLS, or breaks off in the handshake. */
  'tls_broken',
  'not_the_center',
] as const;
export type WayCause = (typeof WAY_CAUSES)[number];

export const LinkCause = z.enum([
  ...WAY_CAUSES,
  'refused_token',
  'server_error',
  'busy',
  'untrusted_receipt',
]);
export type LinkCause = z.infer<typeof LinkCause>;

export function isWayCause(cause: string): cause is WayCause {
  return (WAY_CAUSES as readonly string[]).includes(cause);
}
