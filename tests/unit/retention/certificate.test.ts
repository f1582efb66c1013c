import { expect, test } from 'vitest';
import {
  BACKUP_DAYS,
  certificateName,
  certificatePaper,
  certificateText,
  RetentionCertificate,
} from '../../../src/shared/retention/certificate';
import { keptOf, type BackupNote } from '../../../src/shared/backup/backup';
import { startOfShanghaiDay, addDays } from '../../../src/shared/shanghai-time';
import { CallRecord } from '../../../src/shared/call/record';
import { aRecord } from '../../builders/draft';

const CERTIFICATE = RetentionCertificate.parse({
  schema: 1,
  name: certificateName('ZZ01', 7),
  seatId: 'ZZ01',
  at: startOfShanghaiDay('2026-11-30'),
  by: 'p-2001',
  bundleVersion: '2026.2',
  rule: { identityDays: 190 },
  destroyed: [1, 2].map((revision) => ({
    callId: '01900000-0000-7000-8000-000000000001',
    localNumber: 'ZZ01-20260501-0001',
    revision,
    centerNumber: 'HN20260501-000001',
    receivedAt: startOfShanghaiDay('2026-05-01'),
    endedOn: '2026-05-20',
    boxSha256: String(revision).repeat(64),
    bodySha256: 'b'.repeat(64),
    leftSha256: 'c'.repeat(64),
  })),
});

test('has no room for an identity: a field more is refused', () => {
  const [first] = CERTIFICATE.destroyed;
  for (const more of [
    { ...CERTIFICATE, note: '张三' },
    { ...CERTIFICATE, destroyed: [{ ...first, box: 'AAAA' }] },
  ])
    expect(RetentionCertificate.safeParse(more).success).toBe(false);
  expect(RetentionCertificate.parse(JSON.parse(certificateText(CERTIFICATE)))).toEqual(CERTIFICATE);
});

test('the paper says what, why, who, when, how it is checked, and how long backups still hold it', () => {
  const text = JSON.stringify(certificatePaper(CERTIFICATE, '赵强', 'd'.repeat(64)));
  for (const said of [
    'XH-ZZ01-0007',
    '1 件举报，2 个密封件',
    '省级口径包 2026.2',
    '满 190 日',
    '赵强',
    '2026-11-30 00:00:00',
    'd'.repeat(64),
    '1'.repeat(64),
    '--verify-audit',
    '28 日后不再留有',
  ])
    expect(text).toContain(said);
});

test('with a backup each day none is older than the certificate says, whatever day of the week it was', () => {
  for (let first = 0; first < 7; first += 1) {
    let kept: BackupNote[] = [];
    const start = addDays('2026-11-02', first);
    for (let day = 0; day <= BACKUP_DAYS; day += 1) {
      const at = startOfShanghaiDay(addDays(start, day)) + 3_600_000;
      kept = keptOf([...kept, { at, file: `${day}` } as unknown as BackupNote]);
    }
    expect(kept.map(({ file }) => file)).not.toContain('0');
  }
});

test('a record says by its box, or by the hash of it, that the center has an identity; never by both', () => {
  const keyId = 'seal-1';
  const destroyed = 'a'.repeat(64);
  const parsed = (sealedIdentity: object) => CallRecord.safeParse({ ...aRecord(), sealedIdentity }).success;
  expect(parsed({ keyId, box: 'AAAA' })).toBe(true);
  expect(parsed({ keyId, box: '', destroyed })).toBe(true);
  expect(parsed({ keyId, box: 'AAAA', destroyed })).toBe(false);
  expect(parsed({ keyId, box: '', destroyed: 'x' })).toBe(false);
});
