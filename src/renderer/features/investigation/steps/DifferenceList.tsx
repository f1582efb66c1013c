import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDifference } from '../../../../shared/investigation/fields';
import { labelOf } from '../labels';

/** Value by value, what it was and what it becomes. `choice`: what a person can do with each. */
export function DifferenceList<T extends FieldDifference>({
  differences,
  choice,
}: {
  differences: readonly T[];
  choice?: (difference: T) => ReactNode;
}) {
  const { t } = useTranslation();
  if (differences.length === 0)
    return <Box sx={{ color: 'text.secondary' }}>{t('investigation.noDifference')}</Box>;
  return (
    <Box
      component="ul"
      data-testid="differences"
      sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.8 }}
    >
      {differences.map((each) => (
        <Box
          component="li"
          key={each.field}
          sx={({ seat }) => ({ borderTop: `1px solid ${seat.line}`, pt: 0.8 })}
        >
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', fontWeight: 600 }}>
            {choice?.(each)}
            {labelOf(t, each.field)}
          </Box>
          <Box
            component="del"
            sx={({ seat }) => ({ display: 'block', color: seat.danger, whiteSpace: 'pre-wrap' })}
          >
            {each.was || t('app.nothing')}
          </Box>
          <Box
            component="ins"
            sx={({ seat }) => ({
              display: 'block',
              color: seat.good,
              whiteSpace: 'pre-wrap',
              textDecoration: 'none',
            })}
          >
            {each.becomes || t('app.nothing')}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
