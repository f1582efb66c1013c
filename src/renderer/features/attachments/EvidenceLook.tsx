import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isImage, neutralName } from '../../../shared/attachments/attachment';
import type { EvidenceView } from '../../../shared/case/evidence';
import { useSeatAct } from '../../seat/seat-queries';
import { failureOf } from '../../seat/seat-client';
import { failureWords } from '../../ui/feedback/failure-words';
import { Picture } from './Picture';

/** Looks at evidence as it was cleaned and is kept: a picture here, anything in a copy for another program. */
export function EvidenceLook({ file }: { file: EvidenceView }) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  const save = useSeatAct('evidence.save', []);
  const name = neutralName(file.number, file.type);
  const failure = save.isError ? failureWords(t, failureOf(save.error)) : null;
  return (
    <>
      <Box component="span" sx={{ display: 'inline-flex', gap: 0.5 }}>
        {isImage(file.type) && (
          <Button
            size="small"
            aria-expanded={isShown}
            aria-label={t(isShown ? 'attachment.hideOf' : 'attachment.showOf', { name })}
            onClick={() => setShown(!isShown)}
          >
            {t(isShown ? 'attachment.hide' : 'attachment.show')}
          </Button>
        )}
        <Button
          size="small"
          disabled={save.isPending}
          aria-label={t('evidence.saveOf', { name })}
          onClick={() => save.mutate({ id: file.id })}
        >
          {t('evidence.save')}
        </Button>
      </Box>
      {save.data?.kind === 'saved' && (
        <Box component="span" role="status" sx={{ color: 'text.secondary' }}>
          {t('evidence.saved', { fileName: save.data.fileName })}
        </Box>
      )}
      {failure && (
        <Box role="alert" sx={{ color: 'error.main', fontSize: '0.9rem' }}>
          {failure.what} {failure.todo}
        </Box>
      )}
      {isShown && <Picture of="evidence" name={name} file={file} />}
    </>
  );
}
