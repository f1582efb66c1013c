import { SHIPPED_BUNDLE } from '../../../../src/center/bundle/shipped';
import type { CaseAct, NotedAct } from '../../../../src/shared/case/act';
import { caseOf, type CaseFacts } from '../../../../src/shared/case/case';
import { EvidenceView } from '../../../../src/shared/case/evidence';
import { Directory as DirectoryShape, type Directory } from '../../../../src/shared/case/directory';
import { Referral, ReferralField } from '../../../../src/shared/case/referral';
import { proposeHandling, refOf, refOfUnit } from '../../../../src/shared/case/referring/proposal';
import { isBlocking, recusalOf } from '../../../../src/shared/case/referring/recusal';
import {
  FIELD_OF,
  matterOf,
  neutralText,
  openHits,
  referralTexts,
} from '../../../../src/shared/case/referring/referral-of';
import { dueStatusOf, refusalOf, unitRefusal } from '../../../../src/shared/case/rules';
import { emptyForm, type IntakeForm } from '../../../../src/shared/call/form';
import { CallId, PersonId } from '../../../../src/shared/ids';
import {
  CasePart,
  type CaseRow,
  type CaseView,
  type KeptInReferral,
  type Input,
  type Output,
  type ReferralInput,
} from '../../../../src/shared/ipc/contract';
import { Bundle } from '../../../../src/shared/script/bundle';
import { addDays, shanghaiDate } from '../../../../src/shared/shanghai-time';
import { refuse } from '../fake-refusal';

// TEST ONLY: cases in memory, by the real rules.

const HOUR = 3_600_000;
const bundle = Bundle.parse(SHIPPED_BUNDLE);

interface Known {
  row: CaseRow;
  form: IntakeForm;
  facts: CaseFacts;
  acceptedOn: string;
  acts: NotedAct[];
  center: CaseView['center'];
}

export interface CaseScenario {
  /** How many cases there are. */
  cases?: number;
  /** No unit and nobody in the directory. */
  isDirectoryEmpty?: boolean;
}

const TARGETS = ['宏达洗涤有限公司', '磐筑商砼', '不明来源', '恒源耐火材料厂'] as const;
const STORIES = [
  '夜里往河里排白色泡沫水，味道刺鼻，听说周队长跟老板称兄道弟。',
  '我叫张国庆，家住南街八号院，电话13800001234，每天夜里大车来回跑，路上全是土。',
  '晚上十点以后有刺鼻的塑料味，开窗就呛人。',
  '烟囱冒黄烟，庄稼叶子发黄。',
] as const;

function aCase(index: number, directory: Directory): Known {
  const now = Date.now();
  const urgency = (['urgent', 'important', 'general'] as const)[index % 3] ?? 'general';
  const days = { urgent: 3, important: 15, general: 30 }[urgency];
  const acceptedOn = addDays(shanghaiDate(now), -(index % 5));
  const dueDate = addDays(acceptedOn, days);
  const isNamed = index % 2 === 0;
  const callId = CallId.parse(`019ab0b1-0000-7000-8000-${index.toString(16).padStart(12, '0')}`);
  const target = TARGETS[index % TARGETS.length] ?? TARGETS[0];
  const grade = index % 4 === 0 ? 'major' : 'general';
  const form: IntakeForm = {
    ...emptyForm(),
    purpose: 'report',
    scope: { decision: 'in', referralId: '', matter: '', explained: false },
    report: {
      ...emptyForm().report,
      identityChoice: isNamed ? 'named' : 'anonymous',
      onSiteHelp: isNamed ? 'no' : null,
      target: { answer: target, missing: null, reason: '' },
      address: {
        city: '4101',
        county: index % 2 === 0 ? '410108' : '410182',
        town: '',
        detail: '索须河南岸老砖厂院内',
        missing: null,
        reason: '',
      },
      pollution: {
        types: ['water'],
        description: STORIES[index % STORIES.length] ?? '',
        pattern: '夜间',
        occurrences: [],
      },
      industry: '',
      investigationWish: { answer: '要求夜间去查', missing: null, reason: '' },
      callbackWish: { answer: isNamed ? 'yes' : 'no', missing: null, reason: '' },
      urgency,
      majorFlags: grade === 'major' ? ['secret_wastewater'] : [],
      deadlineTold: { urgency, dueDate },
    },
  };
  const row: CaseRow = {
    callId,
    localNumber: `ZZ01-${acceptedOn.replaceAll('-', '')}-${String(index + 1).padStart(4, '0')}`,
    centerNumber: index % 3 === 0 ? `HN20261123001${100 + index}` : null,
    target,
    place: '郑州市索须河南岸老砖厂院内',
    stage: 'new',
    round: 1,
    grade,
    urgency,
    dueDate,
    owesSignature: true,
    isFocus: grade === 'major',
    unitName: null,
    handlerName: null,
  };
  const facts: CaseFacts = {
    grade,
    isRepeat: false,
    isNamed,
    wantsCallback: isNamed,
    dueDate,
    reward: bundle.reward,
  };
  const known: Known = { row, form, facts, acceptedOn, acts: [], center: [] };
  for (const act of actsFor(index, known, directory, now))
    note(known, act, now - (40 - known.acts.length) * HOUR);
  if (index % 3 === 1)
    known.center.push({
      position: 1,
      did: 'registered',
      at: now - 50 * HOUR,
      by: '省12369中心',
      why: '',
      isOpen: false,
      decided: null,
    });
  return known;
}

