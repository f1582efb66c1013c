import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { ProblemDetails } from '../../../shared/center-api/messages';
import { fieldName, refusalKindWords, refusalWords } from './refusal-words';

/** The center's reasons as a list of sentences: each field by the name it has in the form. */
export function RefusalReasons({ refusal }: { refusal: ProblemDetails }) {
  const { t } = useTranslation();
  const reasons = refusal.errors ?? [];
  if (reasons.length === 0) {
    const said = [refusal.title, refusal.detail].filter(Boolean).join(t('app.semicolon'));
    return <Box>{refusalKindWords(refusal.type, t) ?? said}</Box>;
  }
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
      {reasons.map(({ field, code }) => (
        <li key={`${field}${code}`}>
          {t('detail.reason', { field: fieldName(field, t), problem: refusalWords(code, t) })}
        </li>
      ))}
    </Box>
  );
}
