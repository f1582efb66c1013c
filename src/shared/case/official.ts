import { z } from 'zod';
import { text } from '../report/report';

/** One line that a person typed: a name, a post, a number. */
export const line = (max: number) =>
  text(max)
    .min(1)
    .refine((value) => value.trim() === value && !/[\r\n\t]/.test(value), { error: 'one_line' });

/** An entry of the seat's own directory of units and officials: UUIDv7. */
export const UnitId = z.uuidv7().brand<'UnitId'>();
export type UnitId = z.infer<typeof UnitId>;
export const OfficialId = z.uuidv7().brand<'OfficialId'>();
export type OfficialId = z.infer<typeof OfficialId>;

/** 承办单位. `level` tells who stands above whom: what was disputed never goes back down. */
export const UnitLevel = z.enum(['province', 'city', 'county']);
export type UnitLevel = z.infer<typeof UnitLevel>;
export const UnitRef = z.strictObject({ id: UnitId, name: line(60), level: UnitLevel });
export type UnitRef = z.infer<typeof UnitRef>;

/** 局主要领导 / 分管领导 / 承办机构负责人 / 办案人员. */
export const OfficialRole = z.enum(['head', 'deputy', 'unit_head', 'handler']);
export type OfficialRole = z.infer<typeof OfficialRole>;

/** A public servant as named in an act: the name stands as it was then, whatever the directory says later. */
export const OfficialRef = z.strictObject({ id: OfficialId, name: line(40), role: OfficialRole });
export type OfficialRef = z.infer<typeof OfficialRef>;

/** 领导签批: only these two may sign, and a major lead only the head. */
export const Leader = OfficialRef.extend({ role: z.enum(['head', 'deputy']) });
export type Leader = z.infer<typeof Leader>;
