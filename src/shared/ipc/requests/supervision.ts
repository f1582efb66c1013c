import { z } from 'zod';
import { LedgerDate, LedgerDay, LedgerEntry, LedgerTerm, OpenCall } from '../../call/ledger';
import { CallId } from '../../ids';
import { text } from '../../report/report';
import { LeadAlerts, QueueItem } from '../views';
import { nothing, page, request } from './request';

/** A supervisor’s daily duty over the calls of the seat. */
export const supervisionRequests = {
  'review.add': request(
    'supervisor',
    z.strictObject({ id: CallId, verdict: z.enum(['confirmed', 'returned']), remark: text(1000) }),
    QueueItem,
  ),
  'lead.alerts': request('signed_in', nothing, LeadAlerts),
  /** A supervisor has seen it: it stops calling. */
  'lead.acknowledge': request('supervisor', z.strictObject({ seq: z.number().int().min(1) }), LeadAlerts),
  'ledger.day': request('signed_in', z.strictObject({ date: LedgerDate }), LedgerDay),
  'ledger.list': request(
    'signed_in',
    z.strictObject({ date: LedgerDate, term: LedgerTerm.nullable(), ...page }),
    z.strictObject({ entries: z.array(LedgerEntry), total: z.number().int() }),
  ),
  'ledger.openCalls': request('supervisor', nothing, z.array(OpenCall)),
  'ledger.signOff': request('supervisor', z.strictObject({ date: LedgerDate }), LedgerDay),
} as const;
