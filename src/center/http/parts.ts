import type { Anchors } from '../audit/anchors';
import type { AttachmentStore } from '../attachments/store';
import type { Bundles } from '../bundles';
import type { Changes } from '../changes/changes';
import type { Database } from '../database/database';
import type { Tally } from '../operator/tally';
import type { JudgeParts } from '../records/judge';
import type { RecordStore } from '../records/store';
import type { Seats } from '../seats';

/** What the center tells its operator: closed words, numbers and ids, never content or tokens. */
export type CenterEvent =
  | { event: 'request_failed'; requestId: string; code: string }
  /** A seat told an audit that does not follow what it told before: cut, exchanged, or an older copy. */
  | { event: 'audit_behind'; seatId: string; seq: number; seen: number }
  | { event: 'bundle_refused'; why: string; stillInForce: string };

/** What the routes need. */
export interface Center extends JudgeParts {
  database: Database;
  bundles: Bundles;
  seats: Seats;
  store: RecordStore;
  changes: Changes;
  anchors: Anchors;
  attachments: AttachmentStore;
  tally: Tally;
  /** Null: the operator's page is for the loopback interface. */
  operatorToken: string | null;
  now(): number;
  log(event: CenterEvent): void;
  maxRequestBytes: number;
}
