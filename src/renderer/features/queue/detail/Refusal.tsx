import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { ProblemDetails } from '../../../../shared/center-api/messages';
import { Section } from './Section';
import { fieldKey, problemKey } from './refusal-words';

/** What the center said against it, field by field, in the words the form uses. */
export function Refusal({ refusal }: { refusal: ProblemDetails }) {
  const { t } = useTranslation();
  const reasons = refusal.errors ?? [];
  return (
    <Section title={t('detail.refusal')}>
      <Box data-testid="refusal" role="alert" sx={{ color: 'error.main' }}>
        {reasons.length === 0 && (
          <Box>{[refusal.title, refusal.detail].filter(Boolean).join(t('app.semicolon'))}</Box>
        )}
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {reasons.map(({ field, code }) => {
            const name = fieldKey(field);
            const problem = problemKey(code);
            return (
              <li key={`${field}${code}`}>
                {t('detail.reason', {
                  field: name === null ? field : t(`field.${name}`),
                  problem: problem === null ? code : t(`problem.${problem}`),
                })}
              </li>
            );
          })}
        </Box>
      </Box>
    </Section>
  );
}
