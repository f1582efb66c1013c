import { EMPTY_DIRECTORY, fakeCases, type CaseScenario } from './fake-cases';
import { DIRECTORY, fakeDirectory } from './fake-directory';

// TEST ONLY: the supervisor's requests. Each part has a file of its own beside this one.

export type WorkbenchScenario = CaseScenario;

export function fakeWorkbench(scenario: WorkbenchScenario) {
  const directory = fakeDirectory(scenario.isDirectoryEmpty === true ? EMPTY_DIRECTORY : DIRECTORY);
  return { ...directory, ...fakeCases(scenario, directory['directory.list']) };
}
