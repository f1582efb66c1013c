import { z } from 'zod';
import { OfficialId } from '../../../case/official';
import { QualityLevel } from '../../../daily-sheet/sample';
import { SheetEdit, SheetRow, TextColumn } from '../../../daily-sheet/sheet';
import { CallId, EpochMs } from '../../../ids';
import { GRADES } from '../../../lead/grade';
import { PaperOutcome } from '../../../papers/outcome';
import { PAPER_FORMATS } from '../../../papers/paper';
import { text } from '../../../report/report';
import { nothing, request } from '../request';

const Day = z.iso.date();
const Why = text(500);
const Revision = z.number().int().min(0);
const AnyGrade = z.enum(GRADES);

export const Lacking = z.strictObject({
  callId: CallId.nullable(),
  localNumber: z.string().nullable(),
  why: z.enum([
    'no_sheet',
    'not_in_sheet',
    'sheet_outdated',
    'identity_found',
    'not_analysed',
    'not_signed',
    'needs_head',
    'not_referred',
  ]),
});

/** One of 日梳理、日分析、日签批、日转办, as the facts make it. */
export const StepTick = z.strictObject({
  step: z.enum(['sorted', 'analysed', 'signed', 'referred']),
  state: z.enum(['done', 'late', 'carried', 'open']),
  lacking: z.array(Lacking),
});
export type StepTick = z.infer<typeof StepTick>;

export const SheetLead = SheetRow.extend({
  /** As the agent's report has it. */
  agentGrade: AnyGrade,
  isRepeat: z.boolean(),
  isAnalysed: z.boolean(),
  owesSignature: z.boolean(),
  isReferred: z.boolean(),
  /** 次日应办: it came too late for its own day. */
  isCarried: z.boolean(),
  /** Not in the latest revision, or not as it stands there; where none is saved yet, nothing has changed. */
  isNew: z.boolean(),
  findings: z.array(
    z.strictObject({ column: TextColumn, kind: z.string(), words: z.string(), becomes: z.string() }),
  ),
});
export type SheetLead = z.infer<typeof SheetLead>;

export const SheetDay = z.strictObject({
  date: Day,
  /** 0: not saved yet. */
  revision: Revision,
  isOutdated: z.boolean(),
  leads: z.array(SheetLead),
  ticks: z.array(StepTick).length(4),
  history: z.array(
    z.strictObject({
      revision: z.number().int(),
      madeAt: EpochMs,
      madeBy: z.string(),
      why: z.string(),
      rows: z.number().int(),
    }),
  ),
  signatures: z.array(
    z.strictObject({
      revision: z.number().int(),
      leaderName: z.string(),
      leaderRole: z.enum(['head', 'deputy']),
      opinion: z.string(),
      signedAt: EpochMs,
      leads: z.number().int(),
      notedBy: z.string(),
    }),
  ),
});
export type SheetDay = z.infer<typeof SheetDay>;

export const SheetDayHead = z.strictObject({
  date: Day,
  leads: z.number().int(),
  ticks: z.array(StepTick.pick({ step: true, state: true }).extend({ lacking: z.number().int() })),
});
export type SheetDayHead = z.infer<typeof SheetDayHead>;

export const SheetChangeView = z.strictObject({
  callId: CallId,
  number: z.number().int(),
  column: z.union([TextColumn, z.literal('analysis')]),
  was: z.string(),
  becomes: z.string(),
  isContested: z.boolean(),
  fault: z.enum(['too_long', 'unknown_value']).nullable(),
});
export type SheetChangeView = z.infer<typeof SheetChangeView>;

export const SheetImport = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cancelled') }),
  z.strictObject({
    kind: z.literal('read'),
    fileName: z.string(),
    revision: z.number().int(),
    changes: z.array(SheetChangeView),
    missing: z.array(z.number().int()),
  }),
]);
export type SheetImport = z.infer<typeof SheetImport>;

