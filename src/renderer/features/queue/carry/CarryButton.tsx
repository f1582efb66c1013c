import UsbOutlined from '@mui/icons-material/UsbOutlined';
import Button from '@mui/material/Button';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ariaKeys, capOf } from '../../../../shared/shortcuts/shortcuts';
import { useCommand } from '../../../commands';
import { Kbd } from '../../../ui/Kbd';

// Wanted on the rare day that the line is down: it comes when it is opened.
const CarryDialog = lazy(async () => ({ default: (await import('./CarryDialog')).CarryDialog }));

/** Opens 离线报送, by click or key. For supervisors; the core asks again. */
export function CarryButton() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  useCommand('carry', () => setOpen(true));
  return (
    <>
      <Button
        startIcon={<UsbOutlined />}
        aria-keyshortcuts={ariaKeys('carry')}
        onClick={() => setOpen(true)}
        data-testid="carry-open"
      >
        {t('carry.open')}
        <Kbd>{capOf('carry')}</Kbd>
      </Button>
      <Suspense>{isOpen && <CarryDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
