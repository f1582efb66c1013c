import type { Workbench } from '../workbench';
import type { Handlers } from './router';

type Name = Extract<keyof Handlers, `directory.${string}` | `statistics.${string}`>;

/** The supervisor's requests, each to its use case. `workbench` throws why there is none while the store is shut. */
export function workbenchHandlers(workbench: () => Workbench): Pick<Handlers, Name> {
  return {
    'directory.list': () => workbench().directory.list(),
    'directory.saveUnit': (unit, { person }) => workbench().directory.saveUnit(person, unit),
    'directory.saveOfficial': (official, { person }) => workbench().directory.saveOfficial(person, official),
    'directory.declare': (input, { person }) => workbench().directory.declare(person, input),
    'directory.endInterest': ({ seq }, { person }) => workbench().directory.endInterest(person, seq),
    'statistics.report': (ask, { person }) => workbench().statistics.report(person, ask),
    'statistics.state': (_, { person }) => workbench().statistics.state(person),
    'statistics.enterCause': (input, { person }) => workbench().statistics.enterCause(person, input),
    'statistics.save': (input, { person }) => workbench().statistics.save(person, input),
  };
}
