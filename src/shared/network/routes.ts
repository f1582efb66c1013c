/** One way to try: straight, or through a proxy by CONNECT. */
export type Hop = { kind: 'direct' } | { kind: 'proxy'; host: string; port: number };

const DIRECT: Hop = { kind: 'direct' };
const DEFAULT_PROXY_PORT = 80;

/**
 * The ways a PAC result names (`PROXY a:1; DIRECT`), in its order. Kinds that the seat does not speak (SOCKS, HTTPS) are
 * left out, so the list may be empty: then there is no way, and going straight would be against what the system says.
 */
export function parsePac(result: string): Hop[] {
  return result.split(';').flatMap((entry): Hop[] => {
    const [kind = '', address = ''] = entry.trim().split(/\s+/);
    if (kind.toUpperCase() === 'DIRECT') return [DIRECT];
    if (!/^(PROXY|HTTP)$/i.test(kind)) return [];
    const found = /^\[?([^\]]+?)\]?(?::(\d{1,5}))?$/.exec(address);
    const host = found?.[1] ?? '';
    const port = Number(found?.[2] ?? DEFAULT_PROXY_PORT);
    return host === '' || port < 1 || port > 65_535 ? [] : [{ kind: 'proxy', host, port }];
  });
}

/** Whether a host is reached without a proxy: the same name, a pattern with `*`, a leading dot, or `<local>`. */
export function isBypassed(host: string, patterns: readonly string[]): boolean {
  const name = host.toLowerCase();
  return patterns.some((pattern) => {
    const wanted = pattern.toLowerCase();
    if (wanted === '<local>') return !name.includes('.') && !name.includes(':');
    if (wanted.startsWith('.')) return name.endsWith(wanted);
    return matches(name, wanted.split('*'));
  });
}

/** The pieces between the stars, in their order; linear, whatever a person typed. */
function matches(name: string, [first = '', ...rest]: readonly string[]): boolean {
  if (rest.length === 0) return name === first;
  if (!name.startsWith(first)) return false;
  const last = rest.at(-1) ?? '';
  let at = first.length;
  for (const piece of rest.slice(0, -1)) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
