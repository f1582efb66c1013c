import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  differencesOf,
  identityInInvestigation,
  leavesOf,
  textsOf,
  withText,
} from '../../../src/shared/investigation/fields';
import { emptyInvestigation, Investigation } from '../../../src/shared/investigation/investigation';
import { pointsOf } from '../../../src/shared/investigation/points';
import { problemsOfInvestigation, type InvestigationFacts } from '../../../src/shared/investigation/problems';
import { anInvestigation, INVESTIGATION_FACTS as FACTS, POINTS } from '../../builders/investigation/report';

const at = (shanghai: string) => Date.parse(`${shanghai}+08:00`);
const problems = (form: Investigation, facts: InvestigationFacts = FACTS) =>
  problemsOfInvestigation(form, facts).map(({ field, code }) => `${field} ${code}`);
/** A complete report with one part changed in place. */
const changed = (change: (form: Investigation) => void) => {
  const form = structuredClone(anInvestigation());
  change(form);
  return problems(form);
};

test('a report with all its parts has no problem, and fits its own shape', () => {
  expect(problems(anInvestigation())).toEqual([]);
  expect(() => Investigation.parse(anInvestigation())).not.toThrow();
});

test('an empty one lacks every sub-item of Annex 2', () => {
  const fields = problemsOfInvestigation(emptyInvestigation(POINTS), FACTS).map(({ field }) => field);
  expect(fields).toEqual([
    'source.origin',
    'source.matters',
    'enterprise.name',
    'enterprise.address',
    'enterprise.legalPerson',
    'enterprise.creditCode',
    'enterprise.eia.standing',
    'enterprise.permit.standing',
    'enterprise.process',
    'enterprise.facilities',
    'site.visits.0.from',
    'site.visits.0.to',
    'site.inspection',
    'site.points.0.answer',
    'site.points.0.finding',
    'site.points.1.answer',
    'site.points.1.finding',
    'finding',
    'site.earlier.standing',
    'site.recorder.number',
    'shortcomings',
    'duty.supervision',
    'duty.enforcement',
    'duty.conclusion',
    'advice.toLocal',
    'advice.next',
    'advice.feedback',
    'signature.reviewer.name',
    'signature.reviewer.phone',
    'signature.lead.name',
    'signature.lead.phone',
    'signature.assistants.0.name',
    'signature.assistants.0.phone',
    'signature.date',
    'signature.unit',
  ]);
});

test('any text that is taken away, left as a placeholder or filled up is found, whichever it is', () => {
  const whole = anInvestigation();
  const needed = textsOf(whole).filter(
    ({ text, field }) => text !== '' && !/\.points\.\d\.text$/.test(field),
  );
  expect(needed.length).toBeGreaterThan(20);
  fc.assert(
    fc.property(
      fc.constantFrom(...needed),
      fc.constantFrom('', '  ', '****', 'XXX', '____', '待补充'),
      ({ field }, left) => {
        const form = withText(whole, field, left);
        expect(
          problems(form ?? whole).some(
            (each) => each.startsWith(`${field} `) || each.startsWith('enterprise.creditCode'),
          ),
        ).toBe(true);
      },
    ),
  );
});

test('a reporter who is named or told of anywhere is found, until a person settled the words', () => {
  const whole = anInvestigation();
  for (const { field, text } of textsOf(whole)) {
    if (text === '') continue;
    const form = withText(whole, field, `${text}举报人电话13912345678。`);
    // What a short field cannot hold, it cannot leak.
    if (form === undefined) continue;
    expect(problems(form), field).toContain(`${field} identity`);
    const kept = identityInInvestigation(form).map((hit) => ({
      field: hit.field,
      words: hit.words,
      because: 'not_identity' as const,
    }));
    expect(kept.length, field).toBeGreaterThan(0);
    expect(problems({ ...form, kept }), field).not.toContain(`${field} identity`);
  }
});

test('each reported point stays and is answered by itself', () => {
  expect(changed((form) => void form.site.points.pop())).toContain('site.points point_missing');
  expect(changed((form) => void (form.site.points[1]!.answer = ''))).toEqual([
    'site.points.1.answer unanswered',
  ]);
  expect(changed((form) => void (form.site.points[0]!.finding = null))).toEqual([
    'site.points.0.finding finding_missing',
  ]);
  expect(changed((form) => void (form.finding = 'true'))).toEqual(['finding findings_differ']);
  expect(changed((form) => void (form.site.points[0]!.text = '改写过的问题'))).toContain(
    'site.points point_missing',
  );
});

