import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PracticeKind } from '../../../shared/practice/messages';
import { usePracticeDoor } from '../../seat/practice-door';
import { useSeatQuery } from '../../seat/seat-queries';
import { Loading } from '../../ui/feedback/Loading';
import { Notice } from '../../ui/feedback/Notice';
import { marked } from '../../ui/views';

/** The three exercises, each with what it trains and how long it takes. */
export function ChooseExercise() {
  const { t } = useTranslation();
  const { enter } = usePracticeDoor();
  const state = useSeatQuery('practice.state', {});
  const [tellsAll, setTellsAll] = useState(false);
  if (state.isPending) return <Loading view="practice-choose" />;
  const interrupted = state.data?.interrupted ?? null;
  return (
    <>
      <Notice mark={marked('practice-choose')} tone="info" title={t('practice.safe.title')}>
        {t('practice.safe.text')}
      </Notice>
      {interrupted !== null && (
        <Notice
          tone="attention"
          title={t('practice.interrupted', { kind: t(`practice.kind.${interrupted}.name`) })}
          action={
            <Button
              size="small"
              autoFocus
              onClick={() => enter({ kind: interrupted, tellsAll, isResumed: true })}
              data-testid="practice-resume"
            >
              {t('practice.resume')}
            </Button>
          }
        />
      )}
      {PracticeKind.options.map((kind, index) => (
        <Box
          key={kind}
          component="section"
          aria-labelledby={`practice-${kind}`}
          sx={({ seat }) => ({
            display: 'grid',
            gridTemplateColumns: 'minmax(0, 1fr) auto',
            alignItems: 'center',
            gap: 2,
            p: 2,
            border: `1px solid ${seat.line}`,
            borderRadius: 1,
            background: seat.sheet,
          })}
        >
          <Box>
            <Typography variant="h2" id={`practice-${kind}`} sx={{ fontSize: '1.1rem' }}>
              {t(`practice.kind.${kind}.name`)}
            </Typography>
            <Box sx={{ color: 'text.secondary', mt: 0.25 }}>{t(`practice.kind.${kind}.lead`)}</Box>
          </Box>
          <Button
            variant={index === 0 ? 'contained' : 'outlined'}
            autoFocus={index === 0 && interrupted === null}
            onClick={() => enter({ kind, tellsAll, isResumed: false })}
            data-testid={`begin-${kind}`}
          >
            {t('practice.begin')}
          </Button>
        </Box>
      ))}
      <FormControlLabel
        control={<Checkbox checked={tellsAll} onChange={(_, isChecked) => setTellsAll(isChecked)} />}
        label={t('practice.tellsAll')}
      />
    </>
  );
}
