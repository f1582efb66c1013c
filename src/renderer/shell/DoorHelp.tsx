import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isPressed } from '../../shared/shortcuts/shortcuts';
import { DoorHelpContext } from '../features/session';
import { isComposing } from '../ui/composing';
import { Dialog } from '../ui/Dialog';
import { Loading } from '../ui/feedback/Loading';

const HandbookPage = lazy(async () => ({ default: (await import('../features/handbook')).HandbookPage }));

/**
 * The handbooks before anybody has signed in, for whoever installs this seat: over whatever door stands, and nothing of a
 * seat is in them. Never around the lock, behind which somebody is signed in.
 */
export function DoorHelp({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => setOpen(true), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isComposing(event) || !isPressed('handbook', event)) return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open]);
  return (
    <DoorHelpContext value={open}>
      {children}
      {isOpen && (
        <Dialog
          view="door-handbook"
          open
          fullScreen
          onClose={() => setOpen(false)}
          slotProps={{ paper: { 'aria-label': t('handbook.title'), 'aria-labelledby': undefined } }}
        >
          <Box component="main" sx={{ flex: 1, minHeight: 0 }}>
            <Suspense fallback={<Loading view="page" />}>
              <HandbookPage
                person={null}
                tools={
                  <Button variant="outlined" data-testid="close-handbook" onClick={() => setOpen(false)}>
                    {t('handbook.back')}
                  </Button>
                }
              />
            </Suspense>
          </Box>
        </Dialog>
      )}
    </DoorHelpContext>
  );
}
