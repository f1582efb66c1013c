import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useTranslation } from 'react-i18next';
import { capOf, SHORTCUT_NAMES, SHORTCUTS, type ShortcutPlace } from '../../shared/shortcuts/shortcuts';
import { Kbd } from '../ui/Kbd';
import { Dialog } from '../ui/Dialog';

const PLACES: readonly ShortcutPlace[] = [
  'everywhere',
  'call',
  'side',
  'lists',
  'review',
  'sheet',
  'cases',
  'investigation',
  'practice',
];
/** Keys that are no commands: they depend on where the hands are. */
const BY_HAND = ['enter', 'digits', 'pages', 'tab', 'arrows'] as const;

/** Every key on one sheet, F1 from anywhere; printed, it is the card beside the telephone. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      view="shortcut-sheet"
      open
      onClose={onClose}
      aria-labelledby="keys-title"
      maxWidth="lg"
      fullWidth
      data-print
    >
      <DialogTitle id="keys-title" sx={{ pb: 0.5 }}>
        {t('keys.title')}
      </DialogTitle>
      <DialogContent tabIndex={0} data-testid="shortcut-sheet">
        <Box sx={{ columns: '20rem 3', columnGap: '2rem', fontSize: '0.97rem' }}>
          {PLACES.map((place) => (
            <Group key={place} title={t(`keys.place.${place}`)}>
              {SHORTCUT_NAMES.filter((name) => SHORTCUTS[name].place === place).map((name) => (
                <Row key={name} words={t(`shortcut.${name}`)}>
                  {SHORTCUTS[name].keys.map((key, index) => (
                    <Kbd key={key}>{capOf(name, index)}</Kbd>
                  ))}
                </Row>
              ))}
            </Group>
          ))}
          <Group title={t('keys.byHand')}>
            {BY_HAND.map((what) => (
              <Row key={what} words={t(`keys.${what}`)}>
                <Kbd>{t(`keys.${what}Cap`)}</Kbd>
              </Row>
            ))}
          </Group>
        </Box>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }} data-no-print>
        <Button onClick={() => window.print()}>{t('keys.print')}</Button>
        <Button variant="contained" autoFocus onClick={onClose}>
          {t('app.close')} <Kbd>Esc</Kbd>
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Box component="section" sx={{ breakInside: 'avoid', mb: 1.5 }}>
      <Box component="h3" sx={{ m: 0, mb: 0.25, fontSize: '0.95rem', color: 'text.secondary' }}>
        {title}
      </Box>
      {children}
    </Box>
  );
}

function Row({ words, children }: { words: string; children: React.ReactNode }) {
  return (
    <Box
      sx={({ seat }) => ({
        display: 'flex',
        gap: 0.75,
        alignItems: 'center',
        py: 0.25,
        borderBottom: `1px solid ${seat.line}`,
      })}
    >
      <Box sx={{ flex: 1 }}>{words}</Box>
      {children}
    </Box>
  );
}
