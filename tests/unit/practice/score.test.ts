import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../src/shared/call/finish';
import type { IntakeForm } from '../../../src/shared/call/form';
import { findCounty } from '../../../src/shared/catalog/areas';
import type { ExpectedReport, PracticeCaller } from '../../../src/shared/practice/caller';
import { heardAt, partsOf, voiceOf } from '../../../src/shared/practice/heard';
import { scoreOf, type Score } from '../../../src/shared/practice/score';
import type { PartId } from '../../../src/shared/practice/score-part';
import { STEPS } from '../../../src/shared/script/steps';
import { caller as fixture } from '../../builders/callers';
import { allSaid } from '../../builders/draft';
import { BUNDLE, CALLERS, modelForm, practiceCaller } from '../../builders/practice';

const scored = (
  form: IntakeForm,
  caller: PracticeCaller,
  changes: { identityWords?: string[]; wasIdentityTyped?: boolean; said?: number } = {},
): Score => {
  const confirmations = allSaid(form, BUNDLE).slice(0, changes.said);
  return scoreOf({ form, confirmations }, caller, {
    bundle: BUNDLE,
    identityWords: changes.identityWords ?? [],
    wasIdentityTyped: changes.wasIdentityTyped ?? false,
  });
};
/** Which parts lost points against the perfect record. */
const lost = (score: Score): PartId[] =>
  score.parts.filter((part) => part.points < part.of).map((part) => part.id);

const expectedOf = ({ expected }: PracticeCaller): ExpectedReport | undefined =>
  expected.purpose === 'report' ? expected : undefined;
const reports = CALLERS.filter((caller) => {
  const expected = expectedOf(caller);
  return expected !== undefined && expected.scope !== 'out';
});
const outOfScope = CALLERS.filter((caller) => expectedOf(caller)?.scope === 'out');
const consultations = CALLERS.filter(({ expected }) => expected.purpose === 'consultation');
const anyOf = (callers: readonly PracticeCaller[]) => fc.constantFrom(...callers);

const onReport = (form: IntakeForm, changes: Partial<IntakeForm['report']>): IntakeForm => ({
  ...form,
  report: { ...form.report, ...changes },
});

describe('the callers that are shipped', () => {
  it('are the fixture’s, word for word, and a dozen who ask something', () => {
    const squeeze = (text: string) => text.replace(/[\s\p{P}]/gu, '');
    expect(CALLERS.filter((caller) => caller.id.startsWith('c'))).toHaveLength(64);
    for (const id of [20, 79, 102, 143, 153, 171]) {
      expect(squeeze(practiceCaller(`c${id}`).text)).toBe(squeeze(fixture(id).text));
    }
    expect(consultations).toHaveLength(12);
  });

  it('are labelled in words of the bundle and places of the province', () => {
    const types = BUNDLE.catalogue.pollutionTypes
      .filter(({ parent }) => parent === '')
      .map(({ code }) => code);
    const referrals = BUNDLE.catalogue.referrals.map(({ id }) => id);
    const topics = BUNDLE.catalogue.consultations.map(({ id }) => id);
    for (const { id, expected } of CALLERS) {
      if (expected.purpose === 'consultation')
        expect([id, ['', ...topics]]).toEqual([id, expect.arrayContaining([expected.topicId])]);
      else {
        expect([id, types]).toEqual([id, expect.arrayContaining(expected.types)]);
        expect([id, referrals]).toEqual([id, expect.arrayContaining(expected.referralIds)]);
        const isPlaced = findCounty(expected.city, expected.county) !== undefined;
        expect([id, isPlaced || expected.scope === 'out']).toEqual([id, true]);
      }
    }
  });

  it('answer every question of the call they make, so that each can be finished', () => {
    for (const caller of reports) {
      expect([caller.id, Object.keys(caller.answers)]).toEqual([
        caller.id,
        expect.arrayContaining(['identity', 'target', 'address', 'wishes', 'read_back']),
      ]);
    }
    for (const caller of CALLERS) {
      const form = modelForm(caller);
      expect([caller.id, problemsOf({ form, confirmations: allSaid(form, BUNDLE) }, BUNDLE)]).toEqual([
        caller.id,
        [],
      ]);
    }
  });
});