/** 复核: a lead's grade as it was proposed, as the agent took it, and as it was analysed. */
export const LeadTriage = z.strictObject({
  callId: CallId,
  proposedGrade: AnyGrade,
  agentGrade: AnyGrade,
  /** null: not analysed yet. */
  analysed: z.strictObject({ grade: AnyGrade, why: z.string() }).nullable(),
  saidRepeat: z.boolean(),
  links: z.array(z.strictObject({ callId: CallId, localNumber: z.string() })),
});
export type LeadTriage = z.infer<typeof LeadTriage>;

export const ActOutcome = z.strictObject({ callId: CallId, reason: z.string().nullable() });
export type ActOutcome = z.infer<typeof ActOutcome>;

const Look = z.strictObject({
  level: QualityLevel,
  remark: z.string(),
  by: z.string(),
  isMine: z.boolean(),
  at: EpochMs,
});
export const QualityDay = z.strictObject({
  date: Day,
  drawn: z.array(
    z.strictObject({
      callId: CallId,
      localNumber: z.string(),
      title: z.string(),
      agentName: z.string(),
      /** Whose turn it is for who asks; `other`: the second look is another person's. */
      turn: z.enum(['first', 'second', 'other', 'done']),
      /** Kept back from who looks second until they have looked. */
      first: Look.nullable(),
      second: Look.nullable(),
    }),
  ),
  calls: z.number().int(),
  /** Of the last 90 days. */
  agreement: z.strictObject({ pairs: z.number().int(), same: z.number().int(), near: z.number().int() }),
});
export type QualityDay = z.infer<typeof QualityDay>;

/** The day's leads: the sheet of Annex 1, its four steps, and the quality sample. */
export const dailySheetRequests = {
  /** The last days with their ticks, newest first: what was missed is seen. */
  'sheet.days': request('supervisor', nothing, z.array(SheetDayHead)),
  'sheet.day': request('supervisor', z.strictObject({ date: Day }), SheetDay),
  /**
   * A new revision upon revision `base` (0: the first): the leads as they are now, with these cells put right and these
   * leads graded anew, all for one reason.
   */
  'sheet.save': request(
    'supervisor',
    z.strictObject({
      date: Day,
      base: Revision,
      edits: z.array(SheetEdit).max(5000),
      grades: z.array(z.strictObject({ callId: CallId, grade: AnyGrade })).max(2000),
      why: Why,
    }),
    SheetDay,
  ),
  /** 日分析 of many: each by itself, by the rules of one (a refused one changes nothing). */
  'sheet.analyse': request(
    'supervisor',
    z.strictObject({
      items: z
        .array(z.strictObject({ callId: CallId, grade: AnyGrade, why: Why }))
        .min(1)
        .max(2000),
    }),
    z.array(ActOutcome),
  ),
  'sheet.lead': request('supervisor', z.strictObject({ callId: CallId }), LeadTriage),
  /** 领导签批 of the latest revision, electronic or taken over from paper. */
  'sheet.sign': request(
    'supervisor',
    z.strictObject({
      date: Day,
      revision: z.number().int().min(1),
      leaderId: OfficialId,
      opinion: text(1000),
      signedAt: EpochMs,
    }),
    SheetDay,
  ),
  'sheet.export': request(
    'supervisor',
    z.strictObject({ date: Day, format: z.enum(PAPER_FORMATS) }),
    PaperOutcome,
  ),
  'sheet.print': request(
    'supervisor',
    z.strictObject({ date: Day }),
    z.strictObject({ isPrinted: z.boolean() }),
  ),
  /** Asks for an edited xlsx and says what differs. Takes nothing: what a person takes goes by `sheet.save`. */
  'sheet.import': request('supervisor', z.strictObject({ date: Day }), SheetImport),
  'quality.day': request('supervisor', z.strictObject({ date: Day }), QualityDay),
  /** A first look at a call that was drawn, or the second one by somebody else. */
  'quality.add': request(
    'supervisor',
    z.strictObject({ date: Day, callId: CallId, level: QualityLevel, remark: text(1000) }),
    QualityDay,
  ),
} as const;
