import { z } from 'zod';
import { text } from '../../report/report';

/** What can keep a report from a reward. Closed: each has words in both languages, and a check or a fact that says so. */
export const REWARD_LACKS = [
  'anonymous',
  'not_confirmed',
  'not_first',
  'not_clear',
  'published',
  'time_barred',
] as const;
export type RewardLack = (typeof REWARD_LACKS)[number];

/** 奖励办法 as the province's bundle has it: a later one is another id in a later bundle. Amounts in 元. */
export const RewardRules = z
  .strictObject({
    id: z.string().regex(/^[A-Z0-9-]{2,40}$/),
    name: text(120).min(2),
    min: z.number().int().min(0).max(10_000_000),
    max: z.number().int().min(0).max(10_000_000),
    /** 查证结论 that can be rewarded. */
    findings: z.array(z.enum(['true', 'partly'])).min(1),
    /** What keeps a report from it; what is not named here does not. */
    bars: z.array(z.enum(REWARD_LACKS)),
  })
  .refine(({ min, max }) => min <= max, { error: 'reward_amounts' });
export type RewardRules = z.infer<typeof RewardRules>;

/**
 * 河南省环境污染举报奖励暂行办法 (domain §1.6), in force since 2016-12-01: the first reporter, named, confirmed, not known from
 * the media. What a bundle says that was signed before bundles had reward rules.
 */
export const REWARD_2016: RewardRules = {
  id: 'HN-2016-12',
  name: '河南省环境污染举报奖励暂行办法（2016年12月1日起施行）',
  min: 500,
  max: 50_000,
  findings: ['true', 'partly'],
  bars: [...REWARD_LACKS],
};