describe('what the agent hears', () => {
  it('nothing before the greeting, more with every step and question, all of it in the end', () => {
    fc.assert(
      fc.property(anyOf(CALLERS), fc.nat(6), (caller, asked) => {
        const voice = voiceOf(caller);
        expect(heardAt(voice, 'greeting', asked, true)).toEqual({ story: [], answer: null, hasMore: false });
        const told = STEPS.map((step) => heardAt(voice, step, asked, false).story.length);
        expect([...told].sort((a, b) => a - b)).toEqual(told);
        for (const step of STEPS.slice(1)) {
          const { story } = heardAt(voice, step, asked, false);
          expect(heardAt(voice, step, asked + 1, false).story.slice(0, story.length)).toEqual(story);
        }
        expect(heardAt(voice, 'pollution', 0, false)).toMatchObject({ story: voice.story, hasMore: false });
        expect(heardAt(voice, 'purpose', 0, true).story).toEqual(voice.story);
      }),
    );
  });

  it('cuts no word out of any story', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => partsOf(text).join('') === text));
    for (const { text } of CALLERS) expect(partsOf(text).join('')).toBe(text);
  });
});

describe('the score', () => {
  it('is 100 for the record made exactly as the caller says', () => {
    for (const caller of CALLERS) {
      const score = scored(modelForm(caller), caller);
      expect([caller.id, lost(score), score.total]).toEqual([caller.id, [], 100]);
    }
  });

  it('is the sum of its parts, of 100 together, each between nothing and all', () => {
    fc.assert(
      fc.property(anyOf(CALLERS), anyOf(CALLERS), fc.nat(12), fc.boolean(), (caller, other, said, typed) => {
        const score = scored(modelForm(other), caller, { said, wasIdentityTyped: typed });
        expect(score.parts.reduce((sum, part) => sum + part.of, 0)).toBe(100);
        expect(score.parts.reduce((sum, part) => sum + part.points, 0)).toBe(score.total);
        for (const part of score.parts) {
          expect(part.points).toBeLessThanOrEqual(part.of);
          expect(part.verdict === 'right').toBe(part.points === part.of);
          if (part.verdict === 'wrong') expect(part.points).toBe(0);
        }
      }),
    );
  });

  const cityOf = (caller: PracticeCaller) => expectedOf(caller)?.city;
  /** One thing done wrongly in an otherwise perfect report; null where this caller gives no occasion for it. */
  const FAULTS: Partial<Record<PartId, (form: IntakeForm, caller: PracticeCaller) => IntakeForm | null>> = {
    five: (form) => onReport(form, { target: { answer: '', missing: 'not_asked', reason: '来不及问' } }),
    place: (form, caller) =>
      onReport(form, {
        address: {
          ...form.report.address,
          city: cityOf(caller) === '4101' ? '4102' : '4101',
          county: '410999',
        },
      }),
    types: (form, caller) =>
      expectedOf(caller)?.types.includes('radiation')
        ? null
        : onReport(form, {
            pollution: { ...form.report.pollution, types: [...form.report.pollution.types, 'radiation'] },
          }),
    lead: (form, caller) => {
      const lead = expectedOf(caller)?.lead;
      if (lead === 'either') return null;
      return onReport(form, { majorFlags: lead === 'major' ? [] : ['yellow_river'] });
    },
    urgency: (form, caller) => {
      const wrong = (['urgent', 'important', 'general'] as const).find(
        (each) => !expectedOf(caller)?.urgencies.includes(each),
      );
      return wrong === undefined
        ? null
        : onReport(form, { urgency: wrong, deadlineTold: { urgency: wrong, dueDate: '2026-12-23' } });
    },
    night: (form, caller) =>
      onReport(form, {
        pollution: { ...form.report.pollution, pattern: expectedOf(caller)?.isNight ? '' : '夜间' },
      }),
    callback: (form, caller) => {
      const expected = expectedOf(caller);
      if (expected === undefined || (expected.choice === 'anonymous' && !expected.wantsCallback)) return null;
      return onReport(form, {
        callbackWish: { answer: expected.wantsCallback ? 'no' : 'yes', missing: null, reason: '' },
      });
    },
    choice: (form, caller) => {
      const expected = expectedOf(caller);
      if (expected === undefined || expected.wantsCallback) return null; // an anonymous caller cannot be called back
      const isNamed = expected.choice === 'named';
      return onReport(form, {
        identityChoice: isNamed ? 'anonymous' : 'named',
        onSiteHelp: isNamed ? null : 'no',
      });
    },
    identity: (form, caller) =>
      caller.identity[0] === undefined ? null : { ...form, note: `举报人${caller.identity[0]}` },
  };

  it.each(Object.keys(FAULTS) as PartId[])('%s: that fault alone lowers that part alone', (id) => {
    let occasions = 0;
    for (const caller of reports) {
      const form = FAULTS[id]?.(modelForm(caller), caller) ?? null;
      if (form === null) continue;
      occasions += 1;
      expect([caller.id, lost(scored(form, caller))]).toEqual([caller.id, [id]]);
    }
    expect(occasions).toBeGreaterThan(2);
  });

  it('a line not said lowers the script; a name typed of an anonymous caller lowers the choice', () => {
    fc.assert(
      fc.property(anyOf(reports), (caller) => {
        const form = modelForm(caller);
        const lines = allSaid(form, BUNDLE).length;
        expect(lost(scored(form, caller, { said: lines - 1 }))).toEqual(['script']);
        expect(lost(scored(form, caller, { wasIdentityTyped: true }))).toEqual(
          expectedOf(caller)?.choice === 'anonymous' ? ['choice'] : [],
        );
        expect(lost(scored(form, caller, { identityWords: ['我家'] }))).toEqual(['identity']);
      }),
    );
  });

  it('an overlooked major lead costs more than one too many (R-21)', () => {
    const major = reports.find((caller) => expectedOf(caller)?.lead === 'major') as PracticeCaller;
    const general = reports.find((caller) => expectedOf(caller)?.lead === 'general') as PracticeCaller;
    const missed = scored(onReport(modelForm(major), { majorFlags: [] }), major).total;
    const added = scored(onReport(modelForm(general), { majorFlags: ['yellow_river'] }), general).total;
    expect(missed).toBeLessThan(added);
  });

  it('a complaint sent away is judged as lost, whatever was typed (R-10)', () => {
    fc.assert(
      fc.property(anyOf(reports.filter((caller) => expectedOf(caller)?.scope === 'in')), (caller) => {
        const scope = {
          decision: 'out' as const,
          referralId: 'other_matter',
          matter: '别处',
          explained: true,
        };
        const { total } = scored({ ...modelForm(caller), scope }, caller);
        expect(total).toBeLessThanOrEqual(20);
      }),
    );
  });

  it('out of scope: the wrong office and the wrong end each cost their own', () => {
    for (const caller of outOfScope) {
      const form = modelForm(caller);
      const elsewhere = { ...form, scope: { ...form.scope, referralId: 'fire_safety' } };
      expect([caller.id, lost(scored(elsewhere, caller))]).toEqual([caller.id, ['referral']]);
      const taken = { ...form, scope: { ...form.scope, decision: 'in' as const } };
      expect(lost(scored(taken, caller))).toEqual(expect.arrayContaining(['scope', 'referral']));
    }
  });

  it('a consultation: each missing half costs its own, and no topic costs nothing', () => {
    for (const caller of consultations) {
      const form = modelForm(caller);
      const typed = (changes: Partial<IntakeForm['consultation']>): IntakeForm => ({
        ...form,
        consultation: { ...form.consultation, ...changes },
      });
      expect(lost(scored(typed({ matter: '' }), caller))).toEqual(['matter']);
      expect(lost(scored(typed({ answer: '无' }), caller))).toEqual(['answer']);
      expect(scored(typed({ topicId: '' }), caller).total).toBe(100);
      expect(lost(scored({ ...form, purpose: 'report' }, caller))).toEqual(
        expect.arrayContaining(['purpose']),
      );
    }
  });

  it('finds a number however it is written', () => {
    const caller = practiceCaller('c67');
    for (const note of ['电话139-0000-4581', '１３９００００４５８１', '139 0000 4581']) {
      expect(lost(scored({ ...modelForm(caller), note }, caller))).toEqual(['identity']);
    }
  });
});
