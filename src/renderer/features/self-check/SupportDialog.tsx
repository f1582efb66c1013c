import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SupportBundle } from '../../../shared/self-check/support';
import { useSeatAct } from '../../seat/seat-queries';
import { Dialog } from '../../ui/Dialog';
import { FailureNotice } from '../../ui/feedback/FailureNotice';

/** Every file of the bundle as it goes out, to be read before it is saved; nothing else is in it. */
export function SupportDialog({ bundle, onClose }: { bundle: SupportBundle; onClose: () => void }) {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const save = useSeatAct('support.save');
  const file = bundle.files[at];
  const isSaved = save.data?.isSaved === true;
  return (
    <Dialog
      view="support-preview"
      open
      onClose={onClose}
      aria-labelledby="support-title"
      maxWidth="lg"
      fullWidth
    >
      <DialogTitle id="support-title">{t('selfCheck.support.title')}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1, height: '70vh' }}>
        <Box>{t('selfCheck.support.review')}</Box>
        <Tabs
          value={at}
          variant="scrollable"
          aria-label={t('selfCheck.support.review')}
          onChange={(_, next: number) => setAt(next)}
          sx={{ flexShrink: 0, '& .MuiTab-root': { textTransform: 'none' } }}
        >
          {bundle.files.map(({ name, text }, index) => (
            <Tab
              key={name}
              id={`support-tab-${index}`}
              aria-controls="support-text"
              label={t('selfCheck.support.file', { name, n: text.length })}
            />
          ))}
        </Tabs>
        <Box
          component="pre"
          id="support-text"
          role="tabpanel"
          tabIndex={0}
          aria-labelledby={`support-tab-${at}`}
          data-testid="support-text"
          sx={({ seat }) => ({
            m: 0,
            p: 1.5,
            flex: 1,
            minHeight: 0,
            overflow: 'auto',
            border: `1px solid ${seat.line}`,
            borderRadius: 1,
            background: seat.inset,
            fontSize: '0.85rem',
            whiteSpace: 'pre-wrap',
            overflowWrap: 'anywhere',
          })}
        >
          {file === undefined || file.text === '' ? t('selfCheck.support.blank') : file.text}
        </Box>
      </DialogContent>
      {save.isError && (
        <Box sx={{ px: 3, pt: 1 }}>
          <FailureNotice view="support-preview" error={save.error} />
        </Box>
      )}
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Box role="status" sx={{ flex: 1 }}>
          {isSaved && t('selfCheck.support.saved')}
        </Box>
        <Button onClick={onClose}>{t('selfCheck.support.close')}</Button>
        <Button
          variant="contained"
          data-testid="support-save"
          disabled={save.isPending || isSaved}
          onClick={() => save.mutate({ id: bundle.id })}
        >
          {t('selfCheck.support.save')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
