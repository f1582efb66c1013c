import { z } from 'zod';
import { AttachmentId } from '../../../attachments/attachment';
import { OfficialId } from '../../../case/official';
import { CallId, EpochMs } from '../../../ids';
import { Investigation } from '../../../investigation/investigation';
import {
  BroughtBack,
  Handed,
  InvestigationItem,
  InvestigationProblemView,
  InvestigationView,
  ReplyProof,
  SealKind,
} from '../../../investigation/views';
import { text } from '../../../report/report';
import {
  AttachmentOffset,
  AttachmentOutcome,
  Bytes,
  MAX_OFFERED_BYTES,
  UploadId,
} from '../../attachment-views';
import { nothing, page, request } from '../request';

const ofCase = z.strictObject({ callId: CallId });
const saveCount = z.number().int().min(0);
const revision = z.number().int().min(1);

/** 调查报告 (附件2): written, signed, sealed, answered twice (R-29, R-37 … ). */
export const investigationRequests = {
  /** Cases in handling or waiting for replies, nearest date first; `search`: number, target, unit; never identity. */
  'investigation.list': request(
    'supervisor',
    z.strictObject({ search: text(100), ...page }),
    z.strictObject({ items: z.array(InvestigationItem), total: z.number().int() }),
  ),
  'investigation.get': request('supervisor', ofCase, InvestigationView),
  /** Keeps what is typed. `saveCount`: what the editor last knew; `outdated` where somebody else has saved since. */
  'investigation.save': request(
    'supervisor',
    z.strictObject({ callId: CallId, saveCount, form: Investigation }),
    z.strictObject({ saveCount, savedAt: EpochMs }),
  ),
  'investigation.revision': request(
    'supervisor',
    z.strictObject({ callId: CallId, revision }),
    Investigation,
  ),
  /** A revision of what is saved, with the reason. */
  'investigation.keep': request(
    'supervisor',
    z.strictObject({ callId: CallId, why: text(200).min(2) }),
    InvestigationView,
  ),
  /** Head or deputy has signed what is saved: revision and act in one. */
  'investigation.sign': request(
    'supervisor',
    z.strictObject({
      callId: CallId,
      saveCount,
      leaderId: OfficialId,
      signedAt: EpochMs,
      /** Whoever the report names was asked whether they have to stand back, and what was found of a name that was told. */
      asked: z.literal(true),
      decision: text(500),
    }),
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('incomplete'), problems: z.array(InvestigationProblemView) }),
      z.strictObject({ kind: z.literal('signed'), view: InvestigationView }),
    ]),
  ),
  /** 盖章扫描件 looked at: which seal, and that it can be read. */
  'investigation.seal': request(
    'supervisor',
    z.strictObject({ callId: CallId, evidenceId: AttachmentId, seal: SealKind, isReadable: z.literal(true) }),
    InvestigationView,
  ),
  'investigation.reply': request(
    'supervisor',
    z.strictObject({ callId: CallId, at: EpochMs, proof: ReplyProof }),
    InvestigationView,
  ),
  /** The report as docx or pdf, once nothing is left open in it. */
  'investigation.export': request(
    'supervisor',
    z.strictObject({ callId: CallId, format: z.enum(['docx', 'pdf']) }),
    Handed,
  ),
  /** Report, sealed scan and mail text in one archive. */
  'investigation.package': request('supervisor', ofCase, Handed),
  /** Reads an edited docx; nothing is taken before `investigation.take` names the fields. */
  'investigation.bringBack': request('supervisor', ofCase, BroughtBack),
  'investigation.take': request(
    'supervisor',
    z.strictObject({ callId: CallId, saveCount, fields: z.array(z.string().max(80)).min(1).max(200) }),
    InvestigationView,
  ),
  'evidence.begin': request(
    'supervisor',
    z.strictObject({ callId: CallId, size: z.number().int().min(0).max(MAX_OFFERED_BYTES) }),
    AttachmentOutcome,
  ),
  'evidence.piece': request(
    'supervisor',
    z.strictObject({ uploadId: UploadId, offset: AttachmentOffset, bytes: Bytes }),
    nothing,
  ),
  'evidence.end': request('supervisor', z.strictObject({ uploadId: UploadId }), AttachmentOutcome),
  'evidence.read': request(
    'supervisor',
    z.strictObject({ id: AttachmentId, offset: AttachmentOffset }),
    z.strictObject({ bytes: Bytes }),
  ),
  /** A copy to look at in another program: asks where to, and writes it as it was cleaned. */
  'evidence.save': request('supervisor', z.strictObject({ id: AttachmentId }), Handed),
} as const;
