import { z } from 'zod';
import { LocalNumber } from '../ids';
import { GRADES } from '../lead/grade';
import { Urgency } from '../lead/deadline';
import { MajorFlag } from '../lead/major';
import { Occurrence } from '../lead/occurrence';
import { STORY_CHARS, text } from '../report/report';
import { OfficialRef, UnitRef } from './official';

/**
 * 转办单: what a handling unit gets of a report. A list of what may go, with no field in which a reporter could stand: no
 * identity, no choice of 匿名/实名, no caller, no call time, no attachment. The texts have passed the linter.
 */
export const Referral = z.strictObject({
  localNumber: LocalNumber,
  centerNumber: z.string().max(40).nullable(),
  target: text(2000),
  /** City, county, township and the rest, as one text. */
  place: text(800),
  pollution: text(STORY_CHARS),
  types: z.array(text(40)).max(20),
  industry: text(40),
  /** 污染规律: the unit has to look at those hours. */
  pattern: text(500),
  occurrences: z.array(Occurrence).max(12),
  investigationWish: text(2000),
  grade: z.enum(GRADES),
  isRepeat: z.boolean(),
  majorFlags: z.array(MajorFlag).max(9),
  urgency: Urgency,
  dueDate: z.iso.date(),
  /** 首办责任: the unit, its head and who works on it. */
  unit: UnitRef,
  head: OfficialRef,
  handler: OfficialRef,
  /** Who at the bureau sends it, and who watches over it. */
  sentBy: text(40),
  supervisedBy: OfficialRef.nullable(),
});
export type Referral = z.infer<typeof Referral>;

/** Its free texts: each passes the linter, as it was written or in neutral words. */
export const ReferralField = Referral.keyof().extract([
  'target',
  'place',
  'pollution',
  'pattern',
  'investigationWish',
]);
export type ReferralField = z.infer<typeof ReferralField>;
