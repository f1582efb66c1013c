import fc from 'fast-check';
import type { CaseAct } from '../../src/shared/case/act';
import type { CaseFacts } from '../../src/shared/case/case';
import type { OfficialRef, UnitRef } from '../../src/shared/case/official';
import { REWARD_2016 } from '../../src/shared/case/reward/rules';
import { Referral } from '../../src/shared/case/referral';

const uuid = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Two counties and the city's own brigade. */
export const UNITS = [
  { id: uuid(1), name: '郑州市生态环境局惠济分局', level: 'county' },
  { id: uuid(2), name: '郑州市生态环境局荥阳分局', level: 'county' },
  { id: uuid(3), name: '郑州市生态环境综合行政执法支队', level: 'city' },
] as unknown as readonly [UnitRef, UnitRef, UnitRef];
export const HEAD = { id: uuid(11), name: '孙立', role: 'unit_head' } as unknown as OfficialRef;
export const HANDLER = { id: uuid(12), name: '周明', role: 'handler' } as unknown as OfficialRef;

/** Noon of 2026-12-01 in Asia/Shanghai. */
export const NOON = Date.parse('2026-12-01T04:00:00Z');

export const FACTS: CaseFacts = {
  grade: 'general',
  isRepeat: false,
  isNamed: false,
  wantsCallback: false,
  dueDate: '2026-12-31',
  reward: REWARD_2016,
};

export function aReferral(changes: Partial<Referral> = {}): Referral {
  return Referral.parse({
    localNumber: 'ZZ01-20261201-0001',
    centerNumber: null,
    target: '索须河边无名洗涤厂',
    place: '郑州市惠济区古荥镇索须河南岸',
    pollution: '夜里往河里排白色泡沫水',
    types: ['工业废水'],
    industry: '加工制造业',
    pattern: '夜间',
    occurrences: [],
    investigationWish: '夜里去查',
    grade: 'general',
    isRepeat: false,
    majorFlags: [],
    urgency: 'general',
    dueDate: '2026-12-31',
    unit: UNITS[0],
    head: HEAD,
    handler: HANDLER,
    sentBy: '赵强',
    supervisedBy: null,
    ...changes,
  });
}

/** Any act that somebody may try, sensible or not. */
export function anAct(): fc.Arbitrary<CaseAct> {
  const why = fc.constant('情况说明');
  const unit = fc.constantFrom(...UNITS);
  const leader = fc.constantFrom('head', 'deputy').map((role) => ({ id: HEAD.id, name: '王局', role }));
  const until = fc
    .integer({ min: -3, max: 70 })
    .map((days) =>
      new Date(Date.parse('2026-12-01T00:00:00Z') + days * 86_400_000).toISOString().slice(0, 10),
    );
  const at = fc.integer({ min: -48, max: 48 }).map((hours) => NOON + hours * 3_600_000);
  const outcome = fc.oneof(
    fc.constant({ kind: 'not_reached', note: '' }),
    fc.constant({ kind: 'not_wished', note: '' }),
    fc.constantFrom('satisfied', 'mostly_satisfied', 'dissatisfied', 'declined').map((satisfaction) => ({
      kind: 'reached',
      toldFindings: true,
      toldResult: true,
      satisfaction,
      note: '',
    })),
  );
  const kind = <K extends string>(name: K, fields: Record<string, fc.Arbitrary<unknown>>) =>
    fc.record({ kind: fc.constant(name), ...fields });
  const persons = { head: fc.constant(HEAD), handler: fc.constantFrom(HANDLER, HEAD) };
  return fc.oneof(
    kind('analysed', {
      grade: fc.constantFrom('major', 'repeat', 'general'),
      why: fc.constantFrom('', '改'),
    }),
    kind('analysed', { grade: fc.constant('general'), why }),
    kind('signed', { leader, opinion: why, signedAt: at, sheet: fc.constant(null) }),
    kind('referred', {
      referral: fc.record({ unit }).map(({ unit: to }) => aReferral({ unit: to })),
      recusal: fc.constant({ asked: true, decision: '' }),
    }),
    kind('reassigned', { ...persons, why }),
    kind('sent_back', { why, evidence: why }),
    kind('urged', { note: why }),
    kind('spot_checked', { note: why, evidence: why }),
    kind('supervised', { note: why, by: fc.constant(HEAD) }),
    kind('raised', { unit, why }),
    kind('led', { leader, note: why }),
    kind('double_checked', { note: why, evidence: why }),
    kind('extended', {
      reason: fc.constantFrom('procedure', 'other'),
      why,
      until,
      approver: leader,
      evidence: why,
    }),
    kind('reported', {
      revision: fc.constant(1),
      finding: fc.constantFrom('true', 'partly', 'false'),
      leader,
      signedAt: at,
    }),
    kind('replied', { channel: fc.constantFrom('platform', 'mail'), at, proof: why }),
    kind('replied', { channel: fc.constantFrom('platform', 'mail'), at, proof: why }),
    kind('concluded', { note: why }),
    kind('called_back', { by: unit, at, outcome }),
    kind('explained', { note: why }),
    kind('reopened', { why, dueDate: until }),
    kind('reward_assessed', {
      isEligible: fc.boolean(),
      policy: fc.constant('HN-2016-12'),
      grounds: why,
      amount: fc.constantFrom(null, 500),
      checks: fc.record({
        isFirst: fc.boolean(),
        isClear: fc.constant(true),
        isPublished: fc.constant(false),
        isTimeBarred: fc.constant(false),
      }),
      breach: why,
      materials: fc.constant(''),
    }),
    kind('reward_submitted', { at, proof: why }),
  ) as fc.Arbitrary<CaseAct>;
}
