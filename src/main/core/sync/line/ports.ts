import type { SecureContext } from 'node:tls';
import type { StepFact } from '../../../../shared/network/line-test';
import type { Hop } from '../../../../shared/network/routes';

/** Where the center is. */
export interface Target {
  host: string;
  port: number;
  isSecure: boolean;
}

/** User and password of the proxy, `user:password` as Basic has them; null where nobody gave any. */
export type ProxyLogin = string | null;

/** How the seat gets out, asked anew for each connection: nothing of it comes from the environment. */
export interface Line {
  /** The ways to try, in their order; none: there is no way that the seat speaks. */
  hops(target: Target): Promise<readonly Hop[]>;
  proxyLogin(): ProxyLogin;
  /** Whom to believe: the runtime's own authorities and the bureau's. */
  secureContext(): SecureContext;
  hasBureauAuthority(): boolean;
  /** Center clock minus this PC's, ms; null while nobody knows. */
  clockOffset(): number | null;
}

/** The parts of a connection, in their order. */
export type DialStep = 'name' | 'tcp' | 'tunnel' | 'tls';

/** Who looks on while a connection is made: the connection test. */
export interface DialWatch {
  began(step: DialStep): void;
  passed(step: DialStep, facts: StepFact[]): void;
}
