import { describe, expect, it } from 'vitest';
import { SHIPPED_BUNDLE as source } from '../../../src/center/bundle/shipped';
import { callKeyOf } from '../../../src/renderer/features/intake/call/call-keys';
import { withHomeCity } from '../../../src/renderer/features/intake/draft/home-city';
import { findIdentityIn } from '../../../src/renderer/features/intake/draft/identity-scan';
import { isChosen, toggled } from '../../../src/renderer/features/intake/draft/pollution-types';
import { railOf } from '../../../src/renderer/features/intake/draft/rail';
import { promiseOf, spokenLines } from '../../../src/renderer/features/intake/draft/spoken-lines';
import { passphraseRules } from '../../../src/shared/session/passphrase';
import { isComposing } from '../../../src/renderer/ui/composing';
import { ageOf, duration } from '../../../src/renderer/ui/times';
import { type Draft, emptyForm, type IntakeForm } from '../../../src/shared/call/form';
import { CallId, PersonId, SeatId } from '../../../src/shared/ids';
import { Bundle } from '../../../src/shared/script/bundle';

const bundle = Bundle.parse(source);
const NOW = Date.parse('2026-11-23T08:00:00Z');

function draftAt(
  step: Draft['step'],
  form: Partial<IntakeForm> = {},
  said: string[] = ['g_greeting'],
): Draft {
  return {
    id: CallId.parse('019ab0c0-0000-7000-8000-000000000001'),
    localNumber: 'ZZ01-20261123-0001',
    seatId: SeatId.parse('ZZ01'),
    agentId: PersonId.parse('p-1001'),
    startedAt: NOW,
    origin: { kind: 'key' },
    saveCount: 0,
    savedAt: NOW,
    hungUpAt: null,
    bundleVersion: bundle.version,
    step,
    confirmations: said.map((lineId) => ({ lineId, at: NOW })),
    form: { ...emptyForm(), ...form },
    revises: null,
    takenOver: null,
  };
}

describe('keys in a call', () => {
  const key = (
    name: string,
    held: Partial<Record<'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey', boolean>> = {},
  ) => ({
    key: name,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    ...held,
  });
  it('leave digits to whoever is typing', () => {
    expect(callKeyOf(key('1'), 'button', true)).toEqual({ kind: 'pick', digit: '1' });
    expect(callKeyOf(key('1'), 'nowhere', true)).toEqual({ kind: 'pick', digit: '1' });
    for (const place of ['one_line', 'text_area', 'open_list'] as const)
      expect(callKeyOf(key('1'), place, true)).toBeNull();
  });

  it('let Enter write lines in a text, go on in a field, and confirm only where that was chosen', () => {
    expect(callKeyOf(key('Enter'), 'text_area', true)).toBeNull();
    expect(callKeyOf(key('Enter'), 'open_list', true)).toBeNull();
    expect(callKeyOf(key('Enter'), 'one_line', true)).toEqual({ kind: 'next_field' });
    expect(callKeyOf(key('Enter'), 'nowhere', true)).toEqual({ kind: 'confirm' });
    expect(callKeyOf(key('Enter'), 'nowhere', false)).toBeNull();
  });

  it('see an input method at work, in both ways that Chromium tells it', () => {
    const event = (part: object) => ({ isComposing: false, keyCode: 13, ...part }) as KeyboardEvent;
    expect(isComposing(event({}))).toBe(false);
    expect(isComposing(event({ isComposing: true }))).toBe(true);
    expect(isComposing(event({ keyCode: 229 }))).toBe(true);
  });
});

describe('the step rail', () => {
  it('opens nothing beyond the greeting before it was said (R-4)', () => {
    const rail = railOf(draftAt('greeting', {}, []), bundle);
    expect(rail.filter((step) => step.isOpen).map((step) => step.id)).toEqual(['greeting']);
  });

  it('shows a consultation what it does not need', () => {
    const rail = railOf(draftAt('purpose', { purpose: 'consultation' }), bundle);
    expect(rail.filter((step) => step.state === 'away')).toHaveLength(8);
  });

  it('marks a gap behind the agent, without shutting the step they stand at', () => {
    const form = emptyForm();
    const rail = railOf(
      draftAt('target', { purpose: 'report', scope: { ...form.scope, decision: null } }),
      bundle,
    );
    expect(rail.find((step) => step.id === 'scope')).toMatchObject({ state: 'gap', isOpen: true });
    expect(rail.find((step) => step.id === 'target')).toMatchObject({ state: 'current', isOpen: true });
    expect(rail.find((step) => step.id === 'pollution')?.isOpen).toBe(false);
  });
});

