import type { Workbench } from '../workbench';
import type { Handlers } from './router';

type Name = Extract<keyof Handlers, `directory.${string}`>;

/** The supervisor's requests, each to its use case. `workbench` throws why there is none while the store is shut. */
export function workbenchHandlers(workbench: () => Workbench): Pick<Handlers, Name> {
  return {
    'directory.list': () => workbench().directory.list(),
    'directory.saveUnit': (unit, { person }) => workbench().directory.saveUnit(person, unit),
    'directory.saveOfficial': (official, { person }) => workbench().directory.saveOfficial(person, official),
    'directory.declare': (input, { person }) => workbench().directory.declare(person, input),
    'directory.endInterest': ({ seq }, { person }) => workbench().directory.endInterest(person, seq),
  };
}
