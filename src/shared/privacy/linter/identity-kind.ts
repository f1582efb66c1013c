/** What a stretch of text tells about the reporter. */
export type IdentityKind =
  | 'phone'
  | 'landline'
  | 'id_card'
  | 'bank_card'
  | 'recording'
  | 'wechat'
  | 'email'
  | 'plate'
  | 'self_name'
  | 'relative'
  | 'home'
  | 'vantage'
  | 'job';

/** A stretch of a free text that may tell who reported. Offsets are UTF-16 indexes into the text as typed. */
export interface IdentityHit {
  kind: IdentityKind;
  start: number;
  end: number;
}
