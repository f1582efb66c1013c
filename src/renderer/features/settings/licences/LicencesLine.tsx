import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Line } from '../Sheet';
import { LicencesDialog } from './LicencesDialog';

/** The way to the licences of what this program carries. */
export function LicencesLine() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <Line label={t('licences.title')} hint={t('licences.hint')}>
      <Button variant="outlined" size="small" data-testid="open-licences" onClick={() => setOpen(true)}>
        {t('licences.open')}
      </Button>
      {isOpen && <LicencesDialog onClose={() => setOpen(false)} />}
    </Line>
  );
}
