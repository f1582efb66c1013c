import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { ArrivalProof } from '../../../../shared/queue/arrival';
import { useSeatAct } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { marked } from '../../../ui/views';
import { Notice } from '../../../ui/feedback/Notice';

/** What must not be overlooked, each with what to do about it. Nothing where both sides agree. */
export function ArrivalAlarms({ proof }: { proof: ArrivalProof }) {
  const { t } = useTranslation();
  const { total, lacking, center } = proof;
  return (
    <Box sx={{ display: 'grid', gap: 0.5, '&:empty': { display: 'none' } }} data-testid="arrival-alarms">
      {total.lost !== 0 && (
        <Notice
          mark={marked('arrival-alarm', 'ready')}
          tone="danger"
          role="alert"
          title={t('arrival.lostTitle', { n: total.lost })}
        >
          {t('arrival.lostTodo')}
        </Notice>
      )}
      {lacking.count > 0 && <Lacking lacking={lacking} />}
      {center?.verdict === 'differs' && (
        <Notice
          mark={marked('arrival-alarm', 'ready')}
          tone="danger"
          role="alert"
          title={t('arrival.differsTitle', { own: center.ownReceived, received: center.received })}
        >
          {t('arrival.differsTodo')}
        </Notice>
      )}
    </Box>
  );
}

/** The center signed for them and does not have them: a person hands them in again, under the same keys. */
function Lacking({ lacking }: Pick<ArrivalProof, 'lacking'>) {
  const { t } = useTranslation();
  const handIn = useSeatAct('arrival.handIn', [
    'arrival.proof',
    'queue.list',
    'queue.counts',
    'queue.detail',
  ]);
  const isWaiting = lacking.records.some(({ handedInAt }) => handedInAt === null);
  const numbers = lacking.records.map(({ localNumber, revision }) =>
    revision === 1 ? localNumber : t('arrival.ofRevision', { number: localNumber, n: revision }),
  );
  return (
    <Notice
      mark={marked('arrival-alarm', 'ready')}
      tone={isWaiting ? 'danger' : 'attention'}
      role="alert"
      title={t('arrival.lacksTitle', { n: lacking.count })}
      action={
        isWaiting && (
          <Button
            variant="contained"
            color="error"
            data-testid="arrival-hand-in"
            sx={{ flexShrink: 0 }}
            disabled={handIn.isPending}
            onClick={() => handIn.mutate({})}
          >
            {t('arrival.handIn')}
          </Button>
        )
      }
    >
      {t(isWaiting ? 'arrival.lacksTodo' : 'arrival.lacksHandedIn')}
      <Box data-testid="arrival-lacking" sx={{ fontSize: '0.9rem' }}>
        {numbers.slice(0, SHOWN).join(t('app.comma'))}
        {lacking.count > SHOWN && t('arrival.more', { n: lacking.count - SHOWN })}
      </Box>
      {handIn.isError && <FailureNotice view="queue" error={handIn.error} />}
    </Notice>
  );
}

const SHOWN = 5;