/** A picture and a document that came with an act, and one that came with none. */
export const CASE_FILES: readonly EvidenceView[] = (['png', 'docx', 'pdf'] as const).map((type, index) =>
  EvidenceView.parse({
    id: `019ab0b2-0000-7000-8000-00000000000${index}`,
    number: index + 1,
    type,
    size: 38_000 * (index + 1),
    sha256: 'ab12'.repeat(16),
    addedAt: 1_765_000_000_000,
  }),
);

/** The first stands new, the others one step further each. */
function actsFor(index: number, { row, facts }: Known, directory: Directory, now: number): CaseAct[] {
  const [, , city] = directory.units;
  const [head, deputy, , , unitHead, handler] = directory.officials;
  if (!city || !head || !deputy || !unitHead || !handler) return [];
  const leader = { ...refOf(deputy), role: 'deputy' as const };
  const referral = Referral.parse({
    localNumber: row.localNumber,
    centerNumber: null,
    target: row.target,
    place: row.place,
    pollution: '夜里排水',
    types: ['水'],
    industry: '',
    pattern: '夜间',
    occurrences: [],
    investigationWish: '夜里去查',
    grade: facts.grade,
    isRepeat: false,
    majorFlags: [],
    urgency: row.urgency ?? 'general',
    dueDate: facts.dueDate,
    unit: refOfUnit(city),
    head: refOf(unitHead),
    handler: refOf(handler),
    sentBy: '王建国',
    supervisedBy: null,
  });
  const whole: CaseAct[] = [
    { kind: 'analysed', grade: facts.grade, why: '' },
    { kind: 'referred', referral, recusal: { asked: true, decision: '' } },
    { kind: 'urged', note: '请按期办结并逐条说明' },
    { kind: 'reported', revision: 1, finding: 'true', leader, signedAt: now - 30 * HOUR },
    { kind: 'replied', channel: 'platform', at: now - 29 * HOUR, proof: 'PT20261201' },
    { kind: 'replied', channel: 'mail', at: now - 29 * HOUR, proof: '<1@hn>' },
    { kind: 'concluded', note: '' },
  ];
  return whole.slice(0, [0, 1, 3, 4, 7][index % 5] ?? 0);
}

function note(known: Known, act: CaseAct, at: number): void {
  known.acts.push({ number: known.acts.length + 1, act, by: PersonId.parse('p-2001'), at, clockOffsetMs: 0 });
  const state = caseOf(known.facts, known.acts);
  Object.assign(known.row, {
    stage: state.stage,
    round: state.round,
    grade: state.grade,
    dueDate: state.dueDate,
    owesSignature: state.owesSignature,
    isFocus: state.isFocus,
    unitName: state.unit?.name ?? null,
    handlerName: state.handler?.name ?? null,
  });
}

const EMPTY: Directory = DirectoryShape.parse({ units: [], officials: [], interests: [] });

