import type { PolicyView, UpdateState } from '../../../../src/shared/ipc/contract';

export interface PolicyScenario {
  policy?: Partial<PolicyView>;
  update?: UpdateState;
}

/** TEST ONLY: a PC without a policy file, unless the scenario lays one down. */
export function fakePolicy({ policy, update }: PolicyScenario): {
  'policy.view': () => PolicyView;
  'update.state': () => UpdateState;
} {
  return {
    'update.state': () => update ?? { version: '0.1.0', cameFrom: '0.1.0', starts: 0, isFailing: false },
    'policy.view': () => ({
      file: null,
      isInForce: false,
      fault: null,
      locked: [],
      locksProxy: false,
      centerUrl: null,
      enrolmentCode: null,
      idleMinutes: null,
      updatesFrom: null,
      authorityProblem: null,
      ...policy,
    }),
  };
}
