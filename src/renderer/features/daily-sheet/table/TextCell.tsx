import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { TextColumn } from '../../../../shared/daily-sheet/sheet';
import type { SheetLead } from '../../../../shared/ipc/requests/workbench/daily-sheet';
import { findIdentity } from '../../../../shared/privacy/find-identity';
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
