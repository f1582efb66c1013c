import type { Scenario } from '../scenario';
import { EMPTY_DIRECTORY, fakeCases, type CaseScenario } from './fake-cases';
import { fakeDailySheet, type SheetScenario } from './fake-daily-sheet';
import { DIRECTORY, fakeDirectory } from './fake-directory';
import { fakeInvestigation } from './fake-investigation';
import { fakeRegion, type RegionScenario } from './fake-region';
import { fakeStatistics } from './fake-statistics';

// TEST ONLY: the supervisor's requests. Each part has a file of its own beside this one.

export interface WorkbenchScenario extends CaseScenario, SheetScenario, RegionScenario {}

export function fakeWorkbench(scenario: Scenario) {
  const directory = fakeDirectory(scenario.isDirectoryEmpty === true ? EMPTY_DIRECTORY : DIRECTORY);
  return {
    ...directory,
    ...fakeCases(scenario, directory['directory.list']),
    ...fakeDailySheet(),
    ...fakeInvestigation(scenario),
    ...fakeStatistics(scenario),
    ...fakeRegion(scenario),
  };
}
