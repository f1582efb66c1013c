import { expect, test } from 'vitest';
import { SHIPPED_BUNDLE } from '../../../src/center/bundle/shipped';
import type { CaseAct } from '../../../src/shared/case/act';
import { caseOf, type CaseFacts, type CaseState } from '../../../src/shared/case/case';
import { refusalOfKind } from '../../../src/shared/case/probe';
import { isRewardEligible, rewardLacks } from '../../../src/shared/case/reward/reward';
import { REWARD_2016, RewardRules } from '../../../src/shared/case/reward/rules';
import { refusalOf } from '../../../src/shared/case/rules';
import { Bundle, checkBundle } from '../../../src/shared/script/bundle';
import { aBundle } from '../../builders/bundle';
import { FACTS, NOON } from '../../builders/case';

const LATER: RewardRules = RewardRules.parse({
  id: 'HN-2025-11',
  name: '河南省生态环境违法行为举报奖励办法',
  min: 200,
  max: 80_000,
  findings: ['true'],
  bars: ['not_confirmed', 'time_barred'],
});
const GOOD = { isFirst: true, isClear: true, isPublished: false, isTimeBarred: false };
const LATE = { ...GOOD, isFirst: false, isPublished: true };

/** Concluded and confirmed: as far as a reward depends on it. */
const confirmed = (facts: CaseFacts, finding: 'true' | 'partly' = 'true'): CaseState => ({
  ...caseOf(facts, []),
  stage: 'feedback',
  finding,
});
const assessed = (policy: string, isEligible: boolean, amount: number | null): CaseAct => ({
  kind: 'reward_assessed',
  isEligible,
  policy,
  grounds: '现场查实',
  amount,
  checks: GOOD,
  breach: '偷排',
  materials: '',
});

test('the rules are the bundle’s: the shipped one names them, an older one has those of its day, one may have none', () => {
  expect(Bundle.parse(SHIPPED_BUNDLE).reward).toEqual(REWARD_2016);
  const { reward: _, ...older } = aBundle();
  expect(Bundle.parse(older).reward).toEqual(REWARD_2016);
  expect(Bundle.parse({ ...older, reward: null }).reward).toBeNull();
  expect(Bundle.parse({ ...older, reward: LATER }).reward).toEqual(LATER);
  for (const bad of [{ min: 9, max: 8 }, { findings: [] }, { findings: ['false'] }, { bars: ['poor'] }])
    expect(checkBundle({ ...older, reward: { ...LATER, ...bad } }).ok).toBe(false);
});

test('other rules, another verdict: what they do not bar keeps nobody from a reward (R-45)', () => {
  const old = { ...FACTS, isNamed: false, reward: REWARD_2016 };
  const late = { ...FACTS, isNamed: false, reward: LATER };
  expect(rewardLacks(old, 'partly', LATE)).toEqual(['anonymous', 'not_first', 'published']);
  expect(isRewardEligible(late, 'true', LATE)).toBe(true);
  expect(rewardLacks(late, 'partly', LATE)).toEqual(['not_confirmed']);
});

test('an assessment is by the report’s own rules, within their amounts', () => {
  const facts = { ...FACTS, isNamed: true, reward: LATER };
  const ask = (act: CaseAct) => refusalOf(confirmed(facts), act, { facts, now: NOON });
  expect(ask(assessed('HN-2025-11', true, 80_000))).toBeNull();
  expect(ask(assessed('HN-2025-11', true, 80_001))).toBe('reward_amount');
  expect(ask(assessed('HN-2025-11', true, 199))).toBe('reward_amount');
  expect(ask(assessed('HN-2016-12', true, 500))).toBe('reward_mismatch');
  expect(ask(assessed('HN-2025-11', false, null))).toBe('reward_mismatch');
});

test('where the province has no rules nobody is promised anything, and the button says why', () => {
  const facts = { ...FACTS, isNamed: true, reward: null };
  const state = confirmed(facts);
  const context = { facts, now: NOON };
  expect(refusalOf(state, assessed('HN-2016-12', true, null), context)).toBe('reward_no_rules');
  expect(refusalOfKind('reward_assessed', state, context)).toBe('reward_no_rules');
  expect(isRewardEligible(facts, 'true', GOOD)).toBe(false);
});
