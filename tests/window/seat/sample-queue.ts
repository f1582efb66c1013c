import { type Draft, emptyForm, type IntakeForm } from '../../../src/shared/call/form';
import { gradeOf } from '../../../src/shared/lead/grade';
import { deadlineOf } from '../../../src/shared/lead/deadline';
import { CallId, SeatId } from '../../../src/shared/ids';
import type { QueueDetail, QueueItem } from '../../../src/shared/ipc/contract';
import type { Delivery, QueueState } from '../../../src/shared/queue/state';
import type { Bundle } from '../../../src/shared/script/bundle';

// TEST ONLY: records for the window to show.

const STATES: readonly QueueState[] = [
  'waiting',
  'accepted',
  'quarantined',
  'accepted',
  'unconfirmed',
  'returned',
  'accepted',
  'sending',
  'accepted',
  'accepted',
];
const MATTERS = [
  ['磐筑商砼', '新郑市', '白天黑夜不停，大吨位的车来来回回跑，路上全是土，门口也没见有冲车的东西。'],
  [
    '朝门水库养殖场',
    '罗山县庙仙乡柴乡村、方集村、庙仙村交界处',
    '往水库里倒养殖场的粪、死牲口，水面上漂着鸡毛鸭毛，水渗到地下，周围吃井水的都受影响，要求重新调查。',
  ],
  ['养老项目工地', '卧龙区北京大道中段', '夜里还在施工，声音大得睡不着，已经半个多月了。'],
  ['不明来源', '二七区航海路', '晚上十点以后有刺鼻的塑料味，开窗就呛人，持续到凌晨四五点。'],
  [
    '某化工厂（沿河排口，无名牌，门口有两棵大杨树和一块写着安全生产的牌子）',
    '荥阳市广武镇黄河路北段三公里处河堤下',
    '往河里排黑水。',
  ],
] as const;

export function sampleQueue(bundle: Bundle, count: number): QueueDetail[] {
  return Array.from({ length: count }, (_, index) => sample(bundle, index));
}

