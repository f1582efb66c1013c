import { z } from 'zod';
import { Draft } from '../../call/form';
import { CallId } from '../../ids';
import { ArrivalFilter, ArrivalProof } from '../../queue/arrival';
import { QueueCounts, QueueState } from '../../queue/state';
import { text } from '../../report/report';
import { SyncState } from '../app-state';
import { AmendmentDecision, AmendmentView, OpenAmendment } from '../changes';
import { CarryState, ExportOutcome, ImportOutcome } from '../carry';
import { QueueDetail, QueueItem } from '../views';
import { nothing, page, request } from './request';

/** Records on their way to the center, and what comes back. */
export const recordsRequests = {
  'queue.counts': request('signed_in', nothing, QueueCounts),
  'queue.list': request(
    'signed_in',
    z.strictObject({
      states: z.array(QueueState).max(8),
      /** Searches numbers, target, place and matter; never identity. */
      search: text(100),
      onlyUnreviewed: z.boolean(),
      /** Only calls with a revision in this part of the equation of arrival. */
      arrival: ArrivalFilter.optional(),
      ...page,
    }),
    z.strictObject({ items: z.array(QueueItem), total: z.number().int() }),
  ),
  'queue.detail': request('signed_in', z.strictObject({ id: CallId }), QueueDetail),
  'queue.retry': request('signed_in', z.strictObject({ id: CallId.nullable() }), SyncState),
  /** Amendments of the center that wait for a person's decision. */
  'change.open': request('signed_in', nothing, z.array(OpenAmendment)),
  'change.view': request('signed_in', z.strictObject({ position: z.number().int().min(1) }), AmendmentView),
  /** Opens the revision that answers an amendment. */
  'change.decide': request('signed_in', AmendmentDecision, Draft),
  'carry.state': request('supervisor', nothing, CarryState),
  /** Asks where to, and writes what is owed (of the last days, or all) into a file for the center. Nothing leaves the queue. */
  'carry.export': request(
    'supervisor',
    z.strictObject({ days: z.number().int().min(1).max(366).nullable() }),
    ExportOutcome,
  ),
  /** Asks for the center's answer file and takes it in. */
  'carry.import': request('supervisor', nothing, ImportOutcome),
  /** 到达证明: figures of the whole seat, for everybody at it. */
  'arrival.proof': request('signed_in', z.strictObject({ withDays: z.boolean() }), ArrivalProof),
  'arrival.check': request('signed_in', nothing, ArrivalProof),
  /** Hands in again, under the same keys, what the center was found to lack. */
  'arrival.handIn': request('signed_in', nothing, ArrivalProof),
} as const;
