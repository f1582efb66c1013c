import type { Workbench } from '../workbench';
import type { Handlers } from './router';

type Subject =
  'directory' | 'case' | 'sheet' | 'quality' | 'investigation' | 'evidence' | 'statistics' | 'retention';
type Name = Extract<keyof Handlers, `${Subject}.${string}`>;

/** The supervisor's requests, each to its use case. `workbench` throws why there is none while the store is shut. */
export function workbenchHandlers(workbench: () => Workbench): Pick<Handlers, Name> {
  const cases = () => workbench().caseDesk;
  return {
    'directory.list': () => workbench().directory.list(),
    'directory.saveUnit': (unit, { person }) => workbench().directory.saveUnit(person, unit),
    'directory.saveOfficial': (official, { person }) => workbench().directory.saveOfficial(person, official),
    'directory.declare': (input, { person }) => workbench().directory.declare(person, input),
    'directory.endInterest': ({ seq }, { person }) => workbench().directory.endInterest(person, seq),
    'investigation.list': (query) => workbench().investigations.list(query),
    'investigation.get': ({ callId }) => workbench().investigations.get(callId),
    'investigation.save': (input, { person }) => workbench().investigations.save(person, input),
    'investigation.revision': ({ callId, revision }) => workbench().investigations.revision(callId, revision),
    'investigation.keep': ({ callId, why }, { person }) =>
      workbench().investigations.keep(person, callId, why),
    'investigation.sign': (input, { person }) => workbench().investigations.sign(person, input),
    'investigation.seal': (input, { person }) => workbench().investigations.seal(person, input),
    'investigation.reply': (input, { person }) => workbench().investigations.reply(person, input),
    'investigation.export': (input, { person }) => workbench().documents.export(person, input),
    'investigation.package': ({ callId }, { person }) => workbench().documents.package(person, callId),
    'investigation.bringBack': ({ callId }, { person }) => workbench().documents.bringBack(person, callId),
    'investigation.take': (input, { person }) => workbench().documents.take(person, input),
    'evidence.begin': (input, { person }) => workbench().evidence.begin(person, input),
    'evidence.piece': (input, { person }) => workbench().evidence.piece(person, input),
    'evidence.end': ({ uploadId }, { person }) => workbench().evidence.end(person, uploadId),
    'evidence.read': ({ id, offset }) => workbench().evidence.read(id, offset),
    'evidence.save': ({ id }, { person }) => workbench().evidence.save(person, id),
    'statistics.report': (ask, { person }) => workbench().statistics.report(person, ask),
    'statistics.state': (_, { person }) => workbench().statistics.state(person),
    'statistics.enterCause': (input, { person }) => workbench().statistics.enterCause(person, input),
    'statistics.save': (input, { person }) => workbench().statistics.save(person, input),
    'retention.view': () => workbench().retention.view(),
    'retention.destroy': (input, { person }) => workbench().retention.destroy(person, input),
    'retention.save': (input, { person }) => workbench().retention.save(person, input),
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
