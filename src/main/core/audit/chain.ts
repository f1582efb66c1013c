import type { AuditRepository, AuditRow } from '../store/repositories/audit';
import { sm3 } from './sm3';

/** Acts that are written down for good. Names of things and figures only, never content. */
export type Act =
  | 'enrolled'
  | 'recovered'
  | 'sign_in'
  | 'sign_in_failed'
  | 'sign_out'
  | 'locked'
  | 'unlocked'
  | 'unlock_failed'
  | 'password_changed'
  | 'call_finished'
  | 'call_revised'
  | 'repeat_cause_entered'
  | 'statistics_saved'
  | 'call_taken_over'
  | 'call_back_entered'
  | 'day_signed_off'
  | 'phone_explained'
  | 'phone_configured'
  | 'network_configured'
  | 'clock_wrong'
  | 'clock_right'
  | 'clock_jumped'
  | 'lead_seen'
  | 'review_added'
  | 'case_act'
  | 'directory_changed'
  | 'investigation_kept'
  | 'investigation_sealed'
  | 'investigation_exported'
  | 'investigation_brought_back'
  | 'evidence_added'
  | 'evidence_saved'
  | 'paper_saved'
  | 'paper_printed'
  | 'sheet_revised'
  | 'sheet_signed'
  | 'quality_noted'
  | 'center_lacks'
  | 'handed_in_again'
  | 'bundle_taken'
  | 'bundle_refused'
  | 'key_rolled'
  | 'key_refused'
  | 'keys_as_known'
  | 'escrow_renewed'
  | 'change_taken'
  | 'change_refused'
  | 'amendment_decided'
  | 'attachment_added'
  | 'attachment_removed'
  | 'carry_begun'
  | 'carried_out'
  | 'carried_in'
  | 'people_taken'
  | 'identity_asked'
  | 'identity_turned_away'
  | 'identity_revealed'
  | 'identity_closed'
  | 'identity_destroyed'
  | 'audit_verified'
  | 'audit_not_as_anchored'
  | 'support_saved'
  | 'store_restored'
  | 'practice_begun'
  | 'practice_ended'
  | 'practice_wiped'
  | 'update_staged';

export interface AuditEntry {
  at: number;
  /** A person's id, `seat` for what nobody did by hand, `center` for what it did. */
  actor: string;
  act: Act;
  /** Id of what it was done to. */
  subject: string;
  /** A closed word or a number. */
  detail?: string | number;
}

/** The append-only audit: each row holds the SM3 (GB/T 32905) of itself and the row before. */
export class AuditChain {
  constructor(private readonly rows: AuditRepository) {}

  /** Adds one row. Call it in the transaction of the act itself: no act without its row. */
  append(entry: AuditEntry): void {
    const head = this.rows.head();
    const row = {
      seq: head.seq + 1,
      at: entry.at,
      actor: entry.actor,
      act: entry.act,
      subject: entry.subject,
      detail: String(entry.detail ?? ''),
      previousHash: head.hash,
    };
    this.rows.insert({ ...row, hash: hashOf(row) });
  }
}

/** SM3 of a row and the one before. */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const { seq, at, actor, act, subject, detail, previousHash } = row;
  return sm3(JSON.stringify([previousHash, seq, at, actor, act, subject, detail]));
}
