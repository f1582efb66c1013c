import type {
  IdentityOptions,
  IdentityView,
  Input,
  Output,
  RosterState,
  Topic,
} from '../../../../src/shared/ipc/contract';
import { refuse } from '../fake-refusal';

/** How the people and identities of the seat in memory stand. */
export interface PeopleScenario {
  roster?: RosterState;
  /** What may be asked of every record; both, unless told. */
  purposes?: IdentityOptions['purposes'];
  /** A request that stands already, in this state. */
  identityState?: IdentityView['state'];
  /** What is left of an approved one's time-box, ms. */
  identityLeftMs?: number;
}

type PeopleRequest =
  'enrolment.redeem' | 'identity.standing' | 'identity.ask' | 'identity.reveal' | 'identity.close';

const REQUEST: IdentityView = {
  requestId: '0123456789abcdef'.repeat(2),
  purpose: 'on_site_help',
  reason: '现场找不到排污口，需要指认',
  state: 'waiting',
  leftMs: null,
};
/** Another answer a center gives, by what was typed. */
const REASONS: readonly [RegExp, string][] = [
  [/^.{0,8}$/, 'bad_code'],
  [/0000/, 'wrong_code'],
  [/1111/, 'code_used'],
  [/2222/, 'key_mismatch'],
];

/** TEST ONLY: a door, a second person and a time-box in memory. */
export function fakePeople(
  scenario: PeopleScenario,
  announce: (topic: Topic) => void,
  enrol: () => void,
): {
  [N in PeopleRequest]: (input: Input<N>) => Output<N>;
} {
  const { identityState, identityLeftMs = 870_000 } = scenario;
  let request: IdentityView | null =
    identityState === undefined
      ? null
      : { ...REQUEST, state: identityState, leftMs: identityState === 'approved' ? identityLeftMs : null };
  const since = performance.now();
  const leftMs = () => Math.max(0, Math.round(identityLeftMs - (performance.now() - since)));
  return {
    'enrolment.redeem': ({ centerUrl, code }) => {
      if (centerUrl.includes('offline')) {
        refuse('enrolment_failed', { reason: 'no_line', cause: 'name_not_found' });
      }
      const reason = REASONS.find(([pattern]) => pattern.test(code))?.[1];
      if (reason !== undefined) refuse('enrolment_failed', { reason });
      enrol();
      announce('app');
      return {};
    },
    'identity.standing': ({ recordId }) => {
      if (request?.state === 'approved') {
        const left = leftMs();
        request = left > 0 ? { ...request, leftMs: left } : { ...request, state: 'closed', leftMs: null };
      }
      return {
        recordId,
        purposes: scenario.purposes ?? { on_site_help: null, callback: 'not_concluded' },
        request,
      };
    },
    'identity.ask': ({ purpose, reason, password }) => {
      if (password !== 'demo-12369') refuse('wrong_password');
      request = { ...REQUEST, purpose, reason };
      return request;
    },
    'identity.reveal': () => ({
      name: '周密之',
      phone: '137 0371 0001',
      contactNote: '晚上七点后方便接听',
      leftMs: leftMs(),
    }),
    'identity.close': () => {
      request = null;
      return {};
    },
  };
}