describe('lines to say', () => {
  const inScope = { purpose: 'report' as const, scope: { ...emptyForm().scope, decision: 'in' as const } };

  it('carry the agent number, and nothing else, into the greeting', () => {
    const [greeting] = spokenLines(draftAt('greeting', {}, []), bundle, '1001', NOW);
    expect(greeting?.filled).toContain('1001');
    expect(greeting).toMatchObject({ must: true, saidAt: null, isReady: true });
  });

  it('can not be confirmed while the deadline is still open (R-9)', () => {
    const [line] = spokenLines(draftAt('deadline', inScope), bundle, '1001', NOW);
    expect(line).toMatchObject({ isReady: false, saidAt: null });
  });

  it('have to be said again when the urgency changes after it was told (R-34)', () => {
    const report = { ...emptyForm().report, urgency: 'urgent' as const };
    const draft = draftAt('deadline', { ...inScope, report }, ['g_greeting', 'd_deadline']);
    const promise = promiseOf(draft, bundle, NOW);
    expect(promise).toEqual({ urgency: 'urgent', dueDate: '2026-11-26' });
    const told = { ...draft, form: { ...draft.form, report: { ...report, deadlineTold: promise } } };
    expect(spokenLines(told, bundle, '1001', NOW)[0]?.saidAt).toBe(NOW);
    const changed = {
      ...told,
      form: { ...told.form, report: { ...told.form.report, urgency: 'general' as const } },
    };
    expect(spokenLines(changed, bundle, '1001', NOW)[0]?.saidAt).toBeNull();
  });
});

describe('types of pollution', () => {
  const all = bundle.catalogue.pollutionTypes;
  const type = (code: string) => all.find((each) => each.code === code) ?? { code: '', name: '', parent: '' };

  it('let a kind stand for its main type and give it back', () => {
    const water = toggled([], type('water'), all);
    const kind = toggled(water, type('water_industrial'), all);
    expect([water, kind]).toEqual([['water'], ['water_industrial']]);
    expect(isChosen(kind, type('water'), all)).toBe(true);
    expect(toggled(kind, type('water_industrial'), all)).toEqual(['water']);
  });

  it('take the kinds along when the main type is taken back, and no others', () => {
    const types = ['water_industrial', 'water_sewage', 'air'];
    expect(toggled(types, type('water'), all)).toEqual(['air']);
  });
});

describe('small helpers of the intake', () => {
  it('mark identity where it stands, in every free text (R-18)', () => {
    const form = emptyForm();
    form.report.pollution.description = '夜里冒烟，电话13800001234，请回电';
    form.note = '我叫张三';
    const found = findIdentityIn(form);
    expect(found.map((hit) => [hit.field, hit.kind])).toEqual([
      ['report.pollution.description', 'phone'],
      ['note', 'self_name'],
    ]);
    expect(found[0]).toMatchObject({ before: '夜里冒烟，', words: '电话13800001234', after: '，请回电' });
  });

  it('offer the city of the unit, but never over what was picked', () => {
    const offered = withHomeCity(emptyForm(), '郑州市生态环境局').report.address.city;
    expect(offered).toBe('4101');
    const picked = emptyForm();
    picked.report.address.city = '4102';
    expect(withHomeCity(picked, '郑州市')).toBe(picked);
  });

  it('tell ages and durations as people say them', () => {
    expect(ageOf(59_000)).toEqual({ unit: 'moment', n: 0 });
    expect(ageOf(47 * 3_600_000)).toEqual({ unit: 'hours', n: 47 });
    expect(ageOf(49 * 3_600_000)).toEqual({ unit: 'days', n: 2 });
    expect([duration(187_000), duration(3_765_000)]).toEqual(['3:07', '1:02:45']);
  });

  it('judge passphrases by the rule the core refuses by', () => {
    const isStrong = (passphrase: string) => Object.values(passphraseRules(passphrase)).every(Boolean);
    expect(['correct horse battery', '一句只有我知道的长话吧'].every(isStrong)).toBe(true);
    expect(['short', 'aaaaaaaaaaaaaaa', '123456789012', 'Password!!!1', ''].some(isStrong)).toBe(false);
  });
});
