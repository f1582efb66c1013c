import { z } from 'zod';
import { AttachmentId } from '../../attachments/attachment';
import { Confirmation, Draft, IntakeForm } from '../../call/form';
import { Recents } from '../../catalog/recents';
import { CallId, EpochMs, PersonId } from '../../ids';
import { Address, Pollution, text } from '../../report/report';
import { StepId } from '../../script/steps';
import {
  AttachmentOffset,
  AttachmentOutcome,
  AttachmentView,
  Bytes,
  MAX_OFFERED_BYTES,
  UploadId,
} from '../attachment-views';
import { FinishOutcome, RepeatsFound } from '../views';
import { nothing, request } from './request';

/** Taking a call, and putting a finished one right. */
export const callsRequests = {
  'call.start': request('signed_in', nothing, Draft),
  'call.finish': request(
    'signed_in',
    z.strictObject({ id: CallId, saveCount: z.number().int() }),
    FinishOutcome,
  ),
  /** Opens a finished record again as a draft of its next revision (R-12: the original stays). */
  'call.revise': request('signed_in', z.strictObject({ id: CallId, why: text(500).min(2) }), Draft),
  /** What the person who asks chose lately from each catalogue: codes, newest first. */
  'recents.list': request('signed_in', nothing, Recents),
  /** A colleague's open call becomes this supervisor's to end; who answered stays, identity is sealed. */
  'call.takeOver': request('supervisor', z.strictObject({ id: CallId, why: text(500).min(2) }), Draft),
  /** 补录 of a call noted on paper. `answeredBy` and `phoneCallSeq` are a supervisor's to give. */
  'call.backEnter': request(
    'signed_in',
    z.strictObject({
      startedAt: EpochMs,
      why: text(200).min(2),
      answeredBy: PersonId.optional(),
      phoneCallSeq: z.number().int().min(1).optional(),
    }),
    Draft,
  ),
  'draft.list': request('signed_in', nothing, z.array(Draft)),
  'draft.get': request('signed_in', z.strictObject({ id: CallId }), Draft),
  'draft.save': request(
    'signed_in',
    z.strictObject({
      id: CallId,
      saveCount: z.number().int().min(1),
      step: StepId,
      confirmations: z.array(Confirmation).max(500),
      form: IntakeForm,
      hungUpAt: EpochMs.nullable(),
    }),
    z.strictObject({ saveCount: z.number().int(), savedAt: EpochMs }),
  ),
  /** Begins to hand a file over: bytes alone, no path and no name. One at a time for each person; a later one takes its place. */
  'attachment.begin': request(
    'signed_in',
    z.strictObject({ callId: CallId, size: z.number().int().min(0).max(MAX_OFFERED_BYTES) }),
    AttachmentOutcome,
  ),
  'attachment.piece': request(
    'signed_in',
    z.strictObject({ uploadId: UploadId, offset: AttachmentOffset, bytes: Bytes }),
    nothing,
  ),
  /** All pieces are there: judged by content, cleaned, kept. */
  'attachment.end': request('signed_in', z.strictObject({ uploadId: UploadId }), AttachmentOutcome),
  'attachment.list': request('signed_in', z.strictObject({ callId: CallId }), z.array(AttachmentView)),
  /** Out of a call in hand for good; of a finished one, out of its next revision (and in again). */
  'attachment.remove': request(
    'signed_in',
    z.strictObject({ id: AttachmentId, isRemoved: z.boolean() }),
    z.array(AttachmentView),
  ),
  /** A piece of it as it was cleaned, from this byte on; empty at the end. */
  'attachment.read': request(
    'signed_in',
    z.strictObject({ id: AttachmentId, offset: AttachmentOffset }),
    z.strictObject({ bytes: Bytes }),
  ),
  /** One that the center refused is sent again. */
  'attachment.retry': request('signed_in', z.strictObject({ id: AttachmentId }), z.array(AttachmentView)),
  /** Calls that may be about the same matter as the open call `id`: its own fields, never its caller. */
  'repeats.find': request(
    'signed_in',
    z.strictObject({
      id: CallId,
      city: Address.shape.city,
      county: Address.shape.county,
      town: Address.shape.town,
      detail: Address.shape.detail,
      target: text(2000),
      types: Pollution.shape.types,
      description: Pollution.shape.description,
    }),
    RepeatsFound,
  ),
} as const;
