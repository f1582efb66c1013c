import { z } from 'zod';
import { Occurrence } from '../lead/occurrence';

const Ids = z.array(z.string().regex(/^[a-z0-9_]{2,60}$/)).max(40);
const { kind, isNight, window, weekdays } = Occurrence.shape;

/** A part of the day that callers name: 后半夜 is 0:00 to 5:00. Hours said with it are read so that they fall in it. */
const DayPart = z.strictObject({
  any: Ids.min(1),
  from: window.unwrap().shape.from,
  to: window.unwrap().shape.to,
  isNight,
});

/** Another time that comes again: 每逢雨天, 周末, 一到饭点, 人都睡了以后. */
const Moment = z.strictObject({ any: Ids.min(1), kind, isNight, window, weekdays });

/** The words of time and how they are read. */
export const Times = z.strictObject({
  parts: z.array(DayPart).max(60),
  moments: z.array(Moment).max(120),
  /** 以后, 过了: the window runs on to the end of its part of the day. */
  after: Ids,
  /** 不到, 之前: the window ends there. */
  before: Ids,
  /** 到, 一直到: between two times it makes them one. */
  until: Ids,
  /** 停, 就没了: right behind a time they make it the time when it ends. */
  ends: Ids,
  /** 昨天夜里: once, unless one of `regular` (天天, 老是) stands in the story. */
  once: Ids,
  regular: Ids,
  /** 打电话, 上夜班: a time said in a clause with one of these is the caller's, unless one of `emits` stands there too. */
  own: Ids,
  emits: Ids,
  /** 白天, 睡觉: where one of these stands in the story, an hour said alone (十二点, 三点多) is an hour of the night. */
  nightHints: Ids,
});
export type Times = z.infer<typeof Times>;

export const NO_TIMES: Times = {
  parts: [],
  moments: [],
  after: [],
  before: [],
  until: [],
  ends: [],
  once: [],
  regular: [],
  own: [],
  emits: [],
  nightHints: [],
};

export function timeLists(times: Times): string[] {
  const { parts, moments, after, before, until, ends, once, regular, own, emits, nightHints } = times;
  return [
    ...[...parts, ...moments].flatMap((one) => one.any),
    ...after,
    ...before,
    ...until,
    ...ends,
    ...once,
    ...regular,
    ...own,
    ...emits,
    ...nightHints,
  ];
}
