import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/canonical-json';
import { recordProblems } from '../../shared/call/finish';
import { CallRecord, type SealedIdentity } from '../../shared/call/record';
import type { ProblemDetails, PushedRecord } from '../../shared/center-api/messages';
import type { Bundle } from '../../shared/script/bundle';

export interface JudgeParts {
  findBundle(version: string): Bundle | undefined;
  /**
   * Whether an identity may be sealed to this key: in force or rolled out, for a seat that was away for weeks knows an older
   * one and its report is taken in all the same.
   */
  isSealingKey(id: string): boolean;
}

type FieldError = NonNullable<ProblemDetails['errors']>[number];

/** crypto_box_seal adds 48 bytes to what it closes. */
const SEAL_BYTES = 48;

/**
 * Whether a pushed record may be taken in from this seat: the problem (422) that keeps it out, or null. Pure. The same
 * validator as the seat's judges completeness (R-4, R-9… …R-17). Problems name fields, never their content.
 */
export function judge(pushed: PushedRecord, seatId: string, parts: JudgeParts): ProblemDetails | null {
  const bytes = Buffer.from(pushed.body, 'utf8');
  if (createHash('sha256').update(bytes).digest('hex') !== pushed.bodySha256) {
    return refusal('hash_mismatch', '内容与校验值不符', [{ field: 'bodySha256', code: 'hash_mismatch' }]);
  }
  const sent = parseJson(pushed.body);
  const parsed = CallRecord.safeParse(sent);
  if (!parsed.success) {
    return refusal('malformed', '不是约定的记录格式', issuesOf(parsed.error.issues));
  }
  const record = parsed.data;
  // Of what was sent, not of what it was parsed to: an older seat leaves out what it does not know.
  if (canonicalJson(sent) !== pushed.body) {
    return refusal('not_canonical', '不是约定的规范写法', [{ field: 'body', code: 'not_canonical' }]);
  }
  const foreign = envelopeErrors(record, pushed, seatId);
  if (foreign.length > 0) return refusal('envelope_mismatch', '记录与报送的坐席或编号不符', foreign);
  const bundle = parts.findBundle(record.bundleVersion);
  if (bundle === undefined || bundle.script.version !== record.scriptVersion) {
    return refusal('unknown_bundle', '省中心没有这个版本的口径包', [
      { field: bundle === undefined ? 'bundleVersion' : 'scriptVersion', code: 'unknown_version' },
    ]);
  }
  const lacking = recordProblems(record, bundle).map(({ field, code }) => ({ field, code }));
  if (lacking.length > 0) return refusal('incomplete', '记录不完整', lacking);
  const sealed = record.disposition === 'report' ? record.sealedIdentity : null;
  return sealed === null || isSealed(sealed, record.revision, parts) ? null : notSealed();
}

export function notSealed(): ProblemDetails {
  return refusal('identity_not_sealed', '举报人信息未按省中心的公钥密封', [
    { field: 'sealedIdentity', code: 'not_sealed_to_center' },
  ]);
}

export function refusal(kind: string, title: string, errors: readonly FieldError[]): ProblemDetails {
  return {
    type: `urn:hn12369:problem:${kind}`,
    title,
    status: 422,
    errors: errors
      .slice(0, 200)
      .map(({ field, code }) => ({ field: field.slice(0, 200), code: code.slice(0, 60) })),
  };
}

/** Where a value broke its schema: the path, and the schema's own word for it. Never the value. */
export function issuesOf(
  issues: readonly { path: PropertyKey[]; code: string; message: string }[],
): FieldError[] {
  return issues.map(({ path, code, message }) => ({
    field: path.map(String).join('.') || 'body',
    code: code === 'custom' ? message : code,
  }));
}

function envelopeErrors(record: CallRecord, pushed: PushedRecord, seatId: string): FieldError[] {
  const pairs = [
    ['id', record.id, pushed.id],
    ['revision', record.revision, pushed.revision],
    ['seatId', record.seatId, seatId],
  ] as const;
  return pairs
    .filter(([, inBody, outside]) => inBody !== outside)
    .map(([field]) => ({ field, code: 'does_not_match' }));
}

/** A later revision may name a box that came before: the seat destroyed its own when its term was over. */
function isSealed(
  { keyId, box, destroyed }: SealedIdentity,
  revision: number,
  parts: Pick<JudgeParts, 'isSealingKey'>,
): boolean {
  if (destroyed !== undefined) return revision > 1;
  return parts.isSealingKey(keyId) && Buffer.from(box, 'base64').length > SEAL_BYTES;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
