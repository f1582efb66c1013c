import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { SheetLead } from '../../../../shared/ipc/requests/workbench/daily-sheet';
import { GradeTag } from '../../../ui/tags/GradeTag';
import { Tag } from '../../../ui/tags/Tag';

/** The grade as the case has it, and what is still owed for it. */
export function AnalysisCell({ lead }: { lead: SheetLead }) {
  const { t } = useTranslation();
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 0.25 }}>
      <GradeTag grade={lead.grade} />
      <Tag tone={lead.isAnalysed ? 'good' : 'attention'}>
        {t(lead.isAnalysed ? 'sheet.analysedMark' : 'sheet.openMark')}
      </Tag>
      {lead.isCarried && <Tag tone="info">{t('sheet.carriedMark')}</Tag>}
      {lead.isNew && <Tag tone="plain">{t('sheet.newMark')}</Tag>}
    </Box>
  );
}
