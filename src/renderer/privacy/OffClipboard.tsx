import Box from '@mui/material/Box';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { findIdentity } from '../../shared/privacy/find-identity';
import { Notice } from '../ui/feedback/Notice';
import { marked } from '../ui/views';
import { staysOffClipboard, takenAlong } from './callers-words';

const WAYS = ['copy', 'cut', 'dragstart'] as const;
const SHOWN_MS = 6_000;

/** Keeps what may tell who called off the clipboard and out of drags, and says so. */
export function OffClipboard() {
  const { t } = useTranslation();
  /** Rises with each refusal, so that a later one is shown for its whole time. */
  const [refused, setRefused] = useState(0);
  useEffect(() => {
    let find: typeof findIdentity | null = null;
    void import('../../shared/privacy/find-identity').then((linter) => (find = linter.findIdentity));
    const refuse = (event: Event) => {
      if (!staysOffClipboard(takenAlong(event.target, document), find)) return;
      event.preventDefault();
      event.stopPropagation();
      setRefused((before) => before + 1);
    };
    for (const way of WAYS) document.addEventListener(way, refuse, true);
    return () => {
      for (const way of WAYS) document.removeEventListener(way, refuse, true);
    };
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => setRefused(0), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [refused]);
  if (refused === 0) return null;
  return (
    <Box
      data-testid="off-clipboard"
      sx={{
        position: 'fixed',
        left: '50%',
        bottom: '3.2rem',
        transform: 'translateX(-50%)',
        zIndex: 'snackbar',
      }}
    >
      <Notice mark={marked('off-clipboard')} tone="attention">
        {t('offClipboard.refused')}
      </Notice>
    </Box>
  );
}
