import { z } from 'zod';
import { addDays, endOfShanghaiDay, shanghaiDate, type ShanghaiDate } from '../shanghai-time';

/** 紧急 / 重要 / 一般. A different axis from 初步分析 (domain Q-2). */
export const Urgency = z.enum(['urgent', 'important', 'general']);
export type Urgency = z.infer<typeof Urgency>;

/** Days per urgency, from the province's bundle. The notice allows no others than 3, 15 and 30. */
export const DeadlineRules = z.strictObject({
  urgent: z.literal(3),
  important: z.literal(15),
  general: z.literal(30),
});
export type DeadlineRules = z.infer<typeof DeadlineRules>;

export interface Deadline {
  urgency: Urgency;
  days: number;
  startDate: ShanghaiDate;
  dueDate: ShanghaiDate;
  /** Last millisecond of the due date, UTC epoch. */
  dueAt: number;
}

/**
 * The deadline of a report accepted at `acceptedAt` (UTC ms, center time): natural days in Asia/Shanghai, the day of
 * acceptance not counted, ending with the due date (R-35; domain ).
 */
export function deadlineOf(urgency: Urgency, acceptedAt: number, rules: DeadlineRules): Deadline {
  const days = rules[urgency];
  const startDate = shanghaiDate(acceptedAt);
  const dueDate = addDays(startDate, days);
  return { urgency, days, startDate, dueDate, dueAt: endOfShanghaiDay(dueDate) };
}
