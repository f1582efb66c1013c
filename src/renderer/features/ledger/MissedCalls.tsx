import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MissedCall } from '../../../shared/ipc/contract';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { duration, shortTime } from '../../ui/times';
import { ReasonDialog } from './dialogs/ReasonDialog';
import { Panel, PanelLine } from './Panel';

const MIN_WHY = 5;

/** 只接不录: answered by the telephone's log and in no ledger, each to be entered or explained. */
export function MissedCalls({ onEnter }: { onEnter: (call: MissedCall) => void }) {
  const { t } = useTranslation();
  const missed = useSeatQuery('phone.missed', {});
  const isOn = useSeatQuery('phone.state', {}).data?.isOn ?? false;
  const [explaining, setExplaining] = useState<MissedCall | null>(null);
  if (missed.isError) return <FailureNotice view="missed-calls" error={missed.error} />;
  const calls = missed.data ?? [];
  if (calls.length === 0 && !isOn) return null; // no telephone, no log
  return (
    <Panel
      title={t('ledger.phone')}
      hint={t('ledger.phoneHint')}
      count={calls.length}
      tone="danger"
      testId="missed-calls"
    >
      {calls.map((call) => (
        <PanelLine
          key={call.seq}
          actions={
            <>
              <Button
                size="small"
                variant="outlined"
                onClick={() => onEnter(call)}
                data-testid="enter-missed"
              >
                {t('ledger.enter')}
              </Button>
              <Button size="small" onClick={() => setExplaining(call)} data-testid="explain-missed">
                {t('ledger.explain')}
              </Button>
            </>
          }
        >
          <Box sx={{ fontWeight: 600 }}>{shortTime(call.answeredAt)}</Box>
          <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>
            {call.hungUpAt === null ? t('ledger.onTheLine') : duration(call.hungUpAt - call.answeredAt)}
          </Box>
        </PanelLine>
      ))}
      {explaining !== null && <Explain call={explaining} onClose={() => setExplaining(null)} />}
    </Panel>
  );
}

function Explain({ call, onClose }: { call: MissedCall; onClose: () => void }) {
  const { t } = useTranslation();
  const explain = useSeatAct('phone.explain', ['phone.missed', 'ledger.day']);
  return (
    <ReasonDialog
      title={t('explain.title', { time: shortTime(call.answeredAt) })}
      lead={t('explain.lead')}
      label={t('explain.why')}
      action={t('explain.save')}
      minLength={MIN_WHY}
      error={explain.isError ? explain.error : null}
      isPending={explain.isPending}
      onSubmit={(why) => explain.mutate({ seq: call.seq, why }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
