import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../ui/times';
import type { InvestigationDraft } from './use-draft';

/** How far what is typed is on the disk. */
export function SavedMark({ draft, isLocked }: { draft: InvestigationDraft; isLocked: boolean }) {
  const { t } = useTranslation();
  const words = isLocked
    ? t('investigation.locked')
    : draft.isDirty
      ? t('investigation.saving')
      : draft.savedAt === null
        ? t('investigation.notBegun')
        : t('investigation.savedOn', { time: clockTime(draft.savedAt) });
  return (
    <Box
      data-testid="investigation-saved"
      data-dirty={draft.isDirty}
      sx={{ color: 'text.secondary', fontSize: '0.92rem' }}
    >
      {words}
    </Box>
  );
}
