import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../shared/ids';
import { Kbd } from '../../ui/Kbd';
import { Notice } from '../../ui/feedback/Notice';
import { usePhone } from './use-phone';
import { marked } from '../../ui/views';

/** The number of this call as far as it may still be known. */
function useNumber(callId: CallId): string | null {
  const { current } = usePhone();
  return current?.id === callId ? current.number : null;
}

/** The caller's number while the agent needs it; nothing where there is none, or where it may not be known any more. */
export function CallerNumber({ callId }: { callId: CallId }) {
  const { t } = useTranslation();
  const number = useNumber(callId);
  if (number === null) return null;
  return (
    <Box data-testid="caller-number" {...marked('caller-number')}>
      <Notice tone="info" role="note" title={`${t('phone.number')} ${number}`}>
        {t('phone.hint')}
      </Notice>
    </Box>
  );
}

interface UseNumberProps {
  callId: CallId;
  /** Digit that does it. */
  digit: string;
  onUse: (number: string) => void;
}

/** Offered where the caller chose to be known: the number goes into the form by one key. */
export function UseNumber({ callId, digit, onUse }: UseNumberProps) {
  const { t } = useTranslation();
  const number = useNumber(callId);
  if (number === null) return null;
  return (
    <Button
      size="small"
      aria-keyshortcuts={digit}
      data-key={digit}
      data-testid="use-number"
      onClick={() => onUse(number)}
    >
      {t('phone.use', { number })}
      <Kbd>{digit}</Kbd>
    </Button>
  );
}
