import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Cap } from '../../commands';
import { useNavigation } from '../../navigation';
import { LicencesLine } from './licences/LicencesLine';
import { Line, Sheet } from './Sheet';

/** The ways to handbooks, self-check, updates and licences, for anybody. */
export function CareSheet() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  return (
    <Sheet>
      <Line label={t('shortcut.handbook')} hint={t('handbook.lead')}>
        <Button variant="outlined" size="small" data-testid="open-handbook" onClick={() => go('handbook')}>
          {t('handbook.open')}
          <Cap of="handbook" />
        </Button>
      </Line>
      <Line label={t('selfCheck.open')} hint={t('selfCheck.openHint')}>
        <Button variant="outlined" size="small" data-testid="open-self-check" onClick={() => go('selfCheck')}>
          {t('selfCheck.openPage')}
        </Button>
      </Line>
      <Line label={t('updates.page.open')} hint={t('updates.page.openHint')}>
        <Button variant="outlined" size="small" data-testid="open-updates" onClick={() => go('updates')}>
          {t('updates.page.openPage')}
        </Button>
      </Line>
      <LicencesLine />
    </Sheet>
  );
}
