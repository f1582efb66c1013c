import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BroughtField } from '../../../../shared/investigation/views';
import { useSeatAct } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Notice } from '../../../ui/feedback/Notice';
import { Dialog } from '../../../ui/Dialog';
import { useInvestigation } from '../investigation-context';
import { labelOf } from '../labels';
import type { InvestigationDraft } from '../use-draft';
import { DifferenceList } from './DifferenceList';

/** A docx that was edited elsewhere: each field that differs is taken or left, and what is taken makes a revision. */
export function BringBackDialog({ draft, onClose }: { draft: InvestigationDraft; onClose: () => void }) {
  const { t } = useTranslation();
  const { view } = useInvestigation();
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<unknown>(null);
  const read = useSeatAct('investigation.bringBack');
  const take = useSeatAct('investigation.take', ['investigation.get']);
  const outcome = read.data;
  const differences = outcome?.kind === 'read' ? outcome.differences : [];
  const attempt = async (work: () => Promise<void>) => {
    setFailure(null);
    await work().catch(setFailure);
  };
  const choose = () =>
    attempt(async () => {
      await draft.settle();
      const found = await read.mutateAsync({ callId: view.callId });
      setTaken(
        new Set(
          found.kind === 'read' ? found.differences.filter(({ fits }) => fits).map(({ field }) => field) : [],
        ),
      );
    });
  const accept = () =>
    attempt(async () => {
      const saveCount = await draft.settle();
      draft.adopt(await take.mutateAsync({ callId: view.callId, saveCount, fields: [...taken] }));
      onClose();
    });
  const toggle = (field: string) => {
    const next = new Set(taken);
    if (!next.delete(field)) next.add(field);
    setTaken(next);
  };
  const tick = ({ field, fits }: BroughtField) => (
    <Checkbox
      size="small"
      checked={taken.has(field)}
      disabled={!fits}
      onChange={() => toggle(field)}
      slotProps={{ input: { 'aria-label': t('investigation.takeField', { field: labelOf(t, field) }) } }}
    />
  );
  return (
    <Dialog
      view="investigation-docx"
      open
      onClose={onClose}
      aria-labelledby="docx-title"
      maxWidth="md"
      fullWidth
    >
      <DialogTitle id="docx-title">{t('investigation.bringBack')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.5 }} data-testid="bring-back">
        <Box sx={{ color: 'text.secondary' }}>{t('investigation.bringBackLead')}</Box>
        <Box>
          <Button autoFocus disabled={read.isPending} onClick={() => void choose()}>
            {t('investigation.chooseDocx')}
          </Button>
        </Box>
        {outcome?.kind === 'refused' && (
          <Notice tone="danger" role="alert" title={t('investigation.notReadTitle')}>
            {t(`investigation.notRead.${outcome.reason}`)}
          </Notice>
        )}
        {outcome?.kind === 'read' && outcome.lost.length > 0 && (
          <Notice tone="attention" title={t('investigation.lost')}>
            {outcome.lost.map((field) => labelOf(t, field)).join(t('app.comma'))}
          </Notice>
        )}
        {differences.some(({ fits }) => !fits) && (
          <Notice tone="attention">{t('investigation.tooLong')}</Notice>
        )}
        {outcome?.kind === 'read' && <DifferenceList differences={differences} choice={tick} />}
        {failure !== null && <FailureNotice view="investigation-docx" error={failure} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button
          variant="contained"
          disabled={taken.size === 0 || take.isPending}
          onClick={() => void accept()}
        >
          {t('investigation.takeFields', { n: taken.size })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
