import { RewardRules } from '../../shared/case/reward/rules';
import type { Bundle } from '../../shared/script/bundle';
import catalogue from './2026.2/catalogue.json';
import places from './2026.2/places.json';
import retention from './2026.2/retention.json';
import reward from './2026.2/reward.json';
import script from './2026.2/script.json';
import { SHIPPED_RULES } from './rules';

/** The bundle that the reference center offers at its start, put together from its parts: still to be checked. */
export const SHIPPED_BUNDLE = {
  schema: 2,
  version: '2026.2',
  effectiveFrom: Date.UTC(2026, 9, 31, 16),
  hotline: { name: '河南省12369生态环境举报热线', number: '12369' },
  script,
  deadlines: { urgent: 3, important: 15, general: 30 },
  catalogue: { ...catalogue, ...places },
  rules: SHIPPED_RULES,
  reward: RewardRules.parse(reward),
  retention,
} satisfies Record<keyof Bundle, unknown>;
