import Box from '@mui/material/Box';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pictureOf } from '../../seat/files';
import type { AttachmentView } from '../../../shared/ipc/contract';

/** The picture itself, as it was cleaned and is sent. */
export function Picture({ view }: { view: AttachmentView }) {
  const { t } = useTranslation();
  const [address, setAddress] = useState<string | null>(null);
  const { id, type, size } = view;
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    let isGone = false;
    pictureOf('attachment', { id, type, size }).then(
      (found) => isGone || setAddress(found),
      () => isGone || setFailed(true),
    );
    return () => {
      isGone = true;
    };
  }, [id, type, size]);
  if (hasFailed) return <Box role="alert">{t('attachment.noPicture')}</Box>;
  if (address === null) return <Box role="status">{t('app.loading')}</Box>;
  return (
    <Box
      component="img"
      src={address}
      alt={t('attachment.picture', { name: view.name })}
      data-testid="attachment-picture"
      onError={() => setFailed(true)}
      sx={({ seat }) => ({
        display: 'block',
        maxWidth: '100%',
        maxHeight: '18rem',
        border: `1px solid ${seat.line}`,
        borderRadius: 1,
      })}
    />
  );
}
