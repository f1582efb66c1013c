import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { CarryState, ImportOutcome } from '../../../../shared/ipc/contract';
import { Notice } from '../../../ui/feedback/Notice';
import { fullTime } from '../../../ui/times';
import { Part, Progress } from './Part';

interface ImportPartProps {
  state: CarryState;
  isBusy: boolean;
  outcome: ImportOutcome | undefined;
  onImport: () => void;
}

/** The center's answer, and what it brought. */
export function ImportPart({ state: { lastIn, work }, isBusy, outcome, onImport }: ImportPartProps) {
  const { t } = useTranslation();
  return (
    <Part title={t('carry.in')} lead={t('carry.inText')}>
      <Box>
        <Button
          variant="outlined"
          aria-disabled={isBusy} // a disabled button would let the keyboard's place go
          onClick={() => !isBusy && onImport()}
          data-testid="carry-import"
        >
          {t('carry.import')}
        </Button>
      </Box>
      {work?.direction === 'in' && (
        <Progress words={t('carry.reading', { done: work.done, of: work.of })} {...work} />
      )}
      {outcome?.kind === 'taken' && (
        <Notice tone={outcome.refused > 0 ? 'attention' : 'good'} title={t('carry.taken', { ...outcome })}>
          {outcome.refused > 0 && t('carry.refusedHint')}
        </Notice>
      )}
      {lastIn && (
        <Box sx={{ color: 'text.secondary' }} data-testid="carry-last-in">
          {t('carry.lastIn', {
            received: lastIn.received,
            refused: lastIn.refused,
            time: fullTime(lastIn.at),
            by: lastIn.by,
          })}
        </Box>
      )}
    </Part>
  );
}
