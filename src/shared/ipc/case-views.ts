import { z } from 'zod';
import { AttachmentId } from '../attachments/attachment';
import { IntakeForm } from '../call/form';
import { CallId, EpochMs, PersonId } from '../ids';
import { ChangeView } from './changes';
import { Urgency } from '../lead/deadline';
import { KeptWords } from '../privacy/kept-words';
import { GRADES } from '../lead/grade';
import { text } from '../report/report';
import { CaseAct } from '../case/act';
import { CASE_STAGES } from '../case/case';
import { EvidenceView } from '../case/evidence';
import { InterestGround } from '../case/directory';
import { OfficialId, UnitId } from '../case/official';
import { ReferralField } from '../case/referral';
import { RewardRules } from '../case/reward/rules';
import { IdentityDestroyed } from '../retention/view';

const Count = z.number().int();
const DAY = z.iso.date();

/** Lists of the board: by date, by stage, and what is owed. */
export const DUE_PARTS = ['overdue', 'today', 'tomorrow', 'week', 'later'] as const;
export const OWED_PARTS = ['unsigned', 'urging', 'focus'] as const;
export const CasePart = z.enum([...DUE_PARTS, ...CASE_STAGES, ...OWED_PARTS]);
export type CasePart = z.infer<typeof CasePart>;

/** How many stand in each list, and the day (Asia/Shanghai, center time) by which they are counted. */
export const CaseBoard = z.strictObject({ today: DAY, counts: z.record(CasePart, Count) });
export type CaseBoard = z.infer<typeof CaseBoard>;

/** A case in a list. */
export const CaseRow = z.strictObject({
  callId: CallId,
  localNumber: z.string(),
  centerNumber: z.string().nullable(),
  target: z.string(),
  place: z.string(),
  stage: z.enum(CASE_STAGES),
  round: Count,
  grade: z.enum(GRADES),
  urgency: Urgency.nullable(),
  dueDate: DAY.nullable(),
  owesSignature: z.boolean(),
  isFocus: z.boolean(),
  unitName: z.string().nullable(),
  handlerName: z.string().nullable(),
});
export type CaseRow = z.infer<typeof CaseRow>;

/** Whether the same was reported before, by center time, as far as the links of this seat tell. */
export const FirstReporter = z.enum(['first', 'later', 'unlinked']);
export type FirstReporter = z.infer<typeof FirstReporter>;

/** One case with all that its sheet shows. Never holds identity. */
export const CaseView = z.strictObject({
  row: CaseRow,
  form: IntakeForm,
  hasSealedIdentity: z.boolean(),
  identityDestroyed: IdentityDestroyed.nullable(),
  facts: z.strictObject({
    grade: z.enum(GRADES),
    isRepeat: z.boolean(),
    isNamed: z.boolean(),
    wantsCallback: z.boolean(),
    dueDate: DAY,
    reward: RewardRules.nullable(),
  }),
  acceptedOn: DAY,
  acts: z.array(
    z.strictObject({
      number: Count,
      act: CaseAct,
      by: PersonId,
      byName: z.string(),
      at: EpochMs,
      clockOffsetMs: z.number().int().nullable(),
      /** Evidence that came with it. */
      files: z.array(AttachmentId),
    }),
  ),
  /** All files of the case: those of acts, the report's, and what was taken in for neither. */
  files: z.array(EvidenceView),
  /** What the center did with it, and when this seat last heard of the center, UTC ms; marked as the center's. */
  center: z.array(ChangeView),
  heardAt: EpochMs.nullable(),
  firstReporter: FirstReporter,
  /** Center time, UTC ms. */
  now: z.number().int(),
  /** Whether papers can be saved from here. */
  savesPapers: z.boolean(),
});
export type CaseView = z.infer<typeof CaseView>;

/** Words of one text that the linter found and the supervisor settled: they may stay, and why (R-18, domain §2.7). */
export const KeptInReferral = z.strictObject({
  field: ReferralField,
  words: KeptWords.shape.words,
  because: KeptWords.shape.because,
});
export type KeptInReferral = z.infer<typeof KeptInReferral>;

/** What a supervisor chooses for a referral; the words are the report's, as written or neutral, never others. */
export const ReferralInput = z.strictObject({
  callId: CallId,
  unitId: UnitId,
  headId: OfficialId,
  handlerId: OfficialId,
  supervisedById: OfficialId.nullable(),
  neutral: z.array(ReferralField).max(5),
  kept: z.array(KeptInReferral).max(100),
  /** The persons were asked whether they have to stand back. */
  asked: z.literal(true),
  decision: text(500),
});
export type ReferralInput = z.infer<typeof ReferralInput>;

/** A report on its way into a referral: its texts, what the linter has open in them, and who may take it. */
export const ReferralPreview = z.strictObject({
  callId: CallId,
  localNumber: z.string(),
  target: z.string(),
  place: z.string(),
  texts: z.array(
    z.strictObject({
      field: ReferralField,
      was: z.string(),
      neutral: z.string(),
      open: z.array(z.strictObject({ start: Count, end: Count, kind: z.string() })),
    }),
  ),
  proposal: z
    .strictObject({ unitId: UnitId, headId: OfficialId.nullable(), handlerId: OfficialId.nullable() })
    .nullable(),
  /** Units that may not have it, and persons who have to stand back; `isBlocking`: nobody may decide it away. */
  units: z.array(z.strictObject({ unitId: UnitId, reason: z.string() })),
  recusals: z.array(
    z.strictObject({
      officialId: OfficialId,
      ground: z.enum([...InterestGround.options, 'reporter']),
      words: z.string(),
      isBlocking: z.boolean(),
    }),
  ),
  /** Why it can't be referred as proposed; null: it can. The judge is the one of the act itself. */
  refusal: z.string().nullable(),
});
export type ReferralPreview = z.infer<typeof ReferralPreview>;

/** What became of each row of a bulk referral: `null` where it went, else why not. */
export const ReferralOutcome = z.strictObject({ callId: CallId, refusal: z.string().nullable() });
export type ReferralOutcome = z.infer<typeof ReferralOutcome>;

export const CasePaperKind = z.enum(['referral', 'reward']);
