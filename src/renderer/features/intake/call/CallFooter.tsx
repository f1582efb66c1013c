import ArrowBackOutlined from '@mui/icons-material/ArrowBackOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { ariaKeys } from '../../../../shared/shortcuts/shortcuts';
import { Cap } from '../../../commands';
import { useCall } from './call-context';
import type { CallActs } from './use-call';

interface CallFooterProps {
  acts: CallActs;
  /** Going on ends the call. */
  isLast: boolean;
  /** The page scrolls under it. */
  isSticky: boolean;
  /** A line is still to be said: its key is the one to press. */
  hasLineToSay: boolean;
}

/** The way back and the way on, and how much keeps the agent here. */
export function CallFooter({ acts, isLast, isSticky, hasLineToSay }: CallFooterProps) {
  const { t } = useTranslation();
  const { draft, problems } = useCall();
  return (
    <Box
      sx={({ seat }) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        px: 2.5,
        py: 1,
        borderTop: `1px solid ${seat.line}`,
        background: seat.sheet,
        ...(isSticky && { position: 'sticky', bottom: 0, zIndex: 1 }),
      })}
    >
      <Button
        startIcon={<ArrowBackOutlined />}
        onClick={acts.goBack}
        disabled={draft.step === 'greeting'}
        aria-keyshortcuts={ariaKeys('back')}
      >
        {t('step.back')} <Cap of="back" />
      </Button>
      <Box sx={{ flex: 1, textAlign: 'right', color: 'error.main', fontSize: '0.92rem' }} aria-live="polite">
        {problems.size > 0 && t('step.stuck', { n: problems.size })}
      </Box>
      <Button
        variant={hasLineToSay ? 'outlined' : 'contained'}
        data-onward
        data-testid="onward"
        onClick={acts.goOn}
        disabled={acts.isFinishing}
        aria-keyshortcuts={ariaKeys('on')}
      >
        {t(isLast ? 'step.finish' : 'step.next')} <Cap of="on" />
      </Button>
    </Box>
  );
}
