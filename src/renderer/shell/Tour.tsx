import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useTranslation } from 'react-i18next';
import { capOf } from '../../shared/shortcuts/shortcuts';
import type { Settings } from '../../shared/ipc/contract';
import { useSeatAct } from '../seat/seat-queries';
import { Kbd } from '../ui/Kbd';
import { Dialog } from '../ui/Dialog';

const POINTS = ['take', 'say', 'fill', 'end', 'offline', 'review'] as const;
const KEYS: Record<(typeof POINTS)[number], readonly string[]> = {
  take: [capOf('startCall')],
  say: ['Enter', capOf('confirmLine')],
  fill: [capOf('on'), capOf('back')],
  end: [capOf('hangUp')],
  offline: [],
  review: ['Alt 2'],
};

/** The whole product on one screen, once; closed by Enter and never in the way again. */
export function Tour({ settings, label }: { settings: Settings; label: string }) {
  const { t } = useTranslation();
  const save = useSeatAct('settings.save', ['app.state']);
  const close = () => save.mutate({ ...settings, tourSeen: true });
  return (
    <Dialog view="tour" open onClose={close} aria-labelledby="tour-title" maxWidth="md" fullWidth>
      <DialogTitle id="tour-title" sx={{ pb: 0.5 }}>
        {label}
      </DialogTitle>
      <DialogContent>
        <Box sx={{ color: 'text.secondary', mb: 2 }}>{t('tour.lead')}</Box>
        <Box component="ol" sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5, m: 0, p: 0 }}>
          {POINTS.map((point, index) => (
            <Box
              key={point}
              component="li"
              sx={(theme) => ({
                display: 'grid',
                gridTemplateColumns: '2rem 1fr',
                gap: 1,
                p: 1.5,
                listStyle: 'none',
                border: `1px solid ${theme.seat.line}`,
                borderRadius: 1,
                background: theme.seat.ground,
              })}
            >
              <Box sx={{ color: 'primary.main', fontWeight: 600, fontSize: '1.4rem', lineHeight: 1.1 }}>
                {index + 1}
              </Box>
              <Box>
                <Box sx={{ display: 'flex', gap: 0.75, alignItems: 'center', fontWeight: 600 }}>
                  {t(`tour.${point}.title`)}
                  {KEYS[point].map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </Box>
                <Box sx={{ color: 'text.secondary', fontSize: '0.94rem' }}>{t(`tour.${point}.text`)}</Box>
              </Box>
            </Box>
          ))}
        </Box>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button variant="contained" size="large" autoFocus onClick={close} disabled={save.isPending}>
          {t('tour.begin')} <Kbd>Enter</Kbd>
        </Button>
      </DialogActions>
    </Dialog>
  );
}
