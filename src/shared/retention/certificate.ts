import { z } from 'zod';
import { canonicalJson } from '../canonical-json';
import { CallId, EpochMs, LocalNumber, PersonId, SeatId, Sha256 } from '../ids';
import type { Paper } from '../papers/paper';
import { KEPT_DAYS, KEPT_WEEKS } from '../backup/backup';
import { shanghaiTimestamp } from '../shanghai-time';
import { RetentionRule } from './rule';

export const CertificateName = z.string().regex(/^XH-[A-Z0-9]{2,12}-\d{4,}$/);

/**
 * What one revision held and holds no more: hashes alone. `bodySha256`: of the text the center has and signed for,
 * `leftSha256`: of what stays of it here.
 */
export const DestroyedIdentity = z.strictObject({
  callId: CallId,
  localNumber: LocalNumber,
  revision: z.number().int().min(1),
  centerNumber: z.string().max(60),
  receivedAt: EpochMs,
  endedOn: z.iso.date(),
  boxSha256: Sha256,
  bodySha256: Sha256,
  leftSha256: Sha256,
});
export type DestroyedIdentity = z.infer<typeof DestroyedIdentity>;

/** 销毁证书: which sealed identities a seat destroyed, by which rule, who and when. Holds no identity, sealed or not. */
export const RetentionCertificate = z.strictObject({
  schema: z.literal(1),
  name: CertificateName,
  seatId: SeatId,
  /** Center time. */
  at: EpochMs,
  by: PersonId,
  bundleVersion: z.string().min(1).max(40),
  rule: RetentionRule,
  destroyed: z.array(DestroyedIdentity).min(1),
});
export type RetentionCertificate = z.infer<typeof RetentionCertificate>;

/** The text whose SM3 stands in the audit. */
export const certificateText = (certificate: RetentionCertificate): string => canonicalJson(certificate);

/** 销毁证书编号 of a seat's nth. */
export const certificateName = (seatId: string, number: number): string =>
  `XH-${seatId}-${String(number).padStart(4, '0')}`;

/** So many days after it, with a backup made each day, none holds what was destroyed. */
export const BACKUP_DAYS = KEPT_WEEKS * 7;

/** The certificate on paper, with what one needs to check it. */
export function certificatePaper(certificate: RetentionCertificate, by: string, sm3: string): Paper {
  const { name, seatId, at, bundleVersion, rule, destroyed } = certificate;
  const calls = new Set(destroyed.map(({ callId }) => callId)).size;
  return {
    title: '举报人信息（密封件）销毁证书',
    subtitle: `编号：${name}`,
    orientation: 'landscape',
    blocks: [
      {
        kind: 'paragraph',
        text: `本坐席留存的下列举报人信息密封件已超过保管期限，于${shanghaiTimestamp(at)}（省中心时间）在本机销毁。举报件、回执、案件及审计记录均完整保留；举报人信息由省中心保管，本证书不含任何举报人信息。`,
      },
      {
        kind: 'fields',
        rows: [
          { label: '坐席', value: seatId },
          { label: '销毁数量', value: `${calls} 件举报，${destroyed.length} 个密封件` },
          {
            label: '依据',
            value: `省级口径包 ${bundleVersion}：省中心已签回执且办理全部结束满 ${rule.identityDays} 日`,
          },
          { label: '操作人', value: by },
          { label: '审计校验值（SM3）', value: sm3 },
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: '本地编号', widthMm: 34 },
          { title: '版次', widthMm: 12, align: 'center' },
          { title: '省中心编号', widthMm: 34 },
          { title: '结束日期', widthMm: 24 },
          { title: '密封件 SHA-256', widthMm: 72 },
          { title: '回执所签原文 SHA-256', widthMm: 72 },
        ],
        rows: destroyed.map((each) => [
          each.localNumber,
          String(each.revision),
          each.centerNumber,
          each.endedOn,
          each.boxSha256,
          each.bodySha256,
        ]),
      },
      {
        kind: 'note',
        text: `此前所做的本机备份仍含密封件（只有省中心能打开）：备份每日一份，保留最近 ${KEPT_DAYS} 日和最近 ${KEPT_WEEKS} 周各一份，逐日替换；每日备份的，${BACKUP_DAYS} 日后不再留有。拷贝到别处的备份由保管单位按同一期限销毁。`,
      },
      {
        kind: 'note',
        text: '核验：在本坐席运行 --verify-audit，审计链中“identity_destroyed”一行载有本证书的 SM3，链尾由省中心签名见证。',
      },
    ],
  };
}
