import type { WayCause } from '../../../../shared/network/causes';

type Header = (name: string) => string | null;

/** Headers that proxies write and the center does not. */
const PROXY_HEADERS = [
  'via',
  'proxy-status',
  'proxy-authenticate',
  'x-squid-error',
  'proxy-connection',
  'x-cache',
];

/**
 * Who has answered, if it was not the center: asked only of an answer that is not the center's own JSON. A proxy in front
 * of the center may mark good answers too, so this never speaks against one that holds.
 */
export function strangerIn(status: number, contentType: string, header: Header): WayCause {
  if (status === 407) return 'proxy_login';
  const isMarked = PROXY_HEADERS.some((name) => header(name) !== null);
  if (isMarked && status >= 400) return 'proxy_failed';
  const isPage = /^text\/html\b|^application\/xhtml/i.test(contentType.trim());
  if (status === 511 || (status >= 300 && status < 400 && status !== 304)) return 'portal';
  return isPage && status < 500 ? 'portal' : 'not_the_center';
}
