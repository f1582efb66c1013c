import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backEntryRefusal } from '../../../../shared/call/back-entry';
import type { Draft } from '../../../../shared/call/form';
import type { MissedCall, SessionPerson } from '../../../../shared/ipc/contract';
import { shanghaiTimestamp } from '../../../../shared/shanghai-time';
import { useNavigation } from '../../../navigation';
import { useSeatAct, useSeatQuery } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Dialog } from '../../../ui/Dialog';

interface BackEntryDialogProps {
  /** A call of the telephone's log, whose time is known; `null`: from paper alone. */
  call: MissedCall | null;
  person: SessionPerson;
  onClose: () => void;
}

/** Wall-clock time in Asia/Shanghai -> UTC ms; NaN for what is half typed. */
const instantOf = (date: string, time: string): number => Date.parse(`${date}T${time}:00.000+08:00`);

/** 补录: when it was answered, by whom, and why it was not taken down then. Its script and form follow as in a call. */
export function BackEntryDialog({ call, person, onClose }: BackEntryDialogProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const client = useQueryClient();
  const [openedAt] = useState(() => Date.now());
  const stamp = shanghaiTimestamp(call?.answeredAt ?? openedAt);
  const [date, setDate] = useState(stamp.slice(0, 10));
  const [time, setTime] = useState(stamp.slice(11, 16));
  const [why, setWhy] = useState('');
  const [answeredBy, setAnsweredBy] = useState(person.id);
  const people = useSeatQuery('session.people', {}).data ?? [];
  const enter = useSeatAct('call.backEnter', ['ledger.day', 'ledger.list', 'phone.missed']);
  const startedAt = call?.answeredAt ?? instantOf(date, time);
  const refusal = Number.isNaN(startedAt) ? 'why_missing' : backEntryRefusal({ startedAt, why }, Date.now());
  const isTimeWrong = refusal === 'in_the_future' || refusal === 'too_old';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (refusal !== null || enter.isPending) return;
    enter.mutate(
      {
        startedAt,
        why: why.trim(),
        ...(answeredBy !== person.id && { answeredBy }),
        ...(call !== null && { phoneCallSeq: call.seq }),
      },
      {
        onSuccess: (draft) => {
          client.setQueryData<Draft[]>(['draft.list', {}], (before = []) => [...before, draft]);
          go('intake', draft.id);
        },
      },
    );
  };

  return (
    <Dialog
      view="back-entry"
      open
      onClose={onClose}
      aria-labelledby="back-entry-title"
      maxWidth="sm"
      fullWidth
    >
      <Box component="form" onSubmit={submit} data-testid="back-entry-dialog">
        <DialogTitle id="back-entry-title">{t('backEntry.title')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
          <Box sx={{ color: 'text.secondary' }}>{t('backEntry.lead')}</Box>
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5, pt: 0.5 }}>
            <TextField
              type="date"
              label={t('backEntry.date')}
              value={date}
              disabled={call !== null}
              error={isTimeWrong}
              onChange={(event) => setDate(event.target.value)}
              slotProps={{ inputLabel: { shrink: true } }}
            />
            <TextField
              type="time"
              label={t('backEntry.time')}
              value={time}
              disabled={call !== null}
              error={isTimeWrong}
              onChange={(event) => setTime(event.target.value)}
              slotProps={{ inputLabel: { shrink: true } }}
            />
          </Box>
          {isTimeWrong && (
            <Box role="alert" sx={{ color: 'error.main', fontSize: '0.92rem' }}>
              {t(`backEntry.bad.${refusal}`)}
            </Box>
          )}
          {person.role === 'supervisor' && (
            <TextField
              select
              label={t('backEntry.answeredBy')}
              value={answeredBy}
              onChange={(event) => setAnsweredBy(event.target.value as typeof answeredBy)}
            >
              {people.map(({ id, name, number }) => (
                <MenuItem key={id} value={id}>
                  {name} {number}
                </MenuItem>
              ))}
            </TextField>
          )}
          <TextField
            autoFocus
            label={t('backEntry.why')}
            placeholder={t('backEntry.whyPlaceholder')}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 200, spellCheck: false } }}
          />
          {enter.isError && <FailureNotice view="back-entry" error={enter.error} />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={refusal !== null || enter.isPending}>
            {t('backEntry.begin')}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
