import type { Scenario } from '../scenario';
import { fakeDirectory } from './fake-directory';
import { fakeStatistics } from './fake-statistics';

// TEST ONLY: the supervisor's requests. Each part has a file of its own beside this one.

export function fakeWorkbench(scenario: Scenario) {
  return { ...fakeDirectory(), ...fakeStatistics(scenario) };
}
