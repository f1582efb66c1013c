import { describe, expect, it } from 'vitest';
import { SHIPPED_BUNDLE as source } from '../../../src/center/bundle/shipped';
import { emptyForm } from '../../../src/shared/call/form';
import { checkBundle } from '../../../src/shared/script/bundle';
import { linesAt, pathOf } from '../../../src/shared/script/path';
import { findIdentity } from '../../../src/shared/privacy/find-identity';
import { HENAN } from '../../../src/shared/catalog/areas';

const checked = checkBundle(source);
if (!checked.ok) throw new Error(JSON.stringify(checked));
const { bundle } = checked;
const lines = bundle.script.steps.flatMap((step) => step.lines);

describe('the demo bundle', () => {
  it('names every line, type, industry and referral once', () => {
    const { pollutionTypes, industries, referrals } = bundle.catalogue;
    const lists = [lines.map((line) => line.id), referrals.map((each) => each.id)];
    lists.push(
      pollutionTypes.map((type) => type.code),
      industries.map((industry) => industry.code),
    );
    for (const ids of lists) expect(new Set(ids).size).toBe(ids.length);
  });

  it('has pollution types of two levels, writable in a report', () => {
    const { pollutionTypes, industries } = bundle.catalogue;
    const roots = new Set(pollutionTypes.filter((type) => type.parent === '').map((type) => type.code));
    expect(roots.size).toBe(9);
    for (const type of pollutionTypes) {
      expect(type.code).toMatch(/^[a-z_]{2,40}$/);
      if (type.parent !== '') expect(roots).toContain(type.parent);
    }
    for (const industry of industries) expect(industry.code).toMatch(/^[a-z_]{2,40}$/);
  });

  it('keeps a consultation to one line that must be said (94 % of calls)', () => {
    const form = { ...emptyForm(), purpose: 'consultation' as const };
    const must = pathOf(form).flatMap((step) =>
      linesAt(bundle.script, step, form).filter((line) => line.must),
    );
    expect(must.map((line) => line.id)).toEqual(['g_greeting']);
  });

  it('tells the route when a matter is out of scope, and never refers mining away (R-10)', () => {
    const form = emptyForm();
    form.purpose = 'report';
    form.scope.decision = 'out';
    const said = pathOf(form).flatMap((step) => linesAt(bundle.script, step, form));
    expect(said.filter((line) => line.must).map((line) => line.id)).toEqual(['g_greeting', 's_route']);
    expect(said.some((line) => line.text.includes('{department}') && line.text.includes('{phone}'))).toBe(
      true,
    );
    const matters = bundle.catalogue.referrals.map((referral) => referral.matter).join();
    expect(matters).not.toMatch(/采石|采矿/);
  });

  it('has no city in its referrals and no number that looks like a person', () => {
    for (const referral of bundle.catalogue.referrals) {
      const said = referral.department + referral.phone;
      for (const city of HENAN) expect(said).not.toContain(city.name.slice(0, 2));
      expect(findIdentity(said)).toEqual([]);
    }
  });
});
