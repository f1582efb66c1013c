import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../../shared/call/form';
import type { AmendmentView } from '../../../../shared/ipc/contract';
import type { Amendable } from '../../../../shared/report/differences';
import { useNavigation } from '../../../navigation';
import { useSeatAct, useSeatQuery } from '../../../seat/seat-queries';
import { Dialog } from '../../../ui/Dialog';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Loading } from '../../../ui/feedback/Loading';
import { fullTime } from '../../../ui/times';
import { PART_NAMES } from '../detail/part-words';
import { PartChoice, type Side } from './PartChoice';

/** The center's version beside the seat's, part by part: a person decides, and both versions stay. */
export function AmendmentDialog({ position, onClose }: { position: number; onClose: () => void }) {
  const { t } = useTranslation();
  const view = useSeatQuery('change.view', { position });
  return (
    <Dialog view="amendment" open onClose={onClose} aria-labelledby="amendment-title" maxWidth="lg" fullWidth>
      {view.data === undefined && <DialogTitle id="amendment-title">{t('amendment.dialog')}</DialogTitle>}
      {view.isPending && <Loading view="amendment" />}
      {view.isError && (
        <DialogContent>
          <FailureNotice
            view="amendment"
            error={view.error}
            action={<Button onClick={onClose}>{t('app.close')}</Button>}
          />
        </DialogContent>
      )}
      {view.data && <Comparison view={view.data} onClose={onClose} />}
    </Dialog>
  );
}

/** Where only one side changed a part its change is the likely one; where both did, nobody is preferred. */
function firstChoices(view: AmendmentView): ReadonlyMap<Amendable, Side> {
  return new Map(
    view.differences
      .filter(({ isConflict }) => !isConflict)
      .map(({ part, changedBy }) => [part, changedBy === 'center' ? 'theirs' : 'ours']),
  );
}

function Comparison({ view, onClose }: { view: AmendmentView; onClose: () => void }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const client = useQueryClient();
  const [choices, setChoices] = useState(() => firstChoices(view));
  const decide = useSeatAct('change.decide', ['change.open', 'queue.detail', 'queue.list']);
  const left = view.differences.filter(({ part }) => !choices.has(part)).length;
  const theirs = view.differences.flatMap(({ part }) => (choices.get(part) === 'theirs' ? [part] : []));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (left > 0 || decide.isPending) return;
    // Kept with the record: in the language of the records, whatever the window speaks.
    const zh = { lng: 'zh-CN' };
    const names = theirs.map((part) => t(PART_NAMES[part], zh)).join(t('app.comma', zh));
    const why = t(names === '' ? 'amendment.whyKept' : 'amendment.whyTaken', { ...zh, names });
    decide.mutate(
      { position: view.position, theirs, why },
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
  };
  return (
    <Box component="form" onSubmit={submit} data-testid="amendment" sx={{ display: 'contents' }}>
      <DialogTitle id="amendment-title">{t('amendment.title', { number: view.localNumber })}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.25, alignContent: 'start' }}>
        <Box sx={{ color: 'text.secondary' }}>
          {t('amendment.lead', { by: view.by, time: fullTime(view.at), n: view.baseRevision })}
          {view.why !== '' && <> {t('detail.why', { why: view.why })}</>}
        </Box>
        {view.differences.length === 0 && <Box>{t('amendment.same')}</Box>}
        {view.differences.map((difference, index) => (
          <PartChoice
            key={difference.part}
            view={view}
            difference={difference}
            chosen={choices.get(difference.part) ?? null}
            isFirst={index === 0}
            onChoose={(side) => setChoices((before) => new Map(before).set(difference.part, side))}
          />
        ))}
        {decide.isError && <FailureNotice view="amendment" error={decide.error} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Box role="status" sx={{ flex: 1, color: 'text.secondary' }}>
          {left > 0 ? t('amendment.left', { n: left }) : t('amendment.next')}
        </Box>
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button
          type="submit"
          variant="contained"
          disabled={left > 0 || decide.isPending}
          data-testid="amendment-decide"
        >
          {t('amendment.decide')}
        </Button>
      </DialogActions>
    </Box>
  );
}
