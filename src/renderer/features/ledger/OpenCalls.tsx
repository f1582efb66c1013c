import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../shared/call/form';
import type { OpenCall } from '../../../shared/call/ledger';
import { useNavigation } from '../../navigation';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { shortTime } from '../../ui/times';
import { ReasonDialog } from './dialogs/ReasonDialog';
import { Panel, PanelLine } from './Panel';

const MIN_WHY = 2;

/** Every call of the seat without an end, whose it is and since when; a colleague's can be taken over. */
export function OpenCalls() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const list = useSeatQuery('ledger.openCalls', {});
  const [taking, setTaking] = useState<OpenCall | null>(null);
  if (list.isError) return <FailureNotice view="open-calls" error={list.error} />;
  const calls = list.data ?? [];
  return (
    <Panel title={t('ledger.openCalls')} count={calls.length} tone="attention" testId="open-calls">
      {calls.map((call) => (
        <PanelLine
          key={call.id}
          actions={
            call.isMine ? (
              <Button size="small" onClick={() => go('intake', call.id)}>
                {t('ledger.mine')}
              </Button>
            ) : (
              <Button size="small" variant="outlined" data-testid="take-over" onClick={() => setTaking(call)}>
                {t('ledger.takeOver')}
              </Button>
            )
          }
        >
          <Box sx={{ fontWeight: 600 }}>{call.localNumber}</Box>
          <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>
            {[
              call.agentName,
              t('ledger.since', { time: shortTime(call.startedAt) }),
              call.hungUpAt === null ? '' : t('ledger.hungUp'),
              call.ownerName === call.agentName ? '' : t('ledger.inHands', { owner: call.ownerName }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Box>
        </PanelLine>
      ))}
      {taking !== null && <TakeOver call={taking} onClose={() => setTaking(null)} />}
    </Panel>
  );
}

function TakeOver({ call, onClose }: { call: OpenCall; onClose: () => void }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const client = useQueryClient();
  const takeOver = useSeatAct('call.takeOver', ['ledger.openCalls', 'ledger.day', 'ledger.list']);
  const submit = (why: string) =>
    takeOver.mutate(
      { id: call.id, why },
      {
        onSuccess: (draft) => {
          client.setQueryData<Draft[]>(['draft.list', {}], (before = []) => [
            ...before.filter((each) => each.id !== draft.id),
            draft,
          ]);
          go('intake', draft.id);
        },
      },
    );
  return (
    <ReasonDialog
      title={t('takeOver.title', { number: call.localNumber })}
      lead={t('takeOver.lead', { name: call.agentName })}
      label={t('takeOver.why')}
      action={t('takeOver.begin')}
      minLength={MIN_WHY}
      error={takeOver.isError ? takeOver.error : null}
      isPending={takeOver.isPending}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
