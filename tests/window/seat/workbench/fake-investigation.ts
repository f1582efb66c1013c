import { AttachmentId } from '../../../../src/shared/attachments/attachment';
import { CallId } from '../../../../src/shared/ids';
import type { Input } from '../../../../src/shared/ipc/contract';
import { emptyInvestigation, type Investigation } from '../../../../src/shared/investigation/investigation';
import { problemsOfInvestigation } from '../../../../src/shared/investigation/problems';
import type { InvestigationView } from '../../../../src/shared/investigation/views';
import type { Official } from '../../../../src/shared/case/directory';
import type { OfficialId } from '../../../../src/shared/case/official';
import { anInvestigation, INVESTIGATION_FACTS, POINTS } from '../../../builders/investigation/report';
import type { Scenario } from '../scenario';
import { CASE_FILES } from './fake-cases';
import { DIRECTORY } from './fake-directory';

// TEST ONLY: one case whose report is written, as far as the scenario says.

const CALL = CallId.parse('019ab0c0-0000-7000-8000-0000000000aa');
const HEX = 'ab12'.repeat(16);
const A_PNG = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
);
/** The reporter told of somebody of the reviewer's name and post. */
const STANDING: InvestigationView['standing'] = [
  {
    officialId: null,
    name: '何平',
    ground: 'reporter',
    words: '何局长',
    isBlocking: false,
  },
];
const [UNIT] = DIRECTORY.units;
const scanId = AttachmentId.parse('019ab0c0-0000-7000-8000-0000000000b1');

function shown(how: Scenario['investigation']): InvestigationView {
  const { id, name, level } = UNIT!;
  const isSigned = how === 'signed' || how === 'replied';
  const form: Investigation = how === 'begun' ? emptyInvestigation(POINTS) : anInvestigation();
  const signedAt = Date.parse('2026-12-09T02:00:00Z');
  return {
    callId: CALL,
    localNumber: 'ZZ01-20261201-0001',
    centerNumber: 'HN20261201000418',
    stage: isSigned ? 'replying' : 'handling',
    round: 1,
    dueDate: '2026-12-16',
    unit: { id, name, level },
    target: '索须河边无名洗涤厂',
    place: '郑州市惠济区古荥镇索须河南岸',
    pollution: POINTS.join('；'),
    pattern: '夜里十点到凌晨五点',
    wish: '希望夜里去查',
    points: POINTS,
    occurrences: [...INVESTIGATION_FACTS.occurrences],
    reportedAt: INVESTIGATION_FACTS.reportedAt,
    // The pretended PC lives on another day.
    clockOffsetMs: Math.round(INVESTIGATION_FACTS.now - Date.now()),
    form: how === 'byDay' ? byDay(form) : form,
    saveCount: how === 'begun' ? 0 : 3,
    savedAt: how === 'begun' ? null : INVESTIGATION_FACTS.now - 60_000,
    revisions:
      how === 'begun'
        ? []
        : [{ revision: 1, round: 1, sha256: HEX, why: '送审', by: '王建国', at: signedAt - 3_600_000 }],
    evidence: isSigned
      ? [{ id: scanId, number: 1, type: 'pdf', size: 240_000, sha256: HEX, addedAt: signedAt }]
      : [],
    standing: STANDING,
    signed: isSigned
      ? {
          revision: 1,
          finding: 'partly',
          leader: { ...leaderOf('01900000-0000-7000-8000-000000000010' as OfficialId) },
          signedAt,
        }
      : null,
    seal: how === 'replied' ? { evidenceId: scanId, seal: 'branch', by: '王建国', at: signedAt } : null,
    replies:
      how === 'replied'
        ? [
            { channel: 'platform', at: signedAt + 60_000, proof: 'PT2026-12-0001' },
            { channel: 'mail', at: signedAt + 120_000, proof: '<20261209.1@mail.example.cn>' },
          ]
        : [],
  };
}

/** Checked at ten in the morning, told of by night; and a reporter who is named in a text. */
function byDay(form: Investigation): Investigation {
  const at = (hour: string) => Date.parse(`2026-12-03T${hour}:00+08:00`);
  return {
    ...form,
    site: {
      ...form.site,
      visits: [{ from: at('10:00'), to: at('11:00') }],
      inspection: '据举报人王翠花（13912345678）反映，夜间排水。',
    },
  };
}

