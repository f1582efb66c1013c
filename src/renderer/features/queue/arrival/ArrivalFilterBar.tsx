import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { SessionPerson } from '../../../../shared/ipc/contract';
import type { ArrivalFilter } from '../../../../shared/queue/arrival';
import { marked } from '../../../ui/views';
import { Notice } from '../../../ui/feedback/Notice';
import { filterWords } from './figures';

interface ArrivalFilterBarProps {
  filter: ArrivalFilter;
  /** Calls in the list. */
  calls: number;
  person: SessionPerson;
  onClear: () => void;
}

/** What the list is narrowed to, and the way back. An agent sees their own of it: the figure is the whole seat's. */
export function ArrivalFilterBar({ filter, calls, person, onClear }: ArrivalFilterBarProps) {
  const { t } = useTranslation();
  return (
    <Box data-testid="arrival-filter" data-calls={calls}>
      <Notice
        mark={marked('arrival-filter', 'ready')}
        tone="info"
        action={
          <Button size="small" onClick={onClear} data-testid="arrival-clear">
            {t('arrival.clear')}
          </Button>
        }
      >
        {t('arrival.filtered', { what: filterWords(filter, t), n: calls })}{' '}
        {person.role === 'agent' && t('arrival.ownOnly')}
      </Notice>
    </Box>
  );
}
