import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BACKUP_DAYS } from '../../../../shared/retention/certificate';
import type { RetentionView } from '../../../../shared/retention/view';
import { useSeatAct } from '../../../seat/seat-queries';
import { Dialog } from '../../../ui/Dialog';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Notice } from '../../../ui/feedback/Notice';
import { Fact, Sheet } from '../Sheet';
import { Certificates } from './Certificates';
import { ruleWords } from './words';

/** What is due, in figures alone; the act, which a person confirms; and the certificates of what went before. */
export function RetentionDialog({ view, onClose }: { view: RetentionView; onClose: () => void }) {
  const { t } = useTranslation();
  const [isSure, setSure] = useState(false);
  const destroy = useSeatAct('retention.destroy', ['retention.view', 'queue.detail']);
  const { due, atOnce, kept, nextDueOn, certificates, savesPapers } = destroy.data ?? view;
  const now = Math.min(due, atOnce);
  const done = destroy.data?.certificates[0];
  return (
    <Dialog view="retention" open onClose={onClose} aria-labelledby="retention-title" maxWidth="md" fullWidth>
      <DialogTitle id="retention-title">{t('retention.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
        <Box>{ruleWords(view, t)}</Box>
        {view.rule !== null && (
          <Sheet>
            <Fact label={t('retention.due')}>
              <strong data-testid="retention-due">{t('retention.calls', { n: due })}</strong>
            </Fact>
            {kept.map(({ reason, calls }) => (
              <Fact key={reason} label={t(`retention.kept.${reason}`)}>
                {t('retention.calls', { n: calls })}
                {reason === 'term' && nextDueOn !== null && t('retention.next', { date: nextDueOn })}
              </Fact>
            ))}
          </Sheet>
        )}
        {done !== undefined && (
          <Notice tone="good">{t('retention.done', { n: done.calls, name: done.name })}</Notice>
        )}
        {due > 0 && (
          <>
            <Box>{t('retention.what')}</Box>
            <Box sx={{ color: 'text.secondary' }}>{t('retention.backups', { days: BACKUP_DAYS })}</Box>
            <FormControlLabel
              control={<Checkbox checked={isSure} onChange={(_, next) => setSure(next)} />}
              label={t('retention.sure', { n: now })}
            />
          </>
        )}
        {destroy.isError && <FailureNotice view="retention" error={destroy.error} />}
        <Certificates certificates={certificates} savesPapers={savesPapers} />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t('retention.close')}</Button>
        {due > 0 && (
          <Button
            variant="contained"
            color="error"
            data-testid="retention-destroy"
            disabled={!isSure || destroy.isPending}
            onClick={() => destroy.mutate({ calls: due }, { onSettled: () => setSure(false) })}
          >
            {t('retention.destroy', { n: now })}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
