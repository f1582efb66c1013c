import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { failureWords } from '../../../ui/feedback/failure-words';
import { Notice } from '../../../ui/feedback/Notice';
import { clockTime } from '../../../ui/times';
import { useEditor } from '../draft/desk';
import type { DraftEditor } from '../draft/draft-editor';
import { marked } from '../../../ui/views';

/** Whether what is on screen is on disk. Failing is loud but calm: typing goes on, the seat keeps trying. */
export function SaveMark({ editor }: { editor: DraftEditor }) {
  const { t } = useTranslation();
  const { save } = useEditor(editor);
  if (save.kind === 'failed') {
    return (
      <Box sx={{ mt: 0.75 }} data-testid="save-state" data-save="failed" {...marked('save-failed')}>
        <Notice tone="danger" role="alert" title={t('save.failed')}>
          {failureWords(t, save.failure).todo} {t('save.keepsTrying', { time: clockTime(save.at) })}
        </Notice>
      </Box>
    );
  }
  return (
    <Box data-testid="save-state" data-save={save.kind} sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>
      {t(save.kind === 'saved' ? 'save.saved' : 'save.saving', { time: clockTime(save.at) })}
    </Box>
  );
}
