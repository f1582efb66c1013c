import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueItem } from '../../../shared/ipc/contract';
import type { IdentityDestroyed } from '../../../shared/retention/view';
import { useSeatQuery } from '../../seat/seat-queries';
import { IdentityDialog } from './IdentityDialog';

interface IdentityPartProps {
  item: QueueItem;
  hasSealedIdentity: boolean;
  destroyed: IdentityDestroyed | null;
}

/** For a supervisor, of a record the center has: that its reporter is sealed there, and the one way to it. */
export function IdentityPart({ item, hasSealedIdentity, destroyed }: IdentityPartProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const app = useSeatQuery('app.state', {}).data;
  const isPlace = app?.person?.role === 'supervisor' && app.practice === null;
  if (!isPlace || !hasSealedIdentity || item.centerNumber === null) return null;
  return (
    <Box
      component="section"
      aria-label={t('people.identity.section')}
      sx={({ seat }) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        px: 2,
        py: 1.25,
        borderTop: `1px solid ${seat.line}`,
      })}
    >
      <Box sx={{ flex: 1, color: 'text.secondary', fontSize: '0.92rem' }}>
        {destroyed === null
          ? t('people.identity.sealed')
          : t('retention.destroyedAt', { name: destroyed.certificate })}
      </Box>
      <Button size="small" onClick={() => setOpen(true)} data-testid="ask-identity" sx={{ flexShrink: 0 }}>
        {t('people.identity.open')}
      </Button>
      {isOpen && app.person && (
        <IdentityDialog item={item} person={app.person} onClose={() => setOpen(false)} />
      )}
    </Box>
  );
}
