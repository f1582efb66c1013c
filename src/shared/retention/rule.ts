import { z } from 'zod';

/**
 * 保管期限, the province's to decide: so many days after a case ended and the center has its receipt, the seat's own copy of a
 * sealed identity has met its purpose (个人信息保护法 §19, §47). No fewer than 60: so long a decision can be asked to be
 * reconsidered (行政复议法 §20).
 */
export const RetentionRule = z.strictObject({ identityDays: z.number().int().min(60).max(3650) });
export type RetentionRule = z.infer<typeof RetentionRule>;
