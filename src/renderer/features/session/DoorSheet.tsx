import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Cap } from '../../commands';
import { BrandMark } from '../../ui/BrandMark';
import { marked, type ViewIn } from '../../ui/views';
import { useDoorHelp } from './door-help';
import { UpdateNotice } from './UpdateNotice';

interface DoorSheetProps {
  view: ViewIn<'ready'>;
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}

/** Every page before the desk: the hotline's name at the left, what is asked of the person at the right. */
export function DoorSheet({ view, title, lead, children }: DoorSheetProps) {
  const { t } = useTranslation();
  const help = useDoorHelp();
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(22rem, 36%) 1fr', height: '100vh' }}>
      <Box
        component="header"
        sx={({ seat, palette }) => ({
          display: 'flex',
          flexDirection: 'column',
          justifyContent: 'space-between',
          p: 5,
          background: palette.mode === 'light' ? seat.primaryStrong : seat.inset,
          color: palette.mode === 'light' ? '#eef5f2' : seat.ink,
          borderRight: `1px solid ${seat.line}`,
        })}
      >
        <Box>
          <BrandMark sx={{ fontSize: '1.6rem', border: '1px solid currentColor' }}>
            {t('app.number')}
          </BrandMark>
          <Typography component="p" sx={{ mt: 3, fontSize: '1.75rem', fontWeight: 600, lineHeight: 1.35 }}>
            {t('app.hotline')}
          </Typography>
          <Typography component="p" sx={{ mt: 0.5, fontSize: '1.15rem', opacity: 0.85 }}>
            {t('app.seat')}
          </Typography>
        </Box>
        <Box>
          {help && (
            <Button
              color="inherit"
              variant="outlined"
              size="small"
              data-testid="door-help"
              onClick={help}
              sx={{ mb: 2, gap: 1 }}
            >
              {t('handbook.title')}
              <Cap of="handbook" />
            </Button>
          )}
          <Box component="p" sx={{ m: 0, opacity: 0.8, fontSize: '0.95rem', maxWidth: '24rem' }}>
            {t('door.duty')}
          </Box>
        </Box>
      </Box>
      <Box
        component="main"
        {...marked(view)}
        sx={{ display: 'grid', alignContent: 'center', justifyItems: 'start', overflowY: 'auto', p: 6 }}
      >
        <Box sx={{ width: 'min(34rem, 100%)' }}>
          <Typography variant="h1">{title}</Typography>
          {lead && <Box sx={{ color: 'text.secondary', mt: 0.75 }}>{lead}</Box>}
          <Box sx={{ mt: 2.5, display: 'grid', gap: 2 }}>
            <UpdateNotice />
            {children}
          </Box>
        </Box>
      </Box>
    </Box>
  );
}
