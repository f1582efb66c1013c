import type { PolicyView } from '../../../../src/shared/ipc/contract';

export interface PolicyScenario {
  policy?: Partial<PolicyView>;
}

/** TEST ONLY: a PC without a policy file, unless the scenario lays one down. */
export function fakePolicy({ policy }: PolicyScenario): {
  'policy.view': () => PolicyView;
} {
  return {
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
