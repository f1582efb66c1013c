import { describe, expect, it } from 'vitest';
import { SHIPPED_BUNDLE } from '../../../src/center/bundle/shipped';
import { readCall } from '../../../src/shared/proposals/read-call';
import { NO_RULES, Rules } from '../../../src/shared/rules/rules';
import { checkBundle } from '../../../src/shared/script/bundle';
import { MajorFlag } from '../../../src/shared/lead/major';
import { aBundle } from '../../builders/bundle';
import { shippedRules, someRules } from '../../builders/rules';

const rules = shippedRules();

describe('rules as data of the signed bundle', () => {
  it('are none in a bundle of schema 1: then nothing is proposed', () => {
    const { rules: none } = aBundle();
    expect(none).toEqual(NO_RULES);
    expect(readCall({ description: '夜里往水库里偷排废酸' }, none)).toEqual({
      lead: { flags: [], near: [] },
      urgency: { urgency: 'general', reasons: [] },
      occurrences: [],
      saidBefore: [],
      types: [],
      industries: [],
      scope: { decision: null, referrals: [], ours: [] },
    });
  });

  it.each([
    ['a pattern instead of words', { lists: { aa: { words: ['水  库'] } } }],
    ['a word that never ends', { lists: { aa: { words: ['水'.repeat(25)] } } }],
    [
      'too many lists',
      { lists: Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`l_${at}`, {}])) },
    ],
    ['a fact of a list that is not there', { facts: [{ id: 'fact', needs: [{ any: ['nowhere'] }] }] }],
    [
      'a fact of a later fact',
      {
        facts: [
          { id: 'one', needs: [{ any: ['two'] }] },
          { id: 'two', needs: [{ any: ['one'] }] },
        ],
      },
    ],
    [
      'two facts of one name',
      { lists: { aa: {} }, facts: ['xx', 'xx'].map((id) => ({ id, needs: [{ any: ['aa'] }] })) },
    ],
    ['a field that nobody knows', { script: 'alert(1)' }],
    [
      'points beyond all',
      {
        lead: [{ id: 'rr', needs: [{ any: ['aa'] }], flag: null, points: 9999, sentence: '很重要的' }],
        lists: { aa: {} },
      },
    ],
  ])('refuses %s', (_, parts) => {
    expect(Rules.safeParse({ ...NO_RULES, version: 'x', ...parts }).success).toBe(false);
  });

  it('know every flag of the notice but the open one, and name nothing that the catalogue lacks', () => {
    const flags = new Set(rules.lead.flatMap(({ flag }) => flag ?? []));
    expect(MajorFlag.options.filter((flag) => !flags.has(flag))).toEqual([]);
    const { pollutionTypes, industries, referrals } = SHIPPED_BUNDLE.catalogue;
    const types = new Set(pollutionTypes.map(({ code }) => code));
    expect(Object.keys(rules.typeBase).filter((code) => !types.has(code))).toEqual([]);
    expect(rules.kinds.filter(({ code }) => !types.has(code))).toEqual([]);
    expect(rules.industries.filter(({ code }) => !industries.some((one) => one.code === code))).toEqual([]);
    expect(rules.scope.out.filter(({ referral }) => !referrals.some(({ id }) => id === referral))).toEqual(
      [],
    );
  });

  it('are refused with the bundle where they name what the catalogue lacks', () => {
    const [first] = rules.scope.out;
    const out = [{ ...first, referral: 'nobody' }];
    const check = checkBundle({
      ...SHIPPED_BUNDLE,
      rules: { ...SHIPPED_BUNDLE.rules, scope: { ...SHIPPED_BUNDLE.rules.scope, out } },
    });
    expect(check).toMatchObject({ ok: false, reason: 'malformed' });
  });

  it('name each rule once', () => {
    const { lead, urgency, types, kinds, industries, scope, repeats } = rules;
    for (const group of [lead, urgency, types, kinds, industries, scope.out, scope.ours, repeats]) {
      const ids = group.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('take the same parts where nothing is wrong with them', () => {
    const parts = {
      lists: { aa: { words: ['水 河'] } },
      facts: [
        { id: 'one', needs: [{ any: ['aa'] }] },
        { id: 'two', needs: [{ any: ['one'] }] },
      ],
      lead: [{ id: 'rr', needs: [{ any: ['two'] }], flag: null, points: 9, sentence: '很重要的' }],
    };
    expect(Rules.safeParse({ ...NO_RULES, version: 'x', ...parts }).success).toBe(true);
  });

  it('cannot be made to hang by lists that name each other', () => {
    const ring = someRules({
      lists: { aa: { words: ['水'], of: ['bb'] }, bb: { words: ['河'], of: ['aa'] } },
      repeats: [{ id: 'rr', needs: [{ any: ['aa'] }] }],
    });
    expect(readCall({ description: '河' }, ring).saidBefore.map(({ words }) => words)).toEqual(['河']);
  });
});
