import type { Line } from '../../../src/main/core/sync/line/ports';
import { trustIn } from '../../../src/main/core/sync/line/certificates';

export interface LineOptions extends Partial<Line> {
  /** PEM of the bureau's authority. */
  ca?: string | null;
}

/** A line straight to the center, that trusts the runtime's own authorities and the bureau's. */
export function aLine({ ca = null, ...rest }: LineOptions = {}): Line {
  const trust = trustIn(ca);
  return {
    hops: () => Promise.resolve([{ kind: 'direct' }]),
    proxyLogin: () => null,
    secureContext: () => trust,
    hasBureauAuthority: () => ca !== null,
    clockOffset: () => null,
    ...rest,
  };
}
