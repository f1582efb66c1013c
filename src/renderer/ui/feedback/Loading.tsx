import Box from '@mui/material/Box';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { marked, type ViewIn } from '../views';

const PATIENCE_MS = 300;

/** Says that something is being fetched, but only when it takes long enough to notice. */
export function Loading({ view }: { view: ViewIn<'loading'> }) {
  const { t } = useTranslation();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Box
      role="status"
      {...marked(view, 'loading')}
      aria-busy
      sx={{
        display: 'grid',
        placeItems: 'center',
        height: '100%',
        minHeight: '6rem',
        color: 'text.secondary',
      }}
    >
      {isSlow && t('app.loading')}
    </Box>
  );
}
