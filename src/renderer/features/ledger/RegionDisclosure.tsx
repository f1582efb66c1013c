import ExpandLessOutlined from '@mui/icons-material/ExpandLessOutlined';
import ExpandMoreOutlined from '@mui/icons-material/ExpandMoreOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../../ui/feedback/Loading';

const RegionView = lazy(async () => ({ default: (await import('../region')).RegionView }));

/** The city's figures beneath the seat's own, for whoever wants them. */
export function RegionDisclosure({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, flexShrink: 0, pb: isOpen ? 2 : 0 }}>
      <Button
        size="small"
        sx={{ alignSelf: 'start' }}
        aria-expanded={isOpen}
        startIcon={isOpen ? <ExpandLessOutlined /> : <ExpandMoreOutlined />}
        onClick={onToggle}
        data-testid="region-toggle"
      >
        {t('region.title')}
      </Button>
      {isOpen && (
        <Suspense fallback={<Loading view="region" />}>
          <RegionView />
        </Suspense>
      )}
    </Box>
  );
}
