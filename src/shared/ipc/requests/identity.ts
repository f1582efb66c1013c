import { z } from 'zod';
import { IdentityRequestId } from '../../center-api/identity';
import { IdentityPurpose, MIN_REASON } from '../../identity/release';
import { CallId } from '../../ids';
import { text } from '../../report/report';
import { IdentityOptions, IdentityView, RevealedIdentity } from '../identity';
import { nothing, request } from './request';

/** The one way to a reporter's identity: asked by a supervisor, decided by another person at the center. */
export const identityRequests = {
  'identity.standing': request('supervisor', z.strictObject({ recordId: CallId }), IdentityOptions),
  /** `password`: who asks proves it once more, to the center. */
  'identity.ask': request(
    'supervisor',
    z.strictObject({
      recordId: CallId,
      purpose: IdentityPurpose,
      reason: text(500).min(MIN_REASON),
      password: z.string().max(200),
    }),
    IdentityView,
  ),
  'identity.reveal': request(
    'supervisor',
    z.strictObject({ requestId: IdentityRequestId }),
    RevealedIdentity,
  ),
  /** Done with it: the key is forgotten, and nothing can be opened with it any more. */
  'identity.close': request('supervisor', z.strictObject({ requestId: IdentityRequestId }), nothing),
} as const;