export function fakeCases(scenario: CaseScenario, directory: () => Directory) {
  const known = Array.from({ length: scenario.cases ?? 0 }, (_, index) => aCase(index, directory()));
  const own = (callId: string): Known =>
    known.find(({ row }) => row.callId === callId) ?? refuse('not_found');
  const told = ({ form }: Known, kept: readonly KeptInReferral[]) => ({
    record: { report: form.report } as never,
    bundle,
    kept: kept.map(({ field, ...rest }) => ({ ...rest, field: FIELD_OF[field] })),
  });
  const isIn = (part: CasePart, { row }: Known): boolean => {
    if (part === 'unsigned') return row.owesSignature && row.stage !== 'closed';
    if (part === 'focus') return row.isFocus && row.stage !== 'closed';
    if (part === 'urging') return row.stage === 'handling';
    if (row.stage === part) return true;
    return row.stage !== 'closed' && row.dueDate !== null && dueStatusOf(row.dueDate, Date.now()) === part;
  };
  const viewOf = (one: Known): CaseView => ({
    row: one.row,
    form: one.form,
    hasSealedIdentity: one.facts.isNamed,
    identityDestroyed: null,
    facts: one.facts,
    acceptedOn: one.acceptedOn,
    acts: one.acts.map((each) => ({
      ...each,
      byName: '王建国',
      files: each.act.kind === 'urged' ? CASE_FILES.slice(0, 2).map(({ id }) => id) : [],
    })),
    files: one.acts.some(({ act }) => act.kind === 'urged') ? [...CASE_FILES] : [],
    center: one.center,
    heardAt: Date.now() - 60 * HOUR,
    firstReporter: 'unlinked',
    now: Date.now(),
    savesPapers: true,
  });
  const add = (one: Known, act: CaseAct) => {
    const reason = refusalOf(caseOf(one.facts, one.acts), act, { facts: one.facts, now: Date.now() });
    if (reason !== null) refuse('act_refused', { reason });
    note(one, act, Date.now());
  };
  const refer = (input: ReferralInput) => {
    const one = own(input.callId);
    const { units, officials } = directory();
    const unit = units.find(({ id }) => id === input.unitId) ?? refuse('not_found');
    const head = officials.find(({ id }) => id === input.headId) ?? refuse('not_found');
    const handler = officials.find(({ id }) => id === input.handlerId) ?? refuse('not_found');
    const texts = referralTexts(one.form.report, bundle);
    const referral = Referral.parse({
      ...texts,
      localNumber: one.row.localNumber,
      centerNumber: null,
      types: ['水'],
      industry: '',
      occurrences: [],
      grade: one.row.grade,
      isRepeat: false,
      majorFlags: [],
      urgency: one.row.urgency ?? 'general',
      dueDate: one.facts.dueDate,
      unit: refOfUnit(unit),
      head: refOf(head),
      handler: refOf(handler),
      sentBy: '王建国',
      supervisedBy: null,
    });
    add(one, { kind: 'referred', referral, recusal: { asked: true, decision: input.decision } });
    return viewOf(one);
  };
  return {
    'case.board': (): Output<'case.board'> => ({
      today: shanghaiDate(Date.now()),
      counts: Object.fromEntries(
        CasePart.options.map((part) => [part, known.filter((one) => isIn(part, one)).length]),
      ) as Output<'case.board'>['counts'],
    }),
    'case.list': ({ part, search, offset, limit }: Input<'case.list'>): Output<'case.list'> => {
      const found = known.filter(
        (one) =>
          isIn(part, one) && `${one.row.localNumber}${one.row.target}${one.row.place}`.includes(search),
      );
      return { rows: found.slice(offset, offset + limit).map(({ row }) => row), total: found.length };
    },
    'case.view': ({ callId }: Input<'case.view'>) => viewOf(own(callId)),
    'case.act': ({ callId, act }: Input<'case.act'>) => {
      add(own(callId), act);
      return viewOf(own(callId));
    },
    'case.previewReferral': ({
      callIds,
      kept,
    }: Input<'case.previewReferral'>): Output<'case.previewReferral'> =>
      callIds.map((callId) => {
        const one = own(callId);
        const state = caseOf(one.facts, one.acts);
        const matter = matterOf(one.form.report, bundle);
        const texts = referralTexts(one.form.report, bundle);
        const { unit, head, handler } = proposeHandling(state, matter, directory()) ?? {};
        const fields = ReferralField.options.map((field) => ({
          field,
          was: texts[field],
          neutral: neutralText(field, texts[field], told(one, kept)),
          open: openHits(field, texts[field], told(one, kept)),
        }));
        const isOpen = fields.some(({ open }) => open.length > 0);
        return {
          callId: one.row.callId,
          localNumber: one.row.localNumber,
          target: texts.target,
          place: texts.place,
          texts: fields,
          proposal: unit
            ? { unitId: unit.id, headId: head?.id ?? null, handlerId: handler?.id ?? null }
            : null,
          units: directory().units.flatMap((each) => {
            const reason = unitRefusal(state, refOfUnit(each), 'may_be_city');
            return reason === null ? [] : [{ unitId: each.id, reason }];
          }),
          recusals: directory().officials.flatMap((official) =>
            recusalOf(official, matter, directory().interests).map((hit) => ({
              ...hit,
              isBlocking: isBlocking(hit),
            })),
          ),
          refusal: !state.isAnalysed
            ? 'not_analysed'
            : isOpen
              ? 'identity_open'
              : head && handler
                ? null
                : 'not_in_directory',
        };
      }),
    'case.refer': refer,
    'case.referMany': ({ choices }: Input<'case.referMany'>): Output<'case.referMany'> =>
      choices.map((choice) => {
        refer(choice);
        return { callId: choice.callId, refusal: null };
      }),
    'case.savePaper': ({ paper, format }: Input<'case.savePaper'>) => ({ fileName: `${paper}.${format}` }),
  };
}

export { EMPTY as EMPTY_DIRECTORY };
