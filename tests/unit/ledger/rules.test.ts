import { expect, test } from 'vitest';
import { SHIPPED_BUNDLE } from '../../../src/center/bundle/shipped';
import { backEntryRefusal } from '../../../src/shared/call/back-entry';
import { problemsOf, recordProblems } from '../../../src/shared/call/finish';
import { emptyForm } from '../../../src/shared/call/form';
import { isDayClosed } from '../../../src/shared/call/ledger';
import { withTopic } from '../../../src/shared/call/topics';
import { keepsTransfers, transferLacks } from '../../../src/shared/call/transfers';
import { acceptedAt } from '../../../src/shared/lead/acceptance';
import { deadlineOf } from '../../../src/shared/lead/deadline';
import { Bundle } from '../../../src/shared/script/bundle';
import { aConsultationForm, aDraft, aRecord, aReportForm } from '../../builders/draft';
import { aBundle } from '../../builders/bundle';

const bundle = Bundle.parse(SHIPPED_BUNDLE);
const topics = bundle.catalogue.consultations;
const [first, second] = topics;
const noon = Date.UTC(2026, 10, 23, 4);

test('a topic fills what is asked of a consultation; own words stay (R-9)', () => {
  if (!first || !second) throw new Error('the bundle has topics');
  const once = withTopic(emptyForm(), first, topics);
  expect(once).toMatchObject({
    purpose: 'consultation',
    consultation: { matter: first.matter, answer: first.answer, topicId: first.id },
  });
  const twice = withTopic(once, second, topics);
  expect(twice.consultation).toEqual({ matter: second.matter, answer: second.answer, topicId: second.id });
  const own = { ...once, consultation: { ...once.consultation, answer: '已告知去窗口办' } };
  expect(withTopic(own, second, topics).consultation).toEqual({
    matter: second.matter,
    answer: '已告知去窗口办',
    topicId: second.id,
  });
});

test('every topic of the shipped bundle makes a whole consultation, with no key but its own', () => {
  const said = [{ lineId: 'g_greeting', at: noon }];
  for (const topic of topics) {
    const form = withTopic(emptyForm(), topic, topics);
    expect([topic.id, problemsOf({ form, confirmations: said }, bundle)]).toEqual([topic.id, []]);
  }
  expect(topics.length).toBeLessThanOrEqual(9); // one digit each
});

test('a bare transfer keeps a call from its end, at the seat and at the center (R-6)', () => {
  const bare = { at: 1, reasonId: 'other', to: '', note: '转' };
  expect(transferLacks(bare, bundle)).toEqual([
    'transfer_reason_missing',
    'transfer_to_missing',
    'transfer_note_too_short',
  ]);
  const form = { ...aConsultationForm(), transfers: [bare] };
  const codes = recordProblems(aRecord(aDraft({ form })), aBundle()).map(({ code }) => code);
  expect(codes).toEqual(transferLacks(bare, bundle));
  const whole = { at: 1, reasonId: 'caller_asks', to: '市局值班室', note: '来电人要求与值班领导通话' };
  expect(transferLacks(whole, bundle)).toEqual([]);
  expect(recordProblems(aRecord(aDraft({ form: { ...form, transfers: [whole] } })), aBundle())).toEqual([]);
  expect([keepsTransfers([whole], [whole, bare]), keepsTransfers([whole], [])]).toEqual([true, false]);
});

test('a deadline counts from 受理: now in a call, the entry of one noted on paper (domain Q-4)', () => {
  const offset = 5_000;
  expect(acceptedAt({ kind: 'key' }, noon, offset)).toBe(noon + offset);
  expect(acceptedAt({ kind: 'telephony' }, noon, null)).toBe(noon);
  // Entered at 23:58, told at 00:03: the day of the entry, which no later keystroke moves.
  const entered = Date.UTC(2026, 10, 23, 15, 58);
  const origin = { kind: 'back_entry', enteredAt: entered, why: '停电' } as const;
  const { dueDate } = deadlineOf('urgent', acceptedAt(origin, entered + 300_000, 0), bundle.deadlines);
  expect(dueDate).toBe('2026-11-26');
});

test('paper is entered for thirty days, with a reason, and never ahead of time', () => {
  const day = 86_400_000;
  expect(backEntryRefusal({ startedAt: noon, why: '停电两小时' }, noon)).toBeNull();
  expect(backEntryRefusal({ startedAt: noon - 30 * day, why: '停电两小时' }, noon)).toBeNull();
  expect(backEntryRefusal({ startedAt: noon - 30 * day - 1, why: '停电两小时' }, noon)).toBe('too_old');
  expect(backEntryRefusal({ startedAt: noon + 1, why: '停电两小时' }, noon)).toBe('in_the_future');
  expect(backEntryRefusal({ startedAt: noon, why: '……' }, noon)).toBe('why_missing');
});

test('a day closes when everything answered has its end and nothing is missing', () => {
  const day = {
    answered: 3,
    byDisposition: { report: 1, consultation: 2, out_of_scope: 0, nuisance: 0, dropped: 0 },
    open: 0,
    transfers: 1,
    backEntered: 1,
    unmatchedPhoneCalls: 0,
    missingNumbers: 0,
  };
  expect(isDayClosed(day)).toBe(true);
  for (const flaw of [
    { answered: 4 },
    { open: 1, answered: 4 },
    { unmatchedPhoneCalls: 1 },
    { missingNumbers: 1 },
  ]) {
    expect(isDayClosed({ ...day, ...flaw })).toBe(false);
  }
  expect(isDayClosed({ ...day, unmatchedPhoneCalls: null, missingNumbers: null })).toBe(true);
});

test('an identity that was sealed at a takeover needs no second contact', () => {
  const form = { ...aReportForm({ isNamed: true }), identity: null };
  const takenOver = { at: 1, why: '代为结束', hasSealedIdentity: true };
  expect(problemsOf({ ...aDraft({ form }), takenOver }, aBundle())).toEqual([]);
  const dropped = { ...takenOver, hasSealedIdentity: false };
  expect(problemsOf({ ...aDraft({ form }), takenOver: dropped }, aBundle()).map(({ code }) => code)).toEqual([
    'contact_missing',
  ]);
});
