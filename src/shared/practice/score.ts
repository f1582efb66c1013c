import { z } from 'zod';
import { dispositionOf } from '../call/finish';
import type { Draft, IntakeForm } from '../call/form';
import type { Disposition } from '../call/record';
import { isFiller } from '../report/problems';
import type { Bundle } from '../script/bundle';
import { linesAt, pathOf } from '../script/path';
import type { PracticeCaller } from './caller';
import { identityPart } from './identity-part';
import { reportParts } from './report-parts';
import { part, ScorePart, type Circumstances } from './score-part';

export const Score = z.strictObject({
  /** Of 100. Time plays no part in it: it only advises. */
  total: z.number().int().min(0).max(100),
  parts: z.array(ScorePart),
});
export type Score = z.infer<typeof Score>;

/**
 * A practised call against what its caller would have recorded: 100 points for the record made exactly as the caller
 * says. Compares the record's fields with the caller's labels; knows no rules of grading.
 */
export function scoreOf(
  call: Pick<Draft, 'form' | 'confirmations'>,
  caller: PracticeCaller,
  circumstances: Circumstances,
): Score {
  const parts = partsFor(call, caller, circumstances);
  return { total: parts.reduce((sum, each) => sum + each.points, 0), parts };
}

function partsFor(
  call: Pick<Draft, 'form' | 'confirmations'>,
  caller: PracticeCaller,
  circumstances: Circumstances,
): ScorePart[] {
  const { form } = call;
  const { expected } = caller;
  const { bundle, identityWords } = circumstances;
  const ended = dispositionOf(form);
  if (expected.purpose === 'consultation') {
    const isOne = ended === 'consultation';
    return [
      scriptPart(call, bundle, 20),
      endPart('purpose', 30, ['consultation'], ended),
      textPart('matter', 15, isOne ? form.consultation.matter : '', caller.title),
      textPart('answer', 15, isOne ? form.consultation.answer : '', expected.answer),
      topicPart(form, isOne, expected.topicId, bundle),
      identityPart(10, form, caller.identity, identityWords),
    ];
  }
  const isOut = expected.scope === 'out' || (expected.scope === 'either' && ended === 'out_of_scope');
  const rightEnds: Disposition[] =
    expected.scope === 'either' ? ['report', 'out_of_scope'] : [isOut ? 'out_of_scope' : 'report'];
  if (!isOut) {
    return [
      scriptPart(call, bundle, 10),
      endPart('scope', 10, rightEnds, ended),
      ...reportParts(form, ended === 'report', expected, circumstances),
      identityPart(10, form, caller.identity, identityWords),
    ];
  }
  const isOne = ended === 'out_of_scope';
  return [
    scriptPart(call, bundle, 15),
    endPart('scope', 30, rightEnds, ended),
    textPart('matter', 15, isOne ? form.scope.matter : '', caller.title),
    referralPart(isOne ? form.scope.referralId : '', expected.referralIds, bundle),
    identityPart(15, form, caller.identity, identityWords),
  ];
}

/** Lines that had to be said on the way this call took. */
function scriptPart(call: Pick<Draft, 'form' | 'confirmations'>, bundle: Bundle, of: number): ScorePart {
  const said = new Set(call.confirmations.map(({ lineId }) => lineId));
  const must = pathOf(call.form)
    .flatMap((step) => linesAt(bundle.script, step, call.form))
    .filter((line) => line.must);
  const done = must.filter((line) => said.has(line.id)).length;
  const share = must.length === 0 ? 1 : done / must.length;
  return part('script', of, share, 'count', [String(must.length)], [String(done)]);
}

function endPart(
  id: 'purpose' | 'scope',
  of: number,
  right: readonly Disposition[],
  ended: Disposition | null,
): ScorePart {
  const isRight = ended !== null && right.includes(ended);
  return part(id, of, Number(isRight), 'disposition', right, ended === null ? [] : [ended]);
}

/** Written down or not; what a good answer holds is shown beside it for the agent to judge. */
function textPart(id: 'matter' | 'answer', of: number, typed: string, reference: string): ScorePart {
  const got = typed.trim();
  return part(id, of, Number(!isFiller(got)), 'text', [reference], got === '' ? [] : [got]);
}

/** No topic chosen is no fault: an answer in one's own words is as good. */
function topicPart(form: IntakeForm, isOne: boolean, topicId: string, bundle: Bundle): ScorePart {
  const known = bundle.catalogue.consultations.map((topic) => topic.id);
  const got = form.consultation.topicId;
  const isRight = isOne && (got === '' || got === topicId || !known.includes(topicId));
  return part(
    'topic',
    10,
    Number(isRight),
    'topic',
    topicId === '' ? [] : [topicId],
    got === '' ? [] : [got],
  );
}

/** Where the directory in force has none of the caller's routes, any of its routes counts. */
function referralPart(referralId: string, right: readonly string[], bundle: Bundle): ScorePart {
  const known = right.filter((id) => bundle.catalogue.referrals.some((referral) => referral.id === id));
  const isRight = referralId !== '' && (known.length === 0 || known.includes(referralId));
  return part('referral', 25, Number(isRight), 'referral', known, referralId === '' ? [] : [referralId]);
}
