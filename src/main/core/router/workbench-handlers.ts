import type { Workbench } from '../workbench';
import type { Handlers } from './router';

type Name = Extract<keyof Handlers, `directory.${string}` | `sheet.${string}` | `quality.${string}`>;

/** The supervisor's requests, each to its use case. `workbench` throws why there is none while the store is shut. */
export function workbenchHandlers(workbench: () => Workbench): Pick<Handlers, Name> {
  return {
    'directory.list': () => workbench().directory.list(),
    'directory.saveUnit': (unit, { person }) => workbench().directory.saveUnit(person, unit),
    'directory.saveOfficial': (official, { person }) => workbench().directory.saveOfficial(person, official),
    'directory.declare': (input, { person }) => workbench().directory.declare(person, input),
    'directory.endInterest': ({ seq }, { person }) => workbench().directory.endInterest(person, seq),
    'sheet.days': () => workbench().dailySheets.days(),
    'sheet.day': ({ date }) => workbench().dailySheets.day(date),
    'sheet.save': (input, { person }) => workbench().dailySheets.save(person, input),
    'sheet.analyse': (input, { person }) => workbench().dailySheets.analyse(person, input),
    'sheet.lead': ({ callId }) => workbench().dailySheets.lead(callId),
    'sheet.sign': (input, { person }) => workbench().dailySheets.sign(person, input),
    'sheet.export': (input, { person }) => workbench().sheetPapers.export(person, input),
    'sheet.print': ({ date }, { person }) => workbench().sheetPapers.print(person, date),
    'sheet.import': ({ date }) => workbench().sheetPapers.import(date),
    'quality.day': ({ date }, { person }) => workbench().quality.day(person, date),
    'quality.add': (input, { person }) => workbench().quality.add(person, input),
  };
}
