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
            <Standing revision={revision} />
          </Box>
          {revision.why && (
            <Box sx={{ color: 'text.secondary' }}>{t('detail.why', { why: revision.why })}</Box>
          )}
        </Box>
      ))}
    </Box>
  );
}

/** Where a version stands with the center. A refused one stays refused, also when a later one has put it right. */
function Standing({ revision }: { revision: QueueDetail['revisions'][number] }) {
  const { t } = useTranslation();
  const { delivery, correctedBy, receipt } = revision;
  if (delivery === 'accepted' && receipt !== null) return <Tag tone="good">{receipt.centerNumber}</Tag>;
  if (delivery === 'quarantined') {
    return (
      <Tag tone={correctedBy === null ? 'danger' : 'plain'} data-testid="revision-refused">
        {correctedBy === null ? t('detail.revisionQuarantined') : t('detail.correctedBy', { n: correctedBy })}
      </Tag>
    );
  }
  if (delivery === 'unconfirmed') return <Tag tone="attention">{t('detail.revisionUnconfirmed')}</Tag>;
  if (delivery === null) return <Tag tone="danger">{t('detail.revisionLost')}</Tag>;
  return <Tag tone="info">{t('detail.revisionOwed')}</Tag>;
}
