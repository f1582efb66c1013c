import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { TextColumn } from '../../../../shared/daily-sheet/sheet';
import type { SheetLead } from '../../../../shared/ipc/requests/daily-sheet';
import { findIdentity } from '../../../../shared/privacy/find-identity';
import { GradeTag } from '../../../ui/tags/GradeTag';
import { Tag } from '../../../ui/tags/Tag';
import type { SheetEdits } from './use-sheet-edits';

/** A text as it stands, or as it was typed over; three lines at most, the rest in the editor. */
export function TextCell({
  lead,
  column,
  sheet,
}: {
  lead: SheetLead;
  column: TextColumn;
  sheet: SheetEdits;
}) {
  const { t } = useTranslation();
  const text = sheet.textOf(lead, column);
  const isEdited = sheet.isEdited(lead, column);
  const isFound = isEdited
    ? findIdentity(text).length > 0
    : lead.findings.some((finding) => finding.column === column);
  return (
    <>
      {isFound && (
        <Box>
          <Tag tone="danger">{t('sheet.foundMark')}</Tag>
        </Box>
      )}
      <Box
        title={text}
        sx={{
          display: '-webkit-box',
          WebkitBoxOrient: 'vertical',
          WebkitLineClamp: 3,
          overflow: 'hidden',
          whiteSpace: 'pre-line',
          overflowWrap: 'anywhere',
          ...(isEdited && { fontWeight: 600, textDecoration: 'underline dotted' }),
        }}
      >
        {text}
      </Box>
    </>
  );
}

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
