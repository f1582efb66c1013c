import Box from '@mui/material/Box';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentId, AttachmentType } from '../../../shared/attachments/attachment';
import { pictureOf, type FileOf } from '../../seat/files';

interface PictureProps {
  of: FileOf;
  name: string;
  file: { id: AttachmentId; type: AttachmentType; size: number };
}

/** The picture itself, as it was cleaned and is kept. */
export function Picture({ of, name, file }: PictureProps) {
  const { t } = useTranslation();
  const [address, setAddress] = useState<string | null>(null);
  const { id, type, size } = file;
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    let isGone = false;
    pictureOf(of, { id, type, size }).then(
      (found) => isGone || setAddress(found),
      () => isGone || setFailed(true),
    );
    return () => {
      isGone = true;
    };
  }, [of, id, type, size]);
  if (hasFailed)
    return <Box role="alert">{t(of === 'evidence' ? 'evidence.noPicture' : 'attachment.noPicture')}</Box>;
  if (address === null) return <Box role="status">{t('app.loading')}</Box>;
  return (
    <Box
      component="img"
      src={address}
      alt={t('attachment.picture', { name })}
      data-testid={`${of}-picture`}
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
