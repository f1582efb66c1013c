import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RepeatedParty } from '../../../../shared/statistics/report';
import { useSeatAct } from '../../../seat/seat-queries';
import { Dialog } from '../../../ui/Dialog';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Card } from '../charts/ChartCard';
import { DataTable } from '../charts/DataTable';
import { useNaming } from '../use-naming';
import type { SheetProps } from './sheet';

const SHORTEST = 2;

/** Who is reported again and again, and why: each needs its cause. Never who reports. */
export function Repeated({ report }: SheetProps) {
  const { t } = useTranslation();
  const naming = useNaming();
  const [chosen, setChosen] = useState<RepeatedParty | null>(null);
  return (
    <Card title={t('statistics.repeated')}>
      <DataTable
        caption={t('statistics.repeated')}
        columns={[
          t('statistics.party'),
          t('statistics.county'),
          t('statistics.figure.reports'),
          t('statistics.linked'),
          t('statistics.last'),
          t('statistics.cause'),
          t('statistics.act'),
        ]}
        rows={report.repeated.map((party) => [
          party.name,
          party.county === '' ? naming.city(party.city) : naming.county(party.city, party.county),
          party.all,
          party.linked,
          party.last,
          party.cause === '' ? t('statistics.noCause') : party.cause,
          <Button
            key="enter"
            size="small"
            aria-label={t('statistics.enterCauseOf', { party: party.name })}
            onClick={() => setChosen(party)}
          >
            {t('statistics.enterCause')}
          </Button>,
        ])}
      />
      {chosen !== null && <CauseDialog party={chosen} onClose={() => setChosen(null)} />}
    </Card>
  );
}

function CauseDialog({ party, onClose }: { party: RepeatedParty; onClose: () => void }) {
  const { t } = useTranslation();
  const [cause, setCause] = useState(party.cause);
  const enter = useSeatAct('statistics.enterCause', ['statistics.report']);
  const isEnough = [...cause.trim()].length >= SHORTEST && cause.trim() !== party.cause;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isEnough || enter.isPending) return;
    enter.mutate({ target: party.target, cause: cause.trim() }, { onSuccess: onClose });
  };
  return (
    <Dialog view="repeat-cause" open onClose={onClose} aria-labelledby="cause-title" maxWidth="sm" fullWidth>
      <Box component="form" onSubmit={submit}>
        <DialogTitle id="cause-title">{t('statistics.causeTitle', { party: party.name })}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
          <Box sx={{ color: 'text.secondary' }}>{t('statistics.causeLead')}</Box>
          <TextField
            autoFocus
            multiline
            minRows={4}
            label={t('statistics.cause')}
            value={cause}
            onChange={(event) => setCause(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 1000, spellCheck: false } }}
          />
          {enter.isError && <FailureNotice view="repeat-cause" error={enter.error} />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!isEnough || enter.isPending}>
            {t('statistics.saveCause')}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
