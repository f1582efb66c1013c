import { z } from 'zod';

const Minute = z.number().int().min(0).max(1440);

/**
 * A regular time of the pollution, as the caller told it. `from` and `to`: minutes of the Shanghai day; where
 * `to` is not later than `from`, the window runs over midnight.
 */
export const Occurrence = z.strictObject({
  kind: z.enum(['clock', 'weekday', 'weekend', 'holiday', 'weather', 'season', 'event']),
  /** Whether the caller calls it night (晚上七八点, too), or it has a part of 22:00–06:00 where no word says. */
  isNight: z.boolean(),
  window: z.strictObject({ from: Minute, to: Minute }).nullable(),
  /** 0 is Sunday; empty: every day. */
  weekdays: z.array(z.number().int().min(0).max(6)).max(7),
  /** The caller's words it was read from. */
  words: z.string().max(60),
});
export type Occurrence = z.infer<typeof Occurrence>;
