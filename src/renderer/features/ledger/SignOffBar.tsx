import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { LedgerDay, LedgerTerm } from '../../../shared/call/ledger';
import { ariaKeys } from '../../../shared/shortcuts/shortcuts';
import { Cap, useCommand } from '../../commands';
import { useSeatAct } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Tag } from '../../ui/tags/Tag';
import { shortTime } from '../../ui/times';

interface SignOffBarProps {
  day: LedgerDay;
  maySign: boolean;
  chosen: LedgerTerm | null;
  onChoose: (term: LedgerTerm | null) => void;
}

/** Whether the day adds up, what else was counted on it, who signed it, and the signature itself. */
export function SignOffBar({ day, maySign, chosen, onChoose }: SignOffBarProps) {
  const { t } = useTranslation();
  const signOff = useSeatAct('ledger.signOff', ['ledger.day']);
  const toggle = (term: LedgerTerm) => onChoose(chosen === term ? null : term);
  const isOffered = maySign && day.signedOff === null;
  const canSign = isOffered && day.isClosed && !signOff.isPending;
  const sign = () => signOff.mutate({ date: day.date });
  useCommand('signDay', sign, canSign);
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Tag tone={day.isClosed ? 'good' : 'attention'} data-testid="day-closed">
          {t(day.isClosed ? 'ledger.closes' : 'ledger.closesNot')}
        </Tag>
        {(day.unmatchedPhoneCalls ?? 0) > 0 && (
          <Tag tone="danger">{t('ledger.missed', { n: day.unmatchedPhoneCalls ?? 0 })}</Tag>
        )}
        <Button
          size="small"
          aria-pressed={chosen === 'transferred'}
          disabled={day.transfers === 0}
          onClick={() => toggle('transferred')}
          data-testid="day-transfers"
        >
          {t('ledger.transfersCount', { n: day.transfers })}
        </Button>
        <Button
          size="small"
          aria-pressed={chosen === 'back_entry'}
          disabled={day.backEntered === 0}
          onClick={() => toggle('back_entry')}
        >
          {t('ledger.backEntered')} {day.backEntered}
        </Button>
        <Box sx={{ flex: 1 }} />
        {day.isReopened && (
          <Box sx={{ color: 'warning.main' }} role="status">
            {t('ledger.reopened')}
          </Box>
        )}
        {day.signedOff !== null && (
          <Box sx={{ color: 'success.main' }} data-testid="signed-off">
            {t('ledger.signedOff', { name: day.signedOff.by, time: shortTime(day.signedOff.at) })}
          </Box>
        )}
        {isOffered && (
          <Button
            variant="contained"
            size="small"
            disabled={!canSign}
            onClick={sign}
            aria-keyshortcuts={ariaKeys('signDay')}
            data-testid="sign-off"
          >
            {t('ledger.signOff')}
            <Cap of="signDay" />
          </Button>
        )}
      </Box>
      {signOff.isError && <FailureNotice view="ledger" error={signOff.error} />}
    </>
  );
}
