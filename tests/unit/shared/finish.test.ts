import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHIPPED_BUNDLE as bundleSource } from '../../../src/center/bundle/shipped';
import { emptyForm, withoutForbiddenIdentity, type IntakeForm } from '../../../src/shared/call/form';
import {
  dispositionOf,
  formOf,
  furthestStep,
  isGreeted,
  lineValues,
  problemsAt,
  problemsOf,
  recordOf,
  recordProblems,
} from '../../../src/shared/call/finish';
import { CallRecord, type RecordOf } from '../../../src/shared/call/record';
import { Draft } from '../../../src/shared/call/form';
import { completenessOf, isFiller } from '../../../src/shared/report/problems';
import type { Report } from '../../../src/shared/report/report';
import { checkBundle, type Bundle } from '../../../src/shared/script/bundle';
import { linesAt, pathOf } from '../../../src/shared/script/path';

const bundle: Bundle = (() => {
  const check = checkBundle(bundleSource);
  if (!check.ok) throw new Error(JSON.stringify(check));
  return check.bundle;
})();

const type = bundle.catalogue.pollutionTypes[0]?.code ?? '';
const NOON = Date.UTC(2026, 10, 23, 4);

const report: Report = {
  identityChoice: 'named',
  onSiteHelp: 'no',
  target: { answer: '磐筑商砼', missing: null, reason: '' },
  address: { city: '4101', county: '410184', town: '', detail: '新村镇东头', missing: null, reason: '' },
  pollution: { types: [type], description: '夜里排黑烟，气味刺鼻', pattern: '夜间', occurrences: [] },
  industry: '',
  investigationWish: { answer: '夜里来查', missing: null, reason: '' },
  callbackWish: { answer: 'yes', missing: null, reason: '' },
  urgency: 'general',
  majorFlags: [],
  deadlineTold: { urgency: 'general', dueDate: '2026-12-23' },
  repeats: { said: 'no', links: [] },
  proposed: { majorFlags: [], urgency: null },
  readBackMark: '',
  keptWords: [],
};

const form: IntakeForm = {
  ...emptyForm(),
  purpose: 'report',
  scope: { ...emptyForm().scope, decision: 'in' },
  report,
  identity: { name: '张三', phone: '13800001234', contactNote: '', originals: [] },
};

const saidOn = (said: IntakeForm) =>
  pathOf(said)
    .flatMap((step) => linesAt(bundle.script, step, said))
    .filter((line) => line.must)
    .map((line) => ({ lineId: line.id, at: NOON }));

const draft = (said: IntakeForm = form, confirmations = saidOn(said)): Draft =>
  Draft.parse({
    id: '01936c5e-7e1a-7000-8000-000000000001',
    localNumber: 'ZZ01-20261123-0001',
    seatId: 'ZZ01',
    agentId: 'p-1001',
    startedAt: NOON,
    saveCount: 1,
    savedAt: NOON,
    hungUpAt: null,
    bundleVersion: bundle.version,
    step: 'closing',
    confirmations,
    form: said,
    revises: null,
  });

const recordFrom = (said: IntakeForm, sealed: boolean) =>
  recordOf(draft(said), bundle, {
    revision: 1,
    unitCode: '4101',
    agentNumber: '1001',
    madeBy: draft().agentId,
    finishedAt: NOON + 60_000,
    clockOffsetMs: null,
    sealedIdentity: sealed ? { keyId: 'k', box: 'AAAA' } : null,
  });

const codesWith = (change: (report: Report) => Report) =>
  problemsOf(draft({ ...form, report: change(report) }), bundle).map((p) => `${p.field}:${p.code}`);

