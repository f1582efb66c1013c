import { z } from 'zod';
import { EpochMs } from '../ids';
import { line, OfficialId, OfficialRole, UnitId, UnitLevel } from './official';

const Phone = z.union([z.literal(''), z.string().regex(/^[\d\- ]{5,20}$/)]);
const Area = z.string().regex(/^\d{6}$/);

/** 承办单位 of the bureau's own directory. */
export const Unit = z.strictObject({
  id: UnitId,
  name: line(60),
  level: UnitLevel,
  /** Division it answers for; empty: the whole city. */
  area: z.union([z.literal(''), Area]),
  phone: Phone,
  isActive: z.boolean(),
});
export type Unit = z.infer<typeof Unit>;

/** A public servant who may be named in a case. */
export const Official = z.strictObject({
  id: OfficialId,
  unitId: UnitId,
  name: line(40),
  role: OfficialRole,
  phone: Phone,
  /** 地区回避: divisions this person may not work in. */
  areas: z.array(Area).max(30),
  isActive: z.boolean(),
});
export type Official = z.infer<typeof Official>;

/** 直接利害关系 · 利益输送 · 称兄道弟 · 老乡（朋友） · 亲属 · 地区回避 · 职务回避 · 其他. */
export const InterestGround = z.enum([
  'interest',
  'benefit',
  'brother',
  'townsman',
  'kin',
  'area',
  'post',
  'other',
]);
export type InterestGround = z.infer<typeof InterestGround>;

/** 利害关系申报: `words` are looked for in target and place of a case. */
export const Interest = z.strictObject({
  seq: z.number().int().min(1),
  officialId: OfficialId,
  ground: InterestGround,
  words: line(200),
  declaredAt: EpochMs,
  endedAt: EpochMs.nullable(),
});
export type Interest = z.infer<typeof Interest>;

export const Directory = z.strictObject({
  units: z.array(Unit).max(500),
  officials: z.array(Official).max(3000),
  interests: z.array(Interest).max(5000),
});
export type Directory = z.infer<typeof Directory>;
