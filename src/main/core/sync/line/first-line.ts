import { isBypassed, parsePac } from '../../../../shared/network/routes';
import { trustIn } from './certificates';
import type { LinePolicy } from './network';
import type { Line } from './ports';

/**
 * The way out of a PC that is no seat yet: as the policy or else the system says, believing the runtime's own authorities
 * and the policy's. A supervisor's proxy or authorities lie in a store, and there is none.
 */
export function firstLine(
  resolveProxy: (url: string) => Promise<string>,
  { proxy, authorities }: LinePolicy = { proxy: null, authorities: null },
): Line {
  return {
    hops: ({ host, port, isSecure }) => {
      if (proxy !== null && (proxy.mode === 'none' || isBypassed(host, proxy.bypass)))
        return Promise.resolve([{ kind: 'direct' as const }]);
      if (proxy?.mode === 'manual')
        return Promise.resolve([{ kind: 'proxy' as const, host: proxy.host, port: proxy.port }]);
      const name = host.includes(':') ? `[${host}]` : host;
      const url = `${isSecure ? 'https' : 'http'}://${name}:${String(port)}/`;
      return resolveProxy(url).then(parsePac, () => [{ kind: 'direct' as const }]);
    },
    proxyLogin: () => null,
    secureContext: () => trustIn(authorities),
    hasBureauAuthority: () => authorities !== null,
    clockOffset: () => null,
  };
}
