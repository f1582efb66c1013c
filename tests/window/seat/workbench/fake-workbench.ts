import { fakeDailySheet } from './fake-daily-sheet';
import { fakeDirectory } from './fake-directory';

// TEST ONLY: the supervisor's requests. Each part has a file of its own beside this one.

export function fakeWorkbench() {
  return { ...fakeDirectory(), ...fakeDailySheet() };
}
