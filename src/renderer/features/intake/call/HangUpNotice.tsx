import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/feedback/Notice';
import { ariaKeys } from '../../../../shared/shortcuts/shortcuts';
import { Cap } from '../../../commands';
import { clockTime } from '../../../ui/times';
import { marked } from '../../../ui/views';

interface HangUpNoticeProps {
  at: number;
  onEnd: () => void;
  onUndo: () => void;
}

/** The caller is gone. What was said is kept: finish it if it is whole, or end it as broken off. */
export function HangUpNotice({ at, onEnd, onUndo }: HangUpNoticeProps) {
  const { t } = useTranslation();
  return (
    <Box sx={{ p: 1 }} data-testid="hang-up-notice" {...marked('hang-up')}>
      <Notice
        tone="attention"
        title={t('hangUp.title', { time: clockTime(at) })}
        action={
          <Box sx={{ display: 'flex', gap: 1 }}>
            <Button size="small" onClick={onUndo}>
              {t('hangUp.undo')}
            </Button>
            <Button
              size="small"
              variant="contained"
              onClick={onEnd}
              aria-keyshortcuts={ariaKeys('endDropped')}
              data-testid="end-dropped"
            >
              {t('hangUp.end')}
              <Cap of="endDropped" />
            </Button>
          </Box>
        }
      >
        {t('hangUp.text')}
      </Notice>
    </Box>
  );
}
