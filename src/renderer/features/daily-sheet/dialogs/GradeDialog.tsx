import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../../shared/ids';
import { GRADES, type Grade } from '../../../../shared/lead/grade';
import { SeatError } from '../../../seat/seat-client';
import { useSeatAct } from '../../../seat/seat-queries';
import { Dialog } from '../../../ui/Dialog';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';

/** The keyboard starts on what stands now. */
const focused = (radio: HTMLInputElement | null) => radio?.focus();

interface GradeDialogProps {
  callId: CallId;
  /** As it stands now, and as the agent had it. */
  grade: Grade;
  agentGrade: Grade;
  onClose: () => void;
}

/** 日分析 of one lead: as the agent had it, or another grade with the reason. */
export function GradeDialog({ callId, grade, agentGrade, onClose }: GradeDialogProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(grade);
  const [why, setWhy] = useState('');
  const { mutate, isPending, data, error } = useSeatAct('sheet.analyse', [
    'sheet.day',
    'sheet.days',
    'sheet.lead',
  ]);
  const reason = data?.[0]?.reason ?? null;
  const failure =
    error ?? (reason === null ? null : new SeatError({ code: 'act_refused', params: { reason } }));
  const isEnough = chosen === agentGrade || [...why.trim()].length >= 2;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isEnough || isPending) return;
    mutate(
      { items: [{ callId, grade: chosen, why: why.trim() }] },
      { onSuccess: ([outcome]) => outcome?.reason === null && onClose() },
    );
  };
  return (
    <Dialog view="sheet-grade" open onClose={onClose} aria-labelledby="grade-title" maxWidth="sm" fullWidth>
      <Box component="form" onSubmit={submit}>
        <DialogTitle id="grade-title">{t('sheet.gradeTitle')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
          <Box sx={{ color: 'text.secondary' }}>
            {t('sheet.gradeLead', { grade: t(`grade.${agentGrade}`) })}
          </Box>
          <RadioGroup
            row
            aria-label={t('sheet.gradeTitle')}
            value={chosen}
            onKeyDown={(event) => {
              if (event.key === 'Enter') submit(event);
            }}
            sx={({ seat }) => ({
              '& .Mui-focusVisible': { outline: `2px solid ${seat.focus}`, outlineOffset: -4 },
            })}
            onChange={(_, value) => setChosen(GRADES.find((each) => each === value) ?? chosen)}
          >
            {GRADES.map((each) => (
              <FormControlLabel
                key={each}
                value={each}
                control={<Radio slotProps={{ input: { ref: each === grade ? focused : null } }} />}
                label={t(`grade.${each}`)}
              />
            ))}
          </RadioGroup>
          <TextField
            label={t('sheet.gradeWhy')}
            value={why}
            required={chosen !== agentGrade}
            onChange={(event) => setWhy(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 500, spellCheck: false } }}
          />
          {failure !== null && <FailureNotice view="sheet-grade" error={failure} />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!isEnough || isPending}>
            {t('sheet.gradeSave')}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
