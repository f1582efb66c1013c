import { z } from 'zod';
import { EpochMs, type PersonId } from '../ids';
import { GRADES } from '../lead/grade';
import { KeptWords } from '../privacy/kept-words';
import { text } from '../report/report';
import { Leader, line, OfficialRef, UnitRef } from './official';
import { Referral } from './referral';
import { RewardChecks } from './reward/checks';

const Why = text(1000).min(2);
const Day = z.iso.date();

/** 属实 / 部分属实 / 不属实. */
export const Finding = z.enum(['true', 'partly', 'false']);
export type Finding = z.infer<typeof Finding>;

/** Why a deadline may be moved: 环境违法案件程序需要, or another reason in words. */
export const ExtensionReason = z.enum(['procedure', 'other']);

/** No value stands for "not asked": there is no default. */
export const Satisfaction = z.enum(['satisfied', 'mostly_satisfied', 'dissatisfied', 'declined']);
export type Satisfaction = z.infer<typeof Satisfaction>;

/** 回避: the persons were asked, and what was found about a name that the reporter told. */
const Recusal = z.strictObject({ asked: z.boolean(), decision: text(500) });

const acts = {
  /** 日分析: the supervisor's grade of the lead; a change of what the agent had says why. */
  analysed: { grade: z.enum(GRADES), why: text(1000) },
  /** 领导签批, electronic or taken over from paper. `sheet`: by the signature under a daily sheet. */
  signed: {
    leader: Leader,
    opinion: text(1000),
    signedAt: EpochMs,
    sheet: z.strictObject({ day: Day, revision: z.number().int().min(1) }).nullable(),
  },
  /** 转办; the same act again after 退回 or 提级 names the next unit. `recusal`: what the check said, and who decided. */
  referred: {
    referral: Referral,
    recusal: Recusal,
    /** Words that look like identity and that the supervisor settled as not being it. */
    kept: z.array(KeptWords).max(100).optional(),
  },
  /** Other persons of the same unit, with the reason; the first ones stay in the history. */
  reassigned: { head: OfficialRef, handler: OfficialRef, why: Why, recusal: Recusal.optional() },
  /** 退回 by the unit: evidence and reason, and the clock goes on. */
  sent_back: { why: Why, evidence: Why },
  /** 催办, 抽查, 督办. */
  urged: { note: Why },
  spot_checked: { note: Why, evidence: text(1000) },
  supervised: { note: Why, by: OfficialRef, recusal: Recusal.optional() },
  /** 提级办案, 领导包案, 一案双查. */
  raised: { unit: UnitRef, why: Why },
  led: { leader: Leader, note: text(1000), recusal: Recusal.optional() },
  double_checked: { note: Why, evidence: text(1000) },
  /** 延期 before the deadline, with approver; the first date stays in view. */
  extended: { reason: ExtensionReason, why: Why, until: Day, approver: Leader, evidence: text(1000) },
  /** The investigation report of this round stands signed. `revision` of it; `recusal`: of all that it names. */
  reported: {
    revision: z.number().int().min(1),
    finding: Finding,
    leader: Leader,
    signedAt: EpochMs,
    recusal: Recusal.optional(),
  },
  /** 双回复: on the platform and by mail, two facts of their own. `proof`: receipt number or message id. */
  replied: { channel: z.enum(['platform', 'mail']), at: EpochMs, proof: line(200) },
  /** 办结. */
  concluded: { note: text(1000) },
  /** 回访, one try. What was told and how satisfied only where somebody was reached. */
  called_back: {
    by: UnitRef,
    at: EpochMs,
    outcome: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('not_reached'), note: text(500) }),
      z.strictObject({
        kind: z.literal('reached'),
        toldFindings: z.literal(true),
        toldResult: z.literal(true),
        satisfaction: Satisfaction,
        note: text(1000),
      }),
      /** 按举报人意愿不回访 (domain Q-6). */
      z.strictObject({ kind: z.literal('not_wished'), note: text(500) }),
    ]),
  },
  /** 耐心解释, to a reporter who is not satisfied with a lawful result. */
  explained: { note: Why },
  /** 再次调查核实 after an objection: a new round with a deadline of its own. */
  reopened: { why: Why, dueDate: Day },
  /** 奖励: 初审 by the rules of the bundle, and the package handed in. Never a payee. */
  reward_assessed: {
    isEligible: z.boolean(),
    policy: line(80),
    grounds: Why,
    amount: z.number().int().min(0).nullable(),
    checks: RewardChecks,
    /** 违法情形, and what is handed in. */
    breach: line(200),
    materials: text(1000),
  },
  reward_submitted: { at: EpochMs, proof: line(200) },
} as const;

type ActKinds = typeof acts;
export type ActKind = keyof ActKinds;
export const ACT_KINDS = Object.keys(acts) as [ActKind, ...ActKind[]];
export const ActKindName = z.enum(ACT_KINDS);

/** What a person did with a case; only ever added. */
export type CaseAct = { [K in ActKind]: { kind: K } & z.infer<z.ZodObject<ActKinds[K]>> }[ActKind];
export type ActOf<K extends ActKind> = Extract<CaseAct, { kind: K }>;

const variants = ACT_KINDS.map((kind) => z.strictObject({ kind: z.literal(kind), ...acts[kind] }));
export const CaseAct = z.discriminatedUnion(
  'kind',
  variants as unknown as [(typeof variants)[number], ...(typeof variants)[number][]],
) as unknown as z.ZodType<CaseAct>;

/** An act as it stands in a case: which one, by whom, when by the seat's and (where known) the center's clock. */
export interface NotedAct {
  number: number;
  act: CaseAct;
  by: PersonId;
  /** UTC ms by the PC's clock, and the center's time less that; null while it was unknown. */
  at: number;
  clockOffsetMs: number | null;
}

/** UTC ms of center time, as far as it was known. */
export function centerTimeOf({ at, clockOffsetMs }: Pick<NotedAct, 'at' | 'clockOffsetMs'>): number {
  return at + (clockOffsetMs ?? 0);
}
