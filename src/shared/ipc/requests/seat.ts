import { z } from 'zod';
import { PersonId } from '../../ids';
import { Bundle } from '../../script/bundle';
import { AppState, SessionPerson, Settings, StoreState, SyncState } from '../app-state';
import { nothing, request } from './request';

/** The seat itself: what opens it, who is at it, what is in force, how it stands with the center. */
export const seatRequests = {
  'app.state': request('anyone', nothing, AppState),
  'store.create': request('anyone', z.strictObject({ passphrase: z.string().max(200) }), StoreState),
  'store.unlock': request('anyone', z.strictObject({ passphrase: z.string().max(200) }), StoreState),
  /** Makes this PC a seat: where the center is, and the one-time code as it was told. */
  'enrolment.redeem': request(
    'anyone',
    z.strictObject({ centerUrl: z.string().max(300), code: z.string().max(80) }),
    nothing,
  ),
  'session.people': request('anyone', nothing, z.array(SessionPerson)),
  'session.signIn': request(
    'anyone',
    z.strictObject({ personId: PersonId, password: z.string().max(200) }),
    SessionPerson,
  ),
  'session.signOut': request('signed_in', nothing, nothing),
  'settings.save': request('anyone', Settings, Settings),
  'bundle.current': request('signed_in', nothing, Bundle),
  /** The bundle a draft was begun under, which it also finishes under. */
  'bundle.get': request('signed_in', z.strictObject({ version: z.string().max(40) }), Bundle),
  'sync.state': request('anyone', nothing, SyncState),
} as const;
