import type { z } from 'zod';
import type * as changes from '../../src/shared/center-api/changes';
import type { LedgerAnswer } from '../../src/shared/center-api/ledger';
import type { AttachmentReceipt, AttachmentReceiptAnswer } from '../../src/shared/center-api/attachments';
import type * as identity from '../../src/shared/center-api/identity';
import type * as people from '../../src/shared/center-api/people';
import type { SignedEnrolment } from '../../src/shared/center-api/enrolment';
import type * as messages from '../../src/shared/center-api/messages';
import type { RegionAnswer } from '../../src/shared/center-api/region';
import type { components } from '../../src/shared/center-api/openapi';
import type { Receipt, RecordKey } from '../../src/shared/center-api/receipt';
import type { SignedManifest } from '../../src/shared/updates/manifest';
import type * as keys from '../../src/shared/keys/statement';
import type { SignedBundle } from '../../src/shared/script/bundle';

type Schemas = components['schemas'];

/** `true` where each can stand for the other; a type error otherwise. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

/** The zod schemas and the contract's generated types say the same. Checked by `npm run typecheck`. */
export const same: {
  health: Same<z.input<typeof messages.Health>, Schemas['Health']>;
  signedManifest: Same<z.input<typeof SignedManifest>, Schemas['SignedManifest']>;
  signedBundle: Same<z.input<typeof SignedBundle>, Schemas['SignedBundle']>;
  recordKey: Same<z.input<typeof RecordKey>, Schemas['RecordKey']>;
  pushedRecord: Same<z.input<typeof messages.PushedRecord>, Schemas['PushedRecord']>;
  pushRequest: Same<z.input<typeof messages.PushRequest>, Schemas['PushRequest']>;
  receipt: Same<z.input<typeof Receipt>, Schemas['Receipt']>;
  recordResult: Same<z.input<typeof messages.RecordResult>, Schemas['RecordResult']>;
  pushResponse: Same<z.input<typeof messages.PushResponse>, Schemas['PushResponse']>;
  receiptQuery: Same<z.input<typeof messages.ReceiptQuery>, Schemas['ReceiptQuery']>;
  receiptAnswer: Same<z.input<typeof messages.ReceiptAnswer>, Schemas['ReceiptAnswer']>;
  signedChange: Same<z.input<typeof changes.SignedChange>, Schemas['SignedChange']>;
  changesAnswer: Same<z.input<typeof changes.ChangesAnswer>, Schemas['ChangesAnswer']>;
  ledgerAnswer: Same<z.input<typeof LedgerAnswer>, Schemas['LedgerAnswer']>;
  regionAnswer: Same<z.input<typeof RegionAnswer>, Schemas['RegionAnswer']>;
  attachmentReceipt: Same<z.input<typeof AttachmentReceipt>, Schemas['AttachmentReceipt']>;
  attachmentAnswer: Same<z.input<typeof AttachmentReceiptAnswer>, Schemas['AttachmentReceiptAnswer']>;
  enrolmentRequest: Same<z.input<typeof people.EnrolmentRequest>, Schemas['EnrolmentRequest']>;
  signedEnrolment: Same<z.input<typeof SignedEnrolment>, Schemas['SignedEnrolment']>;
  signedRoster: Same<z.input<typeof people.SignedRoster>, Schemas['SignedRoster']>;
  sessionRequest: Same<z.input<typeof people.SessionRequest>, Schemas['SessionRequest']>;
  sessionAnswer: Same<z.input<typeof people.SessionAnswer>, Schemas['SessionAnswer']>;
  identityRequest: Same<z.input<typeof identity.IdentityRequest>, Schemas['IdentityRequest']>;
  identityStanding: Same<z.input<typeof identity.IdentityStanding>, Schemas['IdentityStanding']>;
  identityAnswer: Same<z.input<typeof identity.IdentityAnswer>, Schemas['IdentityAnswer']>;
  identityWaiting: Same<z.input<typeof identity.IdentityWaiting>, Schemas['IdentityWaiting']>;
  identityDecision: Same<z.input<typeof identity.IdentityDecision>, Schemas['IdentityDecision']>;
  signedKeyStatement: Same<z.input<typeof keys.SignedKeyStatement>, Schemas['SignedKeyStatement']>;
  keysAnswer: Same<z.input<typeof keys.KeysAnswer>, Schemas['KeysAnswer']>;
  keysInUse: Same<z.input<typeof keys.KeysInUse>, Schemas['KeysInUse']>;
  problem: Same<z.input<typeof messages.ProblemDetails>, Schemas['ProblemDetails']>;
} = {
  health: true,
  signedManifest: true,
  signedBundle: true,
  recordKey: true,
  pushedRecord: true,
  pushRequest: true,
  receipt: true,
  recordResult: true,
  pushResponse: true,
  receiptQuery: true,
  receiptAnswer: true,
  signedKeyStatement: true,
  keysAnswer: true,
  keysInUse: true,
  signedChange: true,
  changesAnswer: true,
  ledgerAnswer: true,
  regionAnswer: true,
  attachmentReceipt: true,
  attachmentAnswer: true,
  enrolmentRequest: true,
  signedEnrolment: true,
  signedRoster: true,
  sessionRequest: true,
  sessionAnswer: true,
  identityRequest: true,
  identityStanding: true,
  identityAnswer: true,
  identityWaiting: true,
  identityDecision: true,
  problem: true,
};
