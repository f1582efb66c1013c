import type { Anchors } from '../audit/anchors';
import type { AttachmentStore } from '../attachments/store';
import type { Bundles } from '../bundles';
import type { Changes } from '../changes/changes';
import type { Database } from '../database/database';
import type { Tally } from '../operator/tally';
import type { CenterKeys } from '../keys/keys';
import type { KeyRolls } from '../keys/rolls';
import type { JudgeParts } from '../records/judge';
import type { RecordStore } from '../records/store';
import type { SignedEnrolment } from '../../shared/center-api/enrolment';
import type { EnrolmentRequest } from '../../shared/center-api/people';
import type { IdentityRequests } from '../identity/requests';
import type { Redeemed } from '../people/codes';
import type { People } from '../people/people';
import type { CenterSessions } from '../people/sessions';
import type { Releases } from '../releases/releases';
import type { Seats } from '../seats';

export type Enrolled =
  | { ok: true; enrolment: SignedEnrolment }
  | Extract<Redeemed, { ok: false }>
  /** Nobody could sign in there. */
  | { ok: false; reason: 'no_people' };

/** What the center tells its operator: closed words, numbers and ids, never content or tokens. */
export type CenterEvent =
  | { event: 'request_failed'; requestId: string; code: string }
  /** A seat told an audit that does not follow what it told before: cut, exchanged, or an older copy. */
  | { event: 'audit_behind'; seatId: string; seq: number; seen: number }
  /** The key file became unreadable beside the running center, which goes on with the keys it has. */
  | { event: 'keys_unreadable' }
  | { event: 'bundle_refused'; why: string; stillInForce: string };

/** What the routes need. */
export interface Center extends JudgeParts {
  database: Database;
  keys: CenterKeys;
  keyRolls: KeyRolls;
  bundles: Bundles;
  seats: Seats;
  store: RecordStore;
  changes: Changes;
  anchors: Anchors;
  attachments: AttachmentStore;
  /** Packages of the seat's program. */
  releases: Releases;
  tally: Tally;
  people: People;
  sessions: CenterSessions;
  identities: IdentityRequests;
  /** Makes a PC a seat by its one-time code. */
  enrolByCode(request: EnrolmentRequest, now: number): Promise<Enrolled>;
  /** Null: the operator's page is for the loopback interface. */
  operatorToken: string | null;
  now(): number;
  log(event: CenterEvent): void;
  maxRequestBytes: number;
}
