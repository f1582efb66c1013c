import { readFileSync } from 'node:fs';
import { at } from '../../build/base/paths.mjs';
import { SHIPPED_BUNDLE } from '../../src/center/bundle/shipped';
import { emptyForm, type IntakeForm } from '../../src/shared/call/form';
import { PracticeCallers, type ExpectedReport, type PracticeCaller } from '../../src/shared/practice/caller';
import { partsOf } from '../../src/shared/practice/heard';
import { checkBundle, type Bundle } from '../../src/shared/script/bundle';

export const CALLERS = PracticeCallers.parse(
  JSON.parse(readFileSync(at('assets', 'practice', 'callers.json'), 'utf8')),
);

export function practiceCaller(id: string): PracticeCaller {
  const caller = CALLERS.find((each) => each.id === id);
  if (caller === undefined) throw new Error(`No caller ${id}`);
  return caller;
}

/** The bundle that the callers were labelled for. */
export const BUNDLE: Bundle = (() => {
  const check = checkBundle(SHIPPED_BUNDLE);
  if (!check.ok) throw new Error(JSON.stringify(check));
  return check.bundle;
})();

const withoutIdentity = (text: string, identity: readonly string[]): string =>
  partsOf(text)
    .filter((part) => !identity.some((words) => part.includes(words)))
    .join('');

/** The form filled in exactly as the caller says: what nobody could do better. */
export function modelForm(caller: PracticeCaller): IntakeForm {
  const { expected, identity } = caller;
  const form = emptyForm();
  if (expected.purpose === 'consultation') {
    const { topicId, answer } = expected;
    return { ...form, purpose: 'consultation', consultation: { matter: caller.title, answer, topicId } };
  }
  if (expected.scope === 'out') return outOfScope(form, caller, expected);
  return {
    ...form,
    purpose: 'report',
    scope: { ...form.scope, decision: 'in' },
    report: reportOf(form, caller, expected),
    identity:
      expected.choice === 'named'
        ? { name: identity[0] ?? '来电人', phone: '13700000000', contactNote: '', originals: [] }
        : null,
  };
}

function outOfScope(form: IntakeForm, caller: PracticeCaller, expected: ExpectedReport): IntakeForm {
  const referralId = expected.referralIds[0] ?? 'other_matter';
  const scope = { decision: 'out' as const, referralId, matter: caller.title, explained: true };
  return { ...form, purpose: 'report', scope };
}

function reportOf(form: IntakeForm, caller: PracticeCaller, expected: ExpectedReport): IntakeForm['report'] {
  const urgency = expected.urgencies[0] ?? 'general';
  return {
    ...form.report,
    identityChoice: expected.choice,
    onSiteHelp: expected.choice === 'named' ? 'no' : null,
    target: { answer: expected.target, missing: null, reason: '' },
    address: {
      city: expected.city,
      county: expected.county,
      town: '',
      detail: expected.address,
      missing: null,
      reason: '',
    },
    pollution: {
      types: [...expected.types],
      description: withoutIdentity(caller.text, caller.identity) || `${expected.target}有污染`,
      pattern: expected.isNight ? '夜间' : '',
      occurrences: [],
    },
    investigationWish: { answer: '请现场查看', missing: null, reason: '' },
    callbackWish: { answer: expected.wantsCallback ? 'yes' : 'no', missing: null, reason: '' },
    urgency,
    majorFlags: expected.lead === 'major' ? ['other_major'] : [],
    deadlineTold: { urgency, dueDate: '2026-12-23' },
  };
}
