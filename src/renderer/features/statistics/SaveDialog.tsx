import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperFormat } from '../../../shared/papers/paper';
import { STUDY_KINDS } from '../../../shared/statistics/period';
import type { StatisticsAsk } from '../../../shared/statistics/report';
import { useSeatAct } from '../../seat/seat-queries';
import { Dialog } from '../../ui/Dialog';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import type { PeriodKind } from './PeriodBar';

interface SaveDialogProps {
  ask: StatisticsAsk;
  kind: PeriodKind;
  formats: readonly PaperFormat[];
  onClose: () => void;
}

/** What is written down of the period: a study with its sections, or every chart as a table. */
export function SaveDialog({ ask, kind, formats, onClose }: SaveDialogProps) {
  const { t } = useTranslation();
  const save = useSeatAct('statistics.save');
  const studies: PaperFormat[] = formats.filter((format) => format !== 'xlsx');
  const tables: PaperFormat[] = formats.filter((format) => format === 'xlsx');
  const [paper, setPaper] = useState<(typeof STUDY_KINDS)[number] | 'tables'>(
    studies.length === 0 || kind === 'custom' ? 'tables' : kind,
  );
  const choices = paper === 'tables' ? tables : studies;
  const [wanted, setFormat] = useState<PaperFormat>('docx');
  const format = choices.includes(wanted) ? wanted : choices[0];
  const [advice, setAdvice] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (format === undefined || save.isPending) return;
    save.mutate(
      { ask, paper, format, advice: paper === 'tables' ? '' : advice },
      { onSuccess: ({ isSaved }) => isSaved && onClose() },
    );
  };
  return (
    <Dialog
      view="statistics-save"
      open
      onClose={onClose}
      aria-labelledby="save-title"
      maxWidth="sm"
      fullWidth
    >
      <Box component="form" onSubmit={submit}>
        <DialogTitle id="save-title">{t('statistics.save')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, pt: '0.5rem !important' }}>
          <TextField
            select
            label={t('statistics.paper')}
            value={paper}
            onChange={(event) => setPaper(event.target.value as typeof paper)}
          >
            {studies.length > 0 &&
              STUDY_KINDS.map((each) => (
                <MenuItem key={each} value={each}>
                  {t(`statistics.study.${each}`)}
                </MenuItem>
              ))}
            <MenuItem value="tables">{t('statistics.tables')}</MenuItem>
          </TextField>
          <TextField
            select
            label={t('statistics.format')}
            value={format ?? ''}
            onChange={(event) => setFormat(event.target.value as PaperFormat)}
          >
            {choices.map((each) => (
              <MenuItem key={each} value={each}>
                {each}
              </MenuItem>
            ))}
          </TextField>
          {paper !== 'tables' && (
            <TextField
              multiline
              minRows={3}
              label={t('statistics.advice')}
              helperText={t('statistics.adviceHint')}
              value={advice}
              onChange={(event) => setAdvice(event.target.value)}
              slotProps={{ htmlInput: { maxLength: 2000, spellCheck: false } }}
            />
          )}
          <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>{t('statistics.hidden')}</Box>
          {save.isError && <FailureNotice view="statistics-save" error={save.error} />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={format === undefined || save.isPending}>
            {t('statistics.saveAs')}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
