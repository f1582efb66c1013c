import PhoneInTalkOutlined from '@mui/icons-material/PhoneInTalkOutlined';
import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { useSeatQuery } from '../../seat/seat-queries';
import { duration, useNow } from '../../ui/times';
import { usePhone } from './use-phone';
import { marked } from '../../ui/views';

/** Somebody calls: the number while it rings, and what to do. Nothing of it is kept. */
export function RingingBanner() {
  const { ringing } = usePhone();
  return ringing === null ? null : <Ringing number={ringing.number} since={ringing.since} />;
}

function Ringing({ number, since }: { number: string | null; since: number }) {
  const { t } = useTranslation();
  const now = useNow(1000);
  const drafts = useSeatQuery('draft.list', {}).data ?? [];
  const isBusy = drafts.some((draft) => draft.revises === null);
  return (
    <Box
      role="alert"
      {...marked('ringing')}
      data-testid="ringing"
      sx={({ seat }) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        px: 2,
        py: 0.75,
        borderBottom: `1px solid ${seat.primaryLine}`,
        background: seat.primaryTint,
      })}
    >
      <PhoneInTalkOutlined color="primary" />
      <Box sx={{ fontWeight: 600, color: 'primary.main' }}>{t('phone.ringing')}</Box>
      <Box sx={{ fontSize: '1.3rem', fontWeight: 600 }} data-testid="ringing-number">
        {number ?? t('phone.withheld')}
      </Box>
      <Box sx={{ color: 'text.secondary' }} aria-live="off">
        {duration(now - since)}
      </Box>
      <Box sx={{ flex: 1, textAlign: 'right', color: isBusy ? 'warning.main' : 'text.secondary' }}>
        {t(isBusy ? 'phone.finishFirst' : 'phone.answer')}
      </Box>
    </Box>
  );
}