function sample(bundle: Bundle, index: number): QueueDetail {
  const now = Date.now() - 600_000 - index * 1_900_000;
  const [target, place, description] = MATTERS[index % MATTERS.length] ?? MATTERS[0];
  const state = STATES[index % STATES.length] ?? 'accepted';
  const isConsultation = index % 10 === 8;
  const isOut = index % 10 === 9;
  const id = CallId.parse(`019ab0b0-0000-7000-8000-${index.toString(16).padStart(12, '0')}`);
  const centerNumber = state === 'accepted' || state === 'returned' ? `HN2026112300${1000 - index}` : null;
  const { dueDate } = deadlineOf('important', now, bundle.deadlines);
  const form: IntakeForm = {
    ...emptyForm(),
    purpose: isConsultation ? 'consultation' : 'report',
    consultation: isConsultation
      ? {
          matter: '问夜间施工几点以后算扰民',
          answer: '告知二十二时至次日六时，告知查询证明的办法',
          topicId: '',
        }
      : { matter: '', answer: '', topicId: '' },
    scope: isOut
      ? { decision: 'out', referralId: 'catering_fumes', matter: '楼下烧烤店油烟', explained: true }
      : { decision: 'in', referralId: '', matter: '', explained: false },
    report: {
      ...emptyForm().report,
      identityChoice: index % 3 === 0 ? 'named' : 'anonymous',
      onSiteHelp: index % 3 === 0 ? 'no' : null,
      target: { answer: target, missing: null, reason: '' },
      address: { city: '4101', county: '410184', town: '', detail: place, missing: null, reason: '' },
      pollution: { types: ['air', 'air_fugitive_dust'], description, pattern: '夜间', occurrences: [] },
      industry: 'cement',
      investigationWish: { answer: '要求现场查处', missing: null, reason: '' },
      callbackWish:
        index % 3 === 0
          ? { answer: 'yes', missing: null, reason: '' }
          : { answer: null, missing: 'not_asked', reason: '来电人着急挂断' },
      urgency: 'important',
      majorFlags: index % MATTERS.length === 1 ? ['drinking_water'] : [],
      proposed: {
        majorFlags: index % MATTERS.length === 1 ? ['drinking_water', 'toxic_dumping'] : [],
        urgency: 'important',
      },
      repeats: { ...emptyForm().report.repeats, said: index % MATTERS.length === 2 ? 'yes' : null },
      deadlineTold: { urgency: 'important', dueDate },
    },
  };
  const item: QueueItem = {
    id,
    localNumber: `ZZ01-20261122-${String(180 - index).padStart(4, '0')}`,
    centerNumber,
    state,
    disposition: isConsultation ? 'consultation' : isOut ? 'out_of_scope' : 'report',
    title: isConsultation ? form.consultation.matter : isOut ? form.scope.matter : target,
    place: isConsultation || isOut ? '' : place,
    urgency: isConsultation || isOut ? null : 'important',
    dueDate: isConsultation || isOut ? null : dueDate,
    isAnonymous: index % 3 !== 0,
    agentName: '李晓雯',
    startedAt: now - 240_000,
    finishedAt: now,
    revision: index === 5 ? 2 : 1,
    grade: isConsultation || isOut ? null : gradeOf(form.report),
    completeness: isConsultation || isOut ? null : { answered: index % 3 === 0 ? 5 : 4, of: 5 },
    isReviewed: index > 6,
  };
  const said = ['g_greeting', 'i_choice', 'r_read_back', 'd_deadline', 'c_report'];
  const proof = said.map((lineId, n) => ({ lineId, at: now - 230_000 + n * 45_000 }));
  const receipt =
    centerNumber === null
      ? null
      : {
          recordId: id,
          revision: 1,
          bodySha256: 'c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2',
          seatId: SeatId.parse('ZZ01'),
          centerNumber,
          receivedAt: now + 900,
          keyId: 'center-signing-2026',
          signature: `${'A'.repeat(86)}==`,
        };
  const revision = (n: number) => ({
    revision: n,
    madeAt: now + (n - 1) * 500_000,
    madeBy: '李晓雯',
    why: n === 1 ? '' : '班长要求补充地址',
    bodySha256: 'c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2',
    receipt: n === 1 ? receipt : null,
    delivery: deliveryOf(state),
    correctedBy: null,
    scriptProof: proof,
    form,
  });
  return {
    item,
    revisions: item.revision === 2 ? [revision(1), revision(2)] : [revision(1)],
    timeline: [
      { at: now - 240_000, what: 'call_started', who: '李晓雯', detail: '' },
      { at: now, what: 'finished', who: '李晓雯', detail: '' },
      ...(receipt
        ? [{ at: now + 900, what: 'received' as const, who: '', detail: receipt.centerNumber }]
        : []),
      ...(state === 'quarantined'
        ? [{ at: now + 800, what: 'quarantined' as const, who: '', detail: '' }]
        : []),
      ...(state === 'waiting'
        ? [{ at: now + 800, what: 'try_failed' as const, who: '', detail: 'timeout' }]
        : []),
    ],
    refusal:
      state === 'quarantined'
        ? {
            type: 'about:blank',
            title: '记录不完整',
            status: 422,
            errors: [
              { field: 'report.address.detail', code: 'place_required' },
              { field: 'report.pollution.description', code: 'description_too_short' },
            ],
          }
        : null,
    nextTryAt: state === 'waiting' ? Date.now() + 42_000 : null,
    unconfirmedSince: state === 'unconfirmed' ? now + 60_000 : null,
    tries: state === 'waiting' ? 3 : 0,
    lines: bundle.script.steps.flatMap((step) =>
      step.lines.map(({ id: line, text, must }) => ({ id: line, text, must })),
    ),
    hasSealedIdentity: index % 3 === 0,
    // The third that a named reporter made: its term is over.
    identityDestroyed: index === 6 ? { certificate: 'XH-ZZ01-0001', at: now + 86_400_000 } : null,
    changes: [],
    origin: { kind: 'key' },
  };
}

function deliveryOf(state: QueueState): Delivery {
  if (state === 'waiting') return 'owed';
  return state === 'sending' || state === 'unconfirmed' || state === 'quarantined' ? state : 'accepted';
}

/** A call in the making, as the queue lists it. */
export function itemOfDraft(draft: Draft): QueueItem {
  return {
    id: draft.id,
    localNumber: draft.localNumber,
    centerNumber: null,
    state: draft.hungUpAt === null ? 'draft' : 'incomplete',
    disposition: null,
    title: draft.form.report.target.answer,
    place: '',
    urgency: null,
    dueDate: null,
    isAnonymous: null,
    agentName: '李晓雯',
    startedAt: draft.startedAt,
    finishedAt: null,
    revision: 1,
    grade: null,
    completeness: null,
    isReviewed: false,
  };
}
