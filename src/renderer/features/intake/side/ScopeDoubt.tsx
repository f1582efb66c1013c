import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { useCall } from '../call/call-context';
import { SideBlock } from './SideBlock';

/** The caller's words sound like another department's matter: the agent looks again; nothing is decided here. */
export function ScopeDoubt({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation();
  const { bundle, reading } = useCall();
  const [first] = reading.scope.referrals;
  if (reading.scope.decision !== 'out' || first === undefined) return null;
  const route = bundle.catalogue.referrals.find(({ id }) => id === first.referral);
  return (
    <SideBlock view="side-scope-doubt" title={t('scope.doubt')}>
      <Box data-testid="scope-doubt" sx={{ fontSize: '0.93rem' }}>
        {route && <Box>{t('scope.route', { ...route })}</Box>}
        <Box sx={{ wordBreak: 'break-all' }}>
          {first.spans.map(({ field, start, words }) => (
            <Box key={`${field}${start}`} component="mark" sx={{ mr: 0.5 }}>
              {words}
            </Box>
          ))}
        </Box>
        <Button size="small" onClick={onOpen} sx={{ mt: 0.5 }}>
          {t('scope.lookAgain')}
        </Button>
      </Box>
    </SideBlock>
  );
}
