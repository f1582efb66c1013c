import { z } from 'zod';
import { EpochMs, PersonId } from '../../ids';
import { LockState } from '../../session/lock';
import { SessionPerson } from '../app-state';
import { nothing, request } from './request';

const password = z.string().max(200);

/** The lock of a window in which somebody is signed in, and what opens it. */
export const lockRequests = {
  'lock.state': request('anyone', nothing, LockState),
  /** A hand was on keys or mouse. */
  'lock.touch': request('signed_in', nothing, nothing),
  'lock.now': request('signed_in', nothing, LockState),
  /** The person's own password, at the center: only with a line to it. Null: the center does not say when it ends. */
  'session.changePassword': request(
    'signed_in',
    z.strictObject({ password, newPassword: password }),
    z.strictObject({ expiresAt: EpochMs.nullable() }),
  ),
  /** The same person is back. */
  'lock.open': request('signed_in', z.strictObject({ password }), SessionPerson),
  /**
   * 交接班: another person sits down. Refused over an open call (`open_calls`), unless a supervisor takes it over and says
   * why.
   */
  'lock.handOver': request(
    'signed_in',
    z.strictObject({ personId: PersonId, password, why: z.string().min(2).max(500).nullable() }),
    SessionPerson,
  ),
} as const;
