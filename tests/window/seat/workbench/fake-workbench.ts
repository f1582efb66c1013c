import type { Scenario } from '../scenario';
import { fakeDailySheet } from './fake-daily-sheet';
import { fakeDirectory } from './fake-directory';
import { fakeInvestigation } from './fake-investigation';
import { fakeStatistics } from './fake-statistics';

// TEST ONLY: the supervisor's requests. Each part has a file of its own beside this one.

export function fakeWorkbench(scenario: Scenario) {
  return { ...fakeDirectory(), ...fakeInvestigation(scenario), ...fakeStatistics(scenario) };
export function fakeWorkbench() {
  return { ...fakeDirectory(), ...fakeDailySheet() };
}
