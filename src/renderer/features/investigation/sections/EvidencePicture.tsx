import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isImage, neutralName } from '../../../../shared/attachments/attachment';
import { pictureOf } from '../../../seat/files';
import type { EvidenceView } from '../../../../shared/investigation/views';

/** The picture itself, as it was cleaned and is kept; nothing where the file is none. */
export function EvidencePicture({ file }: { file: EvidenceView }) {
  const { t } = useTranslation();
  const [address, setAddress] = useState<string | null>(null);
  const [hasFailed, setFailed] = useState(false);
  if (!isImage(file.type)) return null;
  const name = neutralName(file.number, file.type);
  const show = () => {
    if (address !== null) return setAddress(null);
    setFailed(false);
    pictureOf('evidence', file).then(setAddress, () => setFailed(true));
  };
  return (
    <Box sx={{ gridColumn: '1 / -1' }}>
      <Button
        size="small"
        aria-expanded={address !== null}
        aria-label={t(address === null ? 'attachment.showOf' : 'attachment.hideOf', { name })}
        onClick={show}
      >
        {t(address === null ? 'attachment.show' : 'attachment.hide')}
      </Button>
      {hasFailed && <Box role="alert">{t('attachment.noPicture')}</Box>}
      {address !== null && (
        <Box
          component="img"
          src={address}
          alt={t('attachment.picture', { name })}
          data-testid="evidence-picture"
          onError={() => setFailed(true)}
          sx={{ display: 'block', maxWidth: '100%', maxHeight: '18rem' }}
        />
      )}
    </Box>
  );
}
