import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { usePracticeDoor } from '../../seat/practice-door';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Kbd } from '../../ui/Kbd';
import { BandFrame } from './PracticeBand';
import { marked } from '../../ui/views';

/** The drill has ended the seat in the middle of a call, as a power cut would. */
export function SeatDown() {
  const { t } = useTranslation();
  const { reopen, failure } = usePracticeDoor();
  return (
    <Box sx={{ display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)', height: '100vh' }}>
      <BandFrame />
      <Box
        component="main"
        data-testid="seat-down"
        {...marked('seat-down')}
        sx={{ display: 'grid', placeItems: 'center', alignContent: 'center', gap: 2, p: 4 }}
      >
        <Typography variant="h1">{t('practice.down.title')}</Typography>
        <Box sx={{ color: 'text.secondary', maxWidth: '36rem', textAlign: 'center' }}>
          {t('practice.down.lead')}
        </Box>
        {failure !== null && <FailureNotice view="seat-down" error={failure} />}
        <Button variant="contained" size="large" autoFocus onClick={reopen} data-testid="seat-reopen">
          {t('practice.down.reopen')} <Kbd>Enter</Kbd>
        </Button>
      </Box>
    </Box>
  );
}
