import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { QueueDetail } from '../../../../shared/ipc/contract';
import { Tag } from '../../../ui/tags/Tag';
import { fullTime } from '../../../ui/times';

/** Every version of the record: reports are revised, never overwritten. Newest first. */
export function Revisions({ revisions }: { revisions: QueueDetail['revisions'] }) {
  const { t } = useTranslation();
  return (
    <Box
      component="ol"
      data-testid="revisions"
      sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.75 }}
    >
      {[...revisions].reverse().map((revision) => (
        <Box component="li" key={revision.revision}>
          <Box sx={{ display: 'flex', gap: 1.25, alignItems: 'center' }}>
            <strong>{t('detail.revisionNumber', { n: revision.revision })}</strong>
            <span>{fullTime(revision.madeAt)}</span>
            <span>{revision.madeBy}</span>
            <Tag tone={revision.receipt ? 'good' : 'info'}>
              {revision.receipt ? revision.receipt.centerNumber : t('detail.noReceipt')}
            </Tag>
          </Box>
          {revision.why && (
            <Box sx={{ color: 'text.secondary' }}>{t('detail.why', { why: revision.why })}</Box>
          )}
        </Box>
      ))}
    </Box>
  );
}