test('a check by day of what happens by night needs its reason (R-33)', () => {
  const byDay = (reason: string) =>
    changed((form) => {
      form.site.visits = [{ from: at('2026-12-03T10:00'), to: at('2026-12-03T11:30') }];
      form.site.offHoursReason = reason;
    });
  expect(byDay('')).toEqual(['site.offHoursReason off_hours']);
  expect(byDay('企业当晚停产检修，次日到场')).toEqual([]);
});

test('recorder or reason (R-29)', () => {
  const none = { number: '', from: null, to: null, reason: '' };
  expect(changed((form) => void (form.site.recorder = none))).toEqual(['site.recorder.number missing']);
  expect(
    changed((form) => void (form.site.recorder = { ...none, reason: '记录仪故障，以手机录像代替' })),
  ).toEqual([]);
  expect(changed((form) => void (form.site.recorder.to = null))).toEqual(['site.recorder.to missing']);
  expect(changed((form) => void (form.site.electronic[0]!.sha256 = 'ab'))).toEqual([
    'site.electronic.0.sha256 sha256',
  ]);
});

test('no date lies in the future, none before the report, none ends before it begins', () => {
  expect(changed((form) => void (form.signature.date = '2026-12-11'))).toEqual(['signature.date future']);
  expect(changed((form) => void (form.signature.date = '2026-11-30'))).toEqual([
    'signature.date before_report',
  ]);
  expect(changed((form) => void (form.enterprise.eia.obtainedOn = '2027-01-01'))).toEqual([
    'enterprise.eia.obtainedOn future',
  ]);
  expect(changed((form) => void (form.site.visits[0]!.to = form.site.visits[0]!.from))).toContain(
    'site.visits.0.to order',
  );
  expect(changed((form) => void (form.site.visits[0]!.from = at('2026-11-20T22:30')))).toContain(
    'site.visits.0.from before_report',
  );
});

test('nobody stands in two roles, and each can be reached (R-38)', () => {
  expect(changed((form) => void (form.signature.lead = { ...form.signature.reviewer }))).toEqual([
    'signature.lead.name same_person',
  ]);
  expect(changed((form) => void (form.signature.assistants[0]!.name = '孙立'))).toEqual([
    'signature.assistants.0.name same_person',
  ]);
  expect(changed((form) => void (form.signature.lead.phone = '12369'))).toEqual([
    'signature.lead.phone phone',
  ]);
  expect(changed((form) => void (form.signature.reviewer.name = '****'))).toEqual([
    'signature.reviewer.name placeholder',
  ]);
});

test('a code is needed with its check digit, or why there is none', () => {
  expect(changed((form) => void (form.enterprise.creditCode = '91410100MA44P1QX0A'))).toEqual([
    'enterprise.creditCode check_digit',
  ]);
  expect(changed((form) => void (form.enterprise.creditCode = ''))).toEqual([
    'enterprise.creditCode missing',
  ]);
  expect(
    changed((form) => {
      form.enterprise.creditCode = '';
      form.enterprise.noCreditCode = '流动摊点，无营业执照';
    }),
  ).toEqual([]);
});

test('points are the sentences of the report, without what tells who called', () => {
  expect(pointsOf('1、夜里往河里排白色泡沫水；2、锅炉冒黑烟。我叫李红梅，电话13912345678。')).toHaveLength(3);
  expect(pointsOf('一是排水，二是冒烟')).toEqual(['排水，', '冒烟']);
  expect(pointsOf('我叫李红梅，电话13912345678。').join()).not.toMatch(/李红梅|13912345678/);
  expect(pointsOf('')).toEqual([]);
  expect(pointsOf(Array.from({ length: 60 }, (_, n) => `问题${n}`).join('。'))).toHaveLength(20);
});

test('a difference is told value by value, and nothing else is', () => {
  const before = anInvestigation();
  const after = withText(before, 'shortcomings', '改') ?? before;
  expect(differencesOf(before, after)).toEqual([
    { field: 'shortcomings', was: before.shortcomings, becomes: '改' },
  ]);
  expect(differencesOf(before, structuredClone(before))).toEqual([]);
  expect(withText(before, 'site.points.9.answer', 'x')).toBeUndefined();
  expect(withText(before, 'finding.__proto__', 'x')).toBeUndefined();
  expect(leavesOf(before).every(({ field }) => !/\.id$/.test(field))).toBe(true);
});
