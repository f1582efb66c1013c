import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { Loading } from '../ui/feedback/Loading';
import { Unseen } from '../ui/Unseen';

/** Nothing but waiting in the whole window: before the core has said how things stand, and between two rooms. */
export function Waiting({ view }: { view: 'starting' | 'room-change' }) {
  const { t } = useTranslation();
  return (
    <Box component="main" sx={{ height: '100vh' }}>
      <Unseen as="h1">{t('app.title')}</Unseen>
      <Loading view={view} />
    </Box>
  );
}
