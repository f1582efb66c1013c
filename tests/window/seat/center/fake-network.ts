import type { Input, Output, Topic } from '../../../../src/shared/ipc/contract';
import { LINE_STEPS, type LineTest } from '../../../../src/shared/network/line-test';
import {
  DEFAULT_NETWORK,
  type AuthorityView,
  type NetworkView,
} from '../../../../src/shared/network/settings';
import { refuse } from '../fake-refusal';

type NetworkRequest =
  | 'network.settings'
  | 'network.configure'
  | 'network.checkAuthorities'
  | 'network.trustAuthorities'
  | 'network.test'
  | 'network.report';

const AUTHORITY: AuthorityView = {
  subject: 'C=CN, O=Bureau, CN=Bureau Root CA',
  issuer: 'C=CN, O=Bureau, CN=Bureau Root CA',
  fingerprint: Array.from({ length: 32 }, (_, at) =>
    (at * 7).toString(16).padStart(2, '0').toUpperCase(),
  ).join(':'),
  validFrom: Date.UTC(2020, 0, 1),
  validUntil: Date.UTC(2040, 0, 1),
};

/** TEST ONLY: a line in memory; a test of it fails at the proxy's tunnel. */
export function fakeNetwork(announce: (topic: Topic) => void): {
  [N in NetworkRequest]: (input: Input<N>) => Output<N>;
} {
  let view: NetworkView = { ...DEFAULT_NETWORK, hasPassword: false, authorities: [] };
  let test: LineTest | null = null;
  return {
    'network.settings': () => view,
    'network.configure': ({ password, ...settings }) => {
      view = { ...view, ...settings, hasPassword: view.hasPassword || Boolean(password) };
      announce('network');
      return view;
    },
    'network.checkAuthorities': ({ pem }) =>
      pem.includes('BEGIN CERTIFICATE')
        ? [AUTHORITY]
        : refuse('authority_refused', { reason: 'no_certificate' }),
    'network.trustAuthorities': ({ pem }) => {
      view = { ...view, authorities: pem === null ? [] : [AUTHORITY] };
      return view;
    },
    'network.test': () => {
      const steps = LINE_STEPS.map((step, at): LineTest['steps'][number] => {
        if (at < 2)
          return {
            step,
            state: 'passed',
            ms: 12 + at,
            cause: null,
            facts: [{ what: 'address', value: '10.1.2.3' }],
          };
        if (at > 2) return { step, state: 'not_reached', ms: null, cause: null, facts: [] };
        return {
          step,
          state: 'failed',
          ms: 31,
          cause: 'proxy_login',
          facts: [{ what: 'status', value: 407 }],
        };
      });
      test = { isRunning: false, startedAt: Date.now(), version: '0.1.0', seatId: 'ZZ01', steps };
      return test;
    },
    'network.report': () => test,
  };
}
