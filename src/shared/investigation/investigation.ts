import { z } from 'zod';
import { AttachmentId, MAX_ATTACHMENTS } from '../attachments/attachment';
import { Finding } from '../case/act';
import { OfficialId } from '../case/official';
import { EpochMs } from '../ids';
import { text } from '../report/report';

const Long = text(8000);
const Short = text(200);
const Day = z.union([z.literal(''), z.iso.date()]);
const Instant = EpochMs.nullable();

/** 环评手续 or 排污许可证: held, with when and under what number, or not, and why. */
export const Approval = z.strictObject({
  standing: z.enum(['held', 'none']).nullable(),
  obtainedOn: Day,
  number: Short,
  reason: text(500),
});
export type Approval = z.infer<typeof Approval>;

/** 审核人、主办人、协办人: of the directory, or typed. */
export const Signer = z.strictObject({ officialId: OfficialId.nullable(), name: text(40), phone: text(30) });
export type Signer = z.infer<typeof Signer>;

/** One reported problem and what was found of it (逐条对照说明). `isReported`: from the report itself, and then it stays. */
export const Point = z.strictObject({
  text: Long,
  answer: Long,
  finding: Finding.nullable(),
  isReported: z.boolean(),
});
export type Point = z.infer<typeof Point>;

/** A recording or other electronic evidence that is kept elsewhere, and by what it is known again. */
export const ElectronicEvidence = z.strictObject({ what: Short, keptAt: Short, sha256: text(64) });

/** Words that look like the reporter's identity and that a person settled as not being it. */
export const KeptInInvestigation = z.strictObject({
  field: z.string().max(80),
  words: z.string().min(1).max(200),
  because: z.enum(['of_target', 'of_public_office', 'not_identity']),
});

/** 调查报告 (附件2): all that its seven sections ask for as fields. May be as unfinished as a draft is. */
export const Investigation = z.strictObject({
  /** 一、案件来源 */
  source: z.strictObject({ origin: text(2000), matters: Long }),
  /** 二、相关企业基本情况 */
  enterprise: z.strictObject({
    name: Short,
    address: text(500),
    legalPerson: Short,
    creditCode: text(30),
    /** Why there is no code: a stall, a person, an unknown source. */
    noCreditCode: text(500),
    eia: Approval,
    permit: Approval,
    process: Long,
    facilities: Long,
  }),
  /** 三、现场调查情况 */
  site: z.strictObject({
    visits: z
      .array(z.strictObject({ from: Instant, to: Instant }))
      .min(1)
      .max(10),
    /** Why nobody came at the hours that the report names. */
    offHoursReason: text(1000),
    inspection: Long,
    points: z.array(Point).max(40),
    earlier: z.strictObject({ standing: z.enum(['none', 'handled']).nullable(), account: Long }),
    recorder: z.strictObject({ number: Short, from: Instant, to: Instant, reason: text(1000) }),
    electronic: z.array(ElectronicEvidence).max(40),
  }),
  /** 属实 / 部分属实 / 不属实, over all points. */
  finding: Finding.nullable(),
  /** 四、存在问题 */
  shortcomings: Long,
  /** 五、属地生态环境部门履职情况 */
  duty: z.strictObject({ supervision: Long, enforcement: Long, conclusion: Long }),
  /** 六、工作建议; 反馈情况 stands here as its third part, so that the seven headings stay the notice's (domain Q-5). */
  advice: z.strictObject({ toLocal: Long, next: Long, feedback: Long }),
  /** 七、落款 */
  signature: z.strictObject({
    reviewer: Signer,
    lead: Signer,
    assistants: z.array(Signer).min(1).max(6),
    date: Day,
    unit: Short,
  }),
  evidence: z.array(z.strictObject({ id: AttachmentId, caption: text(300) })).max(MAX_ATTACHMENTS),
  kept: z.array(KeptInInvestigation).max(100),
});
export type Investigation = z.infer<typeof Investigation>;

/** 一 … 七, in the order of 附件2. */
export const SECTIONS = [
  'source',
  'enterprise',
  'site',
  'shortcomings',
  'duty',
  'advice',
  'signature',
] as const;
export type Section = (typeof SECTIONS)[number];

export const nobodySigned = (): Signer => ({ officialId: null, name: '', phone: '' });
const noApproval = (): Approval => ({ standing: null, obtainedOn: '', number: '', reason: '' });

/** Nothing said yet but what the report itself brings: its points. Nothing is preselected. */
export function emptyInvestigation(points: readonly string[]): Investigation {
  return {
    source: { origin: '', matters: '' },
    enterprise: {
      name: '',
      address: '',
      legalPerson: '',
      creditCode: '',
      noCreditCode: '',
      eia: noApproval(),
      permit: noApproval(),
      process: '',
      facilities: '',
    },
    site: {
      visits: [{ from: null, to: null }],
      offHoursReason: '',
      inspection: '',
      points: points.map((each) => ({ text: each, answer: '', finding: null, isReported: true })),
      earlier: { standing: null, account: '' },
      recorder: { number: '', from: null, to: null, reason: '' },
      electronic: [],
    },
    finding: null,
    shortcomings: '',
    duty: { supervision: '', enforcement: '', conclusion: '' },
    advice: { toLocal: '', next: '', feedback: '' },
    signature: {
      reviewer: nobodySigned(),
      lead: nobodySigned(),
      assistants: [nobodySigned()],
      date: '',
      unit: '',
    },
    evidence: [],
    kept: [],
  };
}
