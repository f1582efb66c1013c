import Box from '@mui/material/Box';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/feedback/Notice';
import { marked } from '../../../ui/views';

/** The last minute before the lock, over the foot of any page; takes no focus and no key. */
export function IdleWarning({ leftMs }: { leftMs: number }) {
  const { t } = useTranslation();
  const [seconds, setSeconds] = useState(Math.ceil(leftMs / 1000));
  useEffect(() => {
    const ends = performance.now() + leftMs;
    const timer = setInterval(
      () => setSeconds(Math.max(0, Math.ceil((ends - performance.now()) / 1000))),
      500,
    );
    return () => clearInterval(timer);
  }, [leftMs]);
  return (
    <Box
      sx={(theme) => ({
        position: 'fixed',
        left: '50%',
        bottom: '2.6rem',
        transform: 'translateX(-50%)',
        zIndex: theme.zIndex.snackbar,
        boxShadow: 6,
      })}
    >
      <Notice mark={marked('idle-warning')} tone="attention" title={t('lock.soonTitle')}>
        {t('lock.soon')}{' '}
        <Box component="span" aria-hidden sx={{ fontVariantNumeric: 'tabular-nums' }}>
          {t('lock.seconds', { n: seconds })}
        </Box>
      </Notice>
    </Box>
  );
}
