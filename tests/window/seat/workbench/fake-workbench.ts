import { fakeDirectory } from './fake-directory';
import { fakeRegion, type RegionScenario } from './fake-region';

// TEST ONLY: the supervisor's requests. Each part has a file of its own beside this one.

export function fakeWorkbench(scenario: RegionScenario) {
  return { ...fakeDirectory(), ...fakeRegion(scenario) };
}
