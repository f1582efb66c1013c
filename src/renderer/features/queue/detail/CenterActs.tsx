import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { ChangeView } from '../../../../shared/ipc/contract';
import { fullTime } from '../../../ui/times';

/** What the center did with the record, oldest first; an amendment nobody decided on yet leads to the decision. */
export function CenterActs({
  changes,
  onDecide,
}: {
  changes: readonly ChangeView[];
  onDecide: (position: number) => void;
}) {
  const { t } = useTranslation();
  return (
    <Box
      component="ol"
      data-testid="center-acts"
      sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.5 }}
    >
      {changes.map((change) => (
        <Box
          component="li"
          key={change.position}
          sx={{
            display: 'grid',
            gridTemplateColumns: '10.5rem minmax(0, 1fr) auto',
            gap: 1.5,
            alignItems: 'center',
          }}
        >
          <Box sx={{ color: 'text.secondary' }}>{fullTime(change.at)}</Box>
          <Box>
            {t(`amendment.did.${change.did}`)}
            <Box component="span" sx={{ color: 'text.secondary', ml: 1 }}>
              {[
                change.by,
                change.why,
                change.decided &&
                  t('amendment.decided', { who: change.decided.by, time: fullTime(change.decided.at) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Box>
          </Box>
          {change.isOpen && (
            <Button
              size="small"
              variant="contained"
              onClick={() => onDecide(change.position)}
              data-testid="decide"
            >
              {t('amendment.compare')}
            </Button>
          )}
        </Box>
      ))}
    </Box>
  );
}
