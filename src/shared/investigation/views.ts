import { z } from 'zod';
import { AttachmentId, FileRefusal } from '../attachments/attachment';
import { Finding } from '../case/act';
import { CASE_STAGES } from '../case/case';
import { EvidenceView } from '../case/evidence';
import { Leader, UnitRef } from '../case/official';
import { CallId, EpochMs, LocalNumber, Sha256 } from '../ids';
import { Occurrence } from '../lead/occurrence';
import { text } from '../report/report';
import { Investigation, SECTIONS } from './investigation';
import { StandsBack } from './standing-back';

export const RevisionView = z.strictObject({
  revision: z.number().int().min(1),
  round: z.number().int().min(1),
  sha256: Sha256,
  why: z.string(),
  by: z.string(),
  at: EpochMs,
});
export type RevisionView = z.infer<typeof RevisionView>;

/** 省辖市生态环境局 or 分局; there is no third. */
export const SealKind = z.enum(['city', 'branch']);
export type SealKind = z.infer<typeof SealKind>;

export const SealView = z.strictObject({
  evidenceId: AttachmentId,
  seal: SealKind,
  by: z.string(),
  at: EpochMs,
});

/** One case whose report is being written or answered. */
export const InvestigationItem = z.strictObject({
  callId: CallId,
  localNumber: LocalNumber,
  title: z.string(),
  unitName: z.string(),
  dueOn: z.string(),
  stage: z.enum(['handling', 'replying']),
  round: z.number().int().min(1),
  savedAt: EpochMs.nullable(),
});
export type InvestigationItem = z.infer<typeof InvestigationItem>;

/** All that the editor and the steps of the reply need of one case. */
export const InvestigationView = z.strictObject({
  callId: CallId,
  localNumber: LocalNumber,
  centerNumber: z.string().nullable(),
  stage: z.enum(CASE_STAGES),
  round: z.number().int().min(1),
  dueDate: z.string(),
  unit: UnitRef.nullable(),
  /** As it was referred: neutral by then. */
  target: z.string(),
  place: z.string(),
  pollution: z.string(),
  pattern: z.string(),
  wish: z.string(),
  points: z.array(z.string()),
  occurrences: z.array(Occurrence),
  reportedAt: EpochMs,
  /** Center time less the PC's, ms. */
  clockOffsetMs: z.number().int(),
  form: Investigation,
  saveCount: z.number().int().min(0),
  savedAt: EpochMs.nullable(),
  revisions: z.array(RevisionView),
  evidence: z.array(EvidenceView),
  /** Who may have to stand back, as the report stood when it was last looked at. */
  standing: z.array(StandsBack),
  signed: z
    .strictObject({ revision: z.number().int(), finding: Finding, leader: Leader, signedAt: EpochMs })
    .nullable(),
  seal: SealView.nullable(),
  replies: z.array(z.strictObject({ channel: z.enum(['platform', 'mail']), at: EpochMs, proof: z.string() })),
});
export type InvestigationView = z.infer<typeof InvestigationView>;

export const InvestigationProblemView = z.strictObject({
  section: z.enum(SECTIONS),
  field: z.string(),
  code: z.string(),
});

/** What a person shows for a reply: the platform's receipt; the mail's own name, or what else proves it. */
export const ReplyProof = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('platform'),
    receipt: z.string().regex(/^[\w\-〔〕[\]（）()号第年\p{Script=Han}]{4,80}$/u),
  }),
  z.strictObject({
    kind: z.literal('message_id'),
    id: z.string().regex(/^<[^<>@\s]{1,100}@[^<>@\s]{1,80}>$/),
  }),
  z.strictObject({ kind: z.literal('mail_by_hand'), note: text(180).min(5) }),
]);
export type ReplyProof = z.infer<typeof ReplyProof>;

/** Why a document that comes back is not read. Each has a sentence under `investigation.notRead.<reason>`. */
export const NotRead = z.enum([...FileRefusal.options, 'external', 'not_a_report', 'other_report', 'twice']);
export type NotRead = z.infer<typeof NotRead>;

export const BroughtField = z.strictObject({
  field: z.string(),
  was: z.string(),
  becomes: z.string(),
  /** False where the field can't hold it: too long, or characters that can't be kept. */
  fits: z.boolean(),
});
export type BroughtField = z.infer<typeof BroughtField>;

export const BroughtBack = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cancelled') }),
  z.strictObject({ kind: z.literal('refused'), reason: NotRead }),
  /** `lost`: fields whose place in the document is gone; they stay as they are. */
  z.strictObject({ kind: z.literal('read'), differences: z.array(BroughtField), lost: z.array(z.string()) }),
]);
export type BroughtBack = z.infer<typeof BroughtBack>;

export const Handed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saved'), fileName: z.string() }),
  z.strictObject({ kind: z.literal('cancelled') }),
]);
export type Handed = z.infer<typeof Handed>;
