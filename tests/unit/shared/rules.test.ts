import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/shared/canonical-json';
import { areaNames, HENAN } from '../../../src/shared/catalog/areas';
import { contract, StoreState } from '../../../src/shared/ipc/contract';
import { REQUEST_NAMES } from '../../../src/shared/ipc/names';
import { deadlineOf } from '../../../src/shared/lead/deadline';
import { findIdentity } from '../../../src/shared/privacy/find-identity';
import { Delivery, queueState, Stage } from '../../../src/shared/queue/state';
import { SHIPPED_BUNDLE as bundleSource } from '../../../src/center/bundle/shipped';
import { checkBundle } from '../../../src/shared/script/bundle';

const RULES = { urgent: 3, important: 15, general: 30 } as const;

describe('deadlines (R-34, R-35)', () => {
  it.each([
    ['urgent', '2026-12-30T02:00:00+08:00', '2027-01-02'],
    ['general', '2028-01-30T12:00:00+08:00', '2028-02-29'],
    ['important', '2026-11-23T23:59:59+08:00', '2026-12-08'],
    ['important', '2026-11-24T00:00:00+08:00', '2026-12-09'],
  ] as const)('%s from %s is due by the end of %s', (urgency, from, due) => {
    const deadline = deadlineOf(urgency, Date.parse(from), RULES);
    expect(deadline.dueDate).toBe(due);
    expect(deadline.dueAt).toBe(Date.parse(`${due}T23:59:59.999+08:00`));
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of keys and is read back unchanged', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('refuses what would change on the way', () => {
    for (const bad of ['\ud83d', NaN, Infinity, () => 0])
      expect(() => canonicalJson({ bad })).toThrow(TypeError);
  });
});

describe('divisions of Henan (R-1)', () => {
  it('are the 18 units, 157 counties, 24 zones and 2,586 townships of NBS 2023', () => {
    const counties = HENAN.flatMap((city) => city.counties);
    expect(HENAN).toHaveLength(18);
    expect(counties.filter((county) => !county.zone)).toHaveLength(157);
    expect(counties.filter((county) => county.zone)).toHaveLength(24);
    expect(counties.flatMap((county) => county.towns)).toHaveLength(2586);
  });

  it('calls 济源 what people call it, once', () => {
    expect(HENAN.map((city) => city.name)).toContain('济源市');
    expect(areaNames({ city: '4190', county: '419001', town: '419001001' })).toEqual(['济源市', '沁园街道']);
  });

  it('keep their shape: codes nest by their digits, every place has a name, no code comes twice', () => {
    const towns = HENAN.flatMap((city) => city.counties).flatMap((county) => county.towns);
    for (const city of HENAN) {
      expect(city.code).toMatch(/^41\d{2}(?:\d{2})?$/);
      for (const county of city.counties) {
        expect(county.code).toMatch(/^41\d{4}$/);
        expect(county.name).not.toBe('');
        for (const town of county.towns)
          expect(town.code.startsWith(county.code) && town.code.length === 9).toBe(true);
      }
    }
    for (const town of towns) expect(town.name).not.toBe('');
    expect(new Set(towns.map((town) => town.code)).size).toBe(towns.length);
  });
});

describe('identity in free text (R-18)', () => {
  it.each([
    ['你打我电话13800001234', 'phone'],
    ['一三八零零零零一二三四', 'phone'],
    ['138 0000 1234', 'phone'],
    ['１３８００００１２３４', 'phone'],
    ['家里电话0371-66554433', 'landline'],
    ['身份证410105199003078815', 'id_card'],
    ['加我微信hn_xiaowang88', 'wechat'],
    ['发邮件wang@example.com', 'email'],
    ['我叫李建国，你们记一下', 'self_name'],
    ['俺家就住在幸福小区3号楼', 'home'],
  ])('finds %s', (text, kind) => {
    expect(findIdentity(text).map((hit) => hit.kind)).toContain(kind);
  });

  it('leaves a report without identity alone', () => {
    expect(findIdentity('都是一个村的，别问我叫啥，也别问我姓什么')).toEqual([]);
    expect(findIdentity('新郑的磐筑商砼，白天黑夜不停，距离2026年11月已经三年，豫A12345的车')).toEqual([]);
  });

  it('stays quick on hostile text', () => {
    for (const text of ['1 '.repeat(50_000), '住'.repeat(100_000), 'a@'.repeat(50_000)]) {
      // The processor's own time: how busy the machine is says nothing about the linter.
      const started = process.cpuUsage().user;
      findIdentity(text);
      expect((process.cpuUsage().user - started) / 1000).toBeLessThan(5_000);
    }
  });
});

describe('queue states', () => {
  it('never show 已受理 but for a record that the center has', () => {
    for (const stage of Stage.options) {
      for (const delivery of Delivery.options) {
        if (stage === 'draft') continue;
        const state = queueState({ stage, delivery });
        expect(state === 'accepted' || state === 'returned').toBe(delivery === 'accepted');
      }
    }
    expect(queueState({ stage: 'draft', hungUp: true })).toBe('incomplete');
  });
});

describe('the contract', () => {
  it('has its names listed for the preload', () => {
    expect([...REQUEST_NAMES].sort()).toEqual(Object.keys(contract).sort());
  });

  it('refuses extra fields', () => {
    expect(StoreState.safeParse({ kind: 'needs_passphrase', key: 'x' }).success).toBe(false);
  });
});

describe('a bundle', () => {
  it('is refused with a bent greeting, a city’s name, other deadlines or steps out of order (R-4, R-5, R-34)', () => {
    expect(checkBundle(bundleSource).ok).toBe(true);
    const bend = (change: (bundle: typeof bundleSource) => unknown) =>
      checkBundle(change(structuredClone(bundleSource)));
    const greeting = (text: string) =>
      bend((bundle) => {
        for (const step of bundle.script.steps) {
          if (step.id === 'greeting') for (const line of step.lines) line.text = text;
        }
        return bundle;
      });
    expect(greeting('您好，郑州市生态环境局12369生态环境举报热线')).toMatchObject({
      ok: false,
      reason: 'wording',
    });
    expect(bend((bundle) => ({ ...bundle, deadlines: { ...bundle.deadlines, urgent: 5 } }))).toMatchObject({
      ok: false,
    });
    expect(
      bend((bundle) => ({ ...bundle, hotline: { ...bundle.hotline, name: '郑州市12369热线' } })),
    ).toMatchObject({ ok: false });
    expect(
      bend((bundle) => ({
        ...bundle,
        script: { ...bundle.script, steps: [...bundle.script.steps].reverse() },
      })),
    ).toMatchObject({ ok: false });
    expect(
      bend((bundle) => {
        for (const step of bundle.script.steps)
          if (step.id === 'greeting') for (const line of step.lines) line.must = false;
        return bundle;
      }),
    ).toMatchObject({ ok: false, reason: 'greeting_not_obliged' });
  });
});