describe('what it takes to finish a call', () => {
  it('asks nothing more of a complete named report', () => {
    expect(problemsOf(draft(), bundle)).toEqual([]);
    expect(recordProblems(recordFrom(form, true), bundle)).toEqual([]);
  });

  it('a telephone number that was typed in full width is one', () => {
    const withPhone = (phone: string) =>
      problemsOf(
        draft({ ...form, identity: { name: '张三', phone, contactNote: '', originals: [] } }),
        bundle,
      );
    expect(withPhone('１３８００００１２３４')).toEqual([]);
    expect(withPhone('１３８').map(({ code }) => code)).toEqual(['contact_missing']);
  });

  it.each([
    [
      'target',
      'report.target:answer_required',
      (r: Report) => ({ ...r, target: { ...r.target, answer: '' } }),
    ],
    [
      'target filler',
      'report.target:filler_text',
      (r: Report) => ({ ...r, target: { ...r.target, answer: '无' } }),
    ],
    [
      'address',
      'report.address.detail:place_required',
      (r: Report) => ({ ...r, address: { ...r.address, detail: '' } }),
    ],
    [
      'county',
      'report.address.county:county_required',
      (r: Report) => ({ ...r, address: { ...r.address, county: '' } }),
    ],
    [
      'types',
      'report.pollution.types:pollution_type_required',
      (r: Report) => ({ ...r, pollution: { ...r.pollution, types: [] } }),
    ],
    [
      'description',
      'report.pollution.description:description_too_short',
      (r: Report) => ({ ...r, pollution: { ...r.pollution, description: '臭' } }),
    ],
    [
      'wish',
      'report.investigationWish:answer_required',
      (r: Report) => ({ ...r, investigationWish: { ...r.investigationWish, answer: ' ' } }),
    ],
    [
      'callback',
      'report.callbackWish:answer_required',
      (r: Report) => ({ ...r, callbackWish: { ...r.callbackWish, answer: null } }),
    ],
    [
      'choice',
      'report.identityChoice:identity_choice_missing',
      (r: Report) => ({ ...r, identityChoice: null }),
    ],
    ['urgency', 'report.urgency:urgency_missing', (r: Report) => ({ ...r, urgency: null })],
    [
      'deadline',
      'report.deadlineTold:deadline_not_told',
      (r: Report) => ({ ...r, urgency: 'urgent' as const }),
    ],
  ])('is not finished without %s (R-9, R-11, R-15, R-34)', (_, problem, change) => {
    expect(codesWith(change)).toContain(problem);
  });

  it('takes 拒答 and 不详 with a reason, and nothing without one', () => {
    const unknown = (reason: string) => (r: Report) => ({
      ...r,
      target: { answer: '', missing: 'unknown' as const, reason },
    });
    expect(codesWith(unknown('不明来源的异味'))).toEqual([]);
    expect(codesWith(unknown('。。。'))).toEqual(['report.target:reason_required']);
  });

  it('tells an anonymous caller who wants a callback to choose (domain Q-10)', () => {
    expect(codesWith((r) => ({ ...r, identityChoice: 'anonymous', onSiteHelp: null }))).toContain(
      'report.callbackWish:callback_needs_named',
    );
  });

  it('counts 未问 against completeness, 不详 with reason not', () => {
    expect(completenessOf(report).answered).toBe(5);
    expect(
      completenessOf({ ...report, target: { answer: '', missing: 'not_asked', reason: '来电中断' } })
        .answered,
    ).toBe(4);
    expect(
      completenessOf({ ...report, target: { answer: '', missing: 'unknown', reason: '不明来源异味' } })
        .answered,
    ).toBe(5);
  });

  it('sees through fillers', () => {
    for (const filler of ['', '无', '。', '……', 'aaaa', '1111', '不知道', ' 无 ', '／'])
      expect(isFiller(filler)).toBe(true);
    for (const answer of ['王庄砖厂', '请夜间检查', '是']) expect(isFiller(answer)).toBe(false);
  });
});

describe('the step rail', () => {
  it('opens nothing before the greeting was said (R-4)', () => {
    const silent = draft(emptyForm(), []);
    expect(isGreeted(silent, bundle)).toBe(false);
    expect(furthestStep(silent, bundle)).toBe('greeting');
    expect(isGreeted(draft(emptyForm()), bundle)).toBe(true);
    expect(furthestStep(draft(emptyForm()), bundle)).toBe('purpose');
  });

  it('lets nobody past a step whose duty is unmet', () => {
    fc.assert(
      fc.property(fc.subarray(saidOn(form)), (said) => {
        const partial = draft(form, said);
        const path = pathOf(form);
        const stop = path.indexOf(furthestStep(partial, bundle));
        for (const step of path.slice(0, stop)) expect(problemsAt(partial, bundle, step)).toEqual([]);
      }),
    );
  });

  it('is short for a consultation and ends at once for a broken call', () => {
    const consultation = {
      ...emptyForm(),
      purpose: 'consultation' as const,
      consultation: { matter: '问奖励办法', answer: '已告知查询渠道', topicId: '' },
    };
    expect(problemsOf(draft(consultation), bundle)).toEqual([]);
    expect(problemsOf(draft({ ...form, purpose: 'dropped' }), bundle)).toEqual([]);
    expect(dispositionOf({ ...form, purpose: 'dropped' })).toBe('dropped');
  });

  it('fills the deadline into the line to say', () => {
    expect(lineValues(form, bundle, '1001', NOON)).toMatchObject({ days: '30', dueDate: '12月23日' });
  });
});

describe('identity never rides along (R-15…R-18)', () => {
  it('is wiped the moment the caller is not a named reporter', () => {
    expect(withoutForbiddenIdentity(form)).toBe(form);
    const ways: IntakeForm[] = [
      { ...form, report: { ...report, identityChoice: 'anonymous' } },
      { ...form, report: { ...report, identityChoice: null } },
      { ...form, purpose: 'consultation' },
      { ...form, purpose: 'dropped' },
      { ...form, scope: { ...form.scope, decision: 'out' } },
    ];
    for (const way of ways) {
      expect(withoutForbiddenIdentity(way).identity).toBeNull();
      expect(withoutForbiddenIdentity(way).report.onSiteHelp).toBeNull();
    }
  });

  it('is in no record, whatever the disposition', () => {
    const purposes = ['report', 'consultation', 'nuisance', 'dropped'] as const;
    for (const purpose of purposes) {
      const record = CallRecord.parse(recordFrom({ ...form, purpose }, purpose === 'report'));
      expect(JSON.stringify(record)).not.toMatch(/张三|13800001234/);
    }
  });

  it('a named report without its sealed identity, and an anonymous one with it, are refused', () => {
    expect(recordProblems(recordFrom(form, false), bundle).map((p) => p.code)).toContain('contact_missing');
    const anonymous = {
      ...form,
      report: {
        ...report,
        identityChoice: 'anonymous' as const,
        callbackWish: { ...report.callbackWish, answer: 'no' as const },
      },
    };
    expect(recordProblems(recordFrom(anonymous, false), bundle)).toEqual([]);
    expect(recordProblems(recordFrom(anonymous, true), bundle).map((p) => p.code)).toContain(
      'contact_missing',
    );
  });

  it('a record turns back into the form it came from', () => {
    const record = recordFrom(form, true) as RecordOf<'report'>;
    expect(formOf(record).report).toEqual(form.report);
    expect(formOf(record).identity).toBeNull();
  });
});
