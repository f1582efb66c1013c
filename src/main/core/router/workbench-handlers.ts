import type { Workbench } from '../workbench';
import type { Handlers } from './router';

type Name = Extract<keyof Handlers, `directory.${string}` | `case.${string}`>;

/** The supervisor's requests, each to its use case. `workbench` throws why there is none while the store is shut. */
export function workbenchHandlers(workbench: () => Workbench): Pick<Handlers, Name> {
  const cases = () => workbench().caseDesk;
  return {
    'directory.list': () => workbench().directory.list(),
    'directory.saveUnit': (unit, { person }) => workbench().directory.saveUnit(person, unit),
    'directory.saveOfficial': (official, { person }) => workbench().directory.saveOfficial(person, official),
    'directory.declare': (input, { person }) => workbench().directory.declare(person, input),
    'directory.endInterest': ({ seq }, { person }) => workbench().directory.endInterest(person, seq),
    'directory.seed': (_, { person }) => workbench().directory.seed(person),
    'case.board': (input) => cases().board(input),
    'case.list': (input) => cases().list(input),
    'case.view': ({ callId }) => cases().view(callId),
    'case.act': (input, { person }) => cases().act(person, input),
    'case.previewReferral': (input, { person }) => cases().previewReferral(person, input),
    'case.refer': (input, { person }) => cases().refer(person, input),
    'case.referMany': ({ choices }, { person }) => cases().referMany(person, choices),
    'case.savePaper': (input, { person }) => cases().savePaper(person, input),
  };
}