function leaderOf(id: OfficialId) {
  const { name, role } =
    DIRECTORY.officials.find((each) => each.id === id) ?? (DIRECTORY.officials[0] as Official);
  return { id, name, role: role as 'head' | 'deputy' };
}

export function fakeInvestigation(scenario: Scenario) {
  let view = shown(scenario.investigation);
  const put = (change: Partial<InvestigationView>) => (view = { ...view, ...change });
  return {
    'investigation.list': ({ search }: Input<'investigation.list'>) => {
      const item = {
        callId: view.callId,
        localNumber: view.localNumber,
        title: view.target,
        unitName: view.unit?.name ?? '',
        dueOn: view.dueDate,
        stage: view.stage === 'replying' ? ('replying' as const) : ('handling' as const),
        round: view.round,
        savedAt: view.savedAt,
      };
      const isShown = scenario.investigation !== undefined && item.title.includes(search);
      return { items: isShown ? [item] : [], total: Number(isShown) };
    },
    'investigation.get': () => view,
    'investigation.save': ({ form }: Input<'investigation.save'>) => {
      const { saveCount, savedAt } = put({ form, saveCount: view.saveCount + 1, savedAt: Date.now() });
      return { saveCount, savedAt: savedAt ?? 0 };
    },
    'investigation.revision': () => ({ ...anInvestigation(), shortcomings: '第一稿所写的环境问题。' }),
    'investigation.keep': ({ why }: Input<'investigation.keep'>) => {
      const revision = view.revisions.length + 1;
      return put({
        revisions: [
          ...view.revisions,
          { revision, round: 1, sha256: HEX, why, by: '王建国', at: Date.now() },
        ],
      });
    },
    'investigation.sign': ({ leaderId, signedAt }: Input<'investigation.sign'>) => {
      const problems = problemsOfInvestigation(view.form, INVESTIGATION_FACTS);
      if (problems.length > 0) return { kind: 'incomplete' as const, problems };
      const signed = {
        revision: 1,
        finding: view.form.finding ?? ('true' as const),
        leader: leaderOf(leaderId),
        signedAt,
      };
      return { kind: 'signed' as const, view: put({ stage: 'replying', signed }) };
    },
    'investigation.seal': ({ evidenceId, seal }: Input<'investigation.seal'>) =>
      put({ seal: { evidenceId, seal, by: '王建国', at: Date.now() } }),
    'investigation.reply': ({ at, proof }: Input<'investigation.reply'>) => {
      const words =
        proof.kind === 'platform' ? proof.receipt : proof.kind === 'message_id' ? proof.id : proof.note;
      const channel = proof.kind === 'platform' ? ('platform' as const) : ('mail' as const);
      return put({ replies: [...view.replies, { channel, at, proof: words }] });
    },
    'investigation.export': ({ format }: Input<'investigation.export'>) => ({
      kind: 'saved' as const,
      fileName: `${view.localNumber}.${format}`,
    }),
    'investigation.package': () => ({ kind: 'saved' as const, fileName: `${view.localNumber}.zip` }),
    'investigation.bringBack': () =>
      scenario.investigation === 'hostile'
        ? { kind: 'refused' as const, reason: 'macros' as const }
        : {
            kind: 'read' as const,
            differences: [
              {
                field: 'shortcomings',
                was: view.form.shortcomings,
                becomes: '雨污分流未完成，沉淀池溢流。',
                fits: true,
              },
              {
                field: 'enterprise.name',
                was: view.form.enterprise.name,
                becomes: '长'.repeat(60),
                fits: false,
              },
            ],
            lost: ['duty.conclusion'],
          },
    'investigation.take': () => put({ saveCount: view.saveCount + 1 }),
    'evidence.begin': ({ callId }: Input<'evidence.begin'>) =>
      callId === CALL
        ? { kind: 'refused' as const, reason: 'video' as const }
        : { kind: 'begun' as const, uploadId: 1 },
    'evidence.piece': () => ({}),
    'evidence.end': () => ({ kind: 'added' as const, id: CASE_FILES[0]!.id }),
    'evidence.read': ({ offset }: Input<'evidence.read'>) => ({
      bytes: offset === 0 ? A_PNG : new Uint8Array(),
    }),
    'evidence.save': () => ({ kind: 'saved' as const, fileName: 'ZZ01-20261201-0001 附件1.png' }),
  };
}
