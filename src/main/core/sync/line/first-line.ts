import { parsePac } from '../../../../shared/network/routes';
import { trustIn } from './certificates';
import type { Line } from './ports';

/**
 * The way out of a PC that is no seat yet: as the system says, believing the runtime's own authorities alone. A supervisor's
 * proxy or a bureau's authorities lie in a store, and there is none; such a PC is enrolled by file.
 */
export function firstLine(resolveProxy: (url: string) => Promise<string>): Line {
  return {
    hops: ({ host, port, isSecure }) => {
      const name = host.includes(':') ? `[${host}]` : host;
      const url = `${isSecure ? 'https' : 'http'}://${name}:${String(port)}/`;
      return resolveProxy(url).then(parsePac, () => [{ kind: 'direct' as const }]);
    },
    proxyLogin: () => null,
    secureContext: () => trustIn(null),
    hasBureauAuthority: () => false,
    clockOffset: () => null,
  };
}
