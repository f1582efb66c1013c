import { z } from 'zod';
import { LineTest } from '../../network/line-test';
import {
  AuthorityView,
  MAX_PEM_CHARS,
  NetworkSettings,
  NetworkView,
  ProxyPassword,
} from '../../network/settings';
import { text } from '../../report/report';
import { PhoneAccess, PhoneSettings } from '../../telephony/event';
import { MissedCall, PhoneState } from '../views';
import { nothing, request } from './request';

/** Telephone and network of this PC. */
export const lineRequests = {
  'phone.state': request('signed_in', nothing, PhoneState),
  'phone.missed': request('supervisor', nothing, z.array(MissedCall)),
  'phone.explain': request(
    'supervisor',
    z.strictObject({ seq: z.number().int().min(1), why: text(500).min(5) }),
    z.array(MissedCall),
  ),
  'phone.settings': request('supervisor', nothing, PhoneAccess),
  'phone.configure': request(
    'supervisor',
    z.strictObject({ ...PhoneSettings.shape, renewsToken: z.boolean() }),
    PhoneAccess,
  ),
  'network.settings': request('supervisor', nothing, NetworkView),
  /** `password` null: as it is. */
  'network.configure': request(
    'supervisor',
    z.strictObject({ ...NetworkSettings.shape, password: ProxyPassword.nullable() }),
    NetworkView,
  ),
  /** What a file of certification authorities holds, before anybody trusts it. */
  'network.checkAuthorities': request(
    'supervisor',
    z.strictObject({ pem: z.string().max(MAX_PEM_CHARS) }),
    z.array(AuthorityView),
  ),
  'network.trustAuthorities': request(
    'supervisor',
    z.strictObject({ pem: z.string().max(MAX_PEM_CHARS).nullable() }),
    NetworkView,
  ),
  /** Begins the connection test, unless one runs. */
  'network.test': request('signed_in', nothing, LineTest),
  'network.report': request('signed_in', nothing, LineTest.nullable()),
} as const;
