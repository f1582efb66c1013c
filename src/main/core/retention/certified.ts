import { createHash } from 'node:crypto';
import { RetentionCertificate } from '../../../shared/retention/certificate';
import { sm3 } from '../audit/sm3';
import type { AuditRow } from '../store/repositories/audit';
import type { RetentionRepository } from '../store/repositories/seat/retention';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** True where each text is what the certificate says stays of it. */
export function isAsCertified(
  store: Pick<RetentionRepository, 'textOf'>,
  { destroyed }: RetentionCertificate,
): boolean {
  return destroyed.every(({ callId, revision, leftSha256 }) => {
    const text = store.textOf(callId, revision);
    return text !== undefined && sha256(text) === leftSha256;
  });
}

export const certificateIn = (body: string): RetentionCertificate =>
  RetentionCertificate.parse(JSON.parse(body));

/** Whether the certificate that an audit row tells of is here as it says, and what it left is as the certificate says. */
export function holdsCertificate(
  store: Pick<RetentionRepository, 'find' | 'textOf'>,
  { subject, detail }: Pick<AuditRow, 'subject' | 'detail'>,
): boolean {
  const row = store.find(subject);
  return row !== undefined && sm3(row.body) === detail && isAsCertified(store, certificateIn(row.body));
}
