import { z } from 'zod';
import { CertificateName } from '../../../retention/certificate';
import { RetentionView } from '../../../retention/view';
import { nothing, request } from '../request';

/** 保管期限 of sealed identities at this seat: figures, the act, its certificates. Nothing of a reporter is in them. */
export const retentionRequests = {
  'retention.view': request('supervisor', nothing, RetentionView),
  /** `calls`: as many as the person was shown to be due. */
  'retention.destroy': request(
    'supervisor',
    z.strictObject({ calls: z.number().int().positive() }),
    RetentionView,
  ),
  /** Asks where to, and writes the certificate; null where the person thought better of it. */
  'retention.save': request(
    'supervisor',
    z.strictObject({ name: CertificateName, format: z.enum(['docx', 'pdf']) }),
    z.strictObject({ fileName: z.string().nullable() }),
  ),
} as const;
