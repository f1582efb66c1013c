import { z } from 'zod';

/** What has to be looked at before a reward is proposed (domain §1.6); no payee is among it. */
export const RewardChecks = z.strictObject({
  /** 第一时间举报: nobody reported the same before, by center time. */
  isFirst: z.boolean(),
  /** 事实清楚. */
  isClear: z.boolean(),
  /** 已被媒体曝光. */
  isPublished: z.boolean(),
  /** 已超过追责时效. */
  isTimeBarred: z.boolean(),
});
export type RewardChecks = z.infer<typeof RewardChecks>;
