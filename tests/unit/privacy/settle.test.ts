import { describe, expect, it } from 'vitest';
import type { IntakeForm } from '../../../src/shared/call/form';
import { identityIn, type PlacedHit } from '../../../src/shared/privacy/free-texts';
import { FreeTextField } from '../../../src/shared/privacy/kept-words';
import { withKeptWords, withNeutralWords } from '../../../src/shared/privacy/settle';
import { aConsultationForm, aReportForm } from '../../builders/draft';

const STORY = '夜里冒烟，我叫张国庆，电话13800001234，请回电';

function told(isNamed: boolean, description = STORY): IntakeForm {
  return aReportForm({ isNamed, report: { pollution: { description } } });
}
function first(form: IntakeForm): PlacedHit {
  const hit = identityIn(form).find((each) => !each.isKept);
  if (hit === undefined) throw new Error('Nothing found');
  return hit;
}
function allNeutral(form: IntakeForm): IntakeForm {
  let now = form;
  for (let left = identityIn(now).length; left > 0; left -= 1) now = withNeutralWords(now, first(now), false);
  return now;
}

describe('a hit put into neutral words (R-18)', () => {
  it('leaves nothing to find, and a named reporter’s own words go to the sealed part alone', () => {
    const settled = allNeutral(told(true));
    expect(identityIn(settled)).toEqual([]);
    expect(JSON.stringify(settled.report)).not.toMatch(/张国庆|13800001234/);
    expect(settled.identity?.originals.map((each) => each.words).join()).toMatch(/张国庆.*13800001234/);
  });

  it('keeps an anonymous caller’s words nowhere (R-16)', () => {
    const settled = allNeutral(told(false));
    expect(JSON.stringify(settled)).not.toMatch(/张国庆|13800001234/);
    expect(settled.identity).toBeNull();
  });

  it('opens no second box over an identity that was sealed before', () => {
    const revision = { ...told(true), identity: null };
    const settled = withNeutralWords(revision, first(revision), true);
    expect(settled.identity).toBeNull();
    expect(settled.report.pollution.description).not.toContain('张国庆');
  });

  it('works in every free text of a call', () => {
    const words = '电话13800001234';
    const form = aReportForm({
      consultation: { matter: words, answer: words },
      scope: { matter: words },
      note: words,
      report: {
        target: { answer: words, reason: words },
        address: { detail: words, reason: words },
        pollution: { description: words, pattern: words },
        investigationWish: { answer: words, reason: words },
        callbackWish: { reason: words },
      },
    });
    expect(new Set(identityIn(form).map((hit) => hit.field))).toEqual(new Set(FreeTextField.options));
    expect(JSON.stringify(allNeutral(form))).not.toContain('13800001234');
    const asked = allNeutral({ ...aConsultationForm(), note: words });
    expect(asked.note).not.toContain('13800001234');
  });

  it('leaves what was told beside it to be found still', () => {
    const before = told(false, '电话13800001234，镇卫生院的护工，夜里冒烟');
    expect(identityIn(before).map((hit) => hit.kind)).toEqual(['phone', 'job']);
    const after = withNeutralWords(before, first(before), false);
    expect(identityIn(after).map((hit) => hit.words)).toEqual(['镇卫生院的护工']);
  });

  it('changes nothing where the text has moved on since', () => {
    const before = told(true);
    const hit = first(before);
    const moved = told(true, `哦，${STORY}`);
    expect(withNeutralWords(moved, hit, false)).toBe(moved);
  });
});

describe('a hit that may stay', () => {
  it('is no longer asked about, until the words change', () => {
    const form = told(false, '老板电话写在墙上，打我手机13800001234');
    const kept = withKeptWords(form, first(form), 'of_target');
    expect(identityIn(kept).filter((hit) => !hit.isKept)).toEqual([]);
    const { pollution } = kept.report;
    const description = pollution.description.replace('1234', '9999');
    const other = { ...kept, report: { ...kept.report, pollution: { ...pollution, description } } };
    expect(identityIn(other).filter((hit) => !hit.isKept)).toHaveLength(1);
  });

  it('is settled once, by the last word said about it', () => {
    const form = told(false, '打我手机13800001234');
    const twice = withKeptWords(withKeptWords(form, first(form), 'of_target'), first(form), 'not_identity');
    expect(twice.report.keptWords).toMatchObject([{ because: 'not_identity' }]);
  });
});
