import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { ProblemDetails } from '../../../../shared/center-api/messages';
import { RefusalReasons } from '../../../ui/refusal/RefusalReasons';
import { Section } from './Section';

/** What the center said against it, field by field, in the words the form uses. */
export function Refusal({ refusal }: { refusal: ProblemDetails }) {
  const { t } = useTranslation();
  return (
    <Section title={t('detail.refusal')}>
      <Box data-testid="refusal" role="alert" sx={{ color: 'error.main' }}>
        <RefusalReasons refusal={refusal} />
      </Box>
    </Section>
  );
}
