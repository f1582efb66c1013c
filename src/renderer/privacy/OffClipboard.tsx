import Snackbar from '@mui/material/Snackbar';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { findIdentity } from '../../shared/privacy/find-identity';
import { staysOffClipboard, takenAlong } from './callers-words';

const WAYS = ['copy', 'cut', 'dragstart'] as const;
const SHOWN_MS = 6_000;

/** Keeps what may tell who called off the clipboard and out of drags, and says so. */
export function OffClipboard() {
  const { t } = useTranslation();
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    let find: typeof findIdentity | null = null;
    void import('../../shared/privacy/find-identity').then((linter) => (find = linter.findIdentity));
    const refuse = (event: Event) => {
      if (!staysOffClipboard(takenAlong(event.target, document), find)) return;
      event.preventDefault();
      event.stopPropagation();
      setRefused(true);
    };
    for (const way of WAYS) document.addEventListener(way, refuse, true);
    return () => {
      for (const way of WAYS) document.removeEventListener(way, refuse, true);
    };
  }, []);
  return (
    <Snackbar
      open={isRefused}
      autoHideDuration={SHOWN_MS}
      onClose={() => setRefused(false)}
      message={t('offClipboard.refused')}
      slotProps={{ content: { role: 'status' } }}
      data-testid="off-clipboard"
    />
  );
}
