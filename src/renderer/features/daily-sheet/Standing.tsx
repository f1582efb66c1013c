import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { SheetDay } from '../../../shared/ipc/requests/workbench/daily-sheet';
import { Tag } from '../../ui/tags/Tag';
import { shortTime } from '../../ui/times';
import type { SheetEdits } from './table/use-sheet-edits';

/** How the sheet stands: which revision by whom, who signed, what has come since, what is not saved. */
export function Standing({ day, sheet }: { day: SheetDay; sheet: SheetEdits }) {
  const { t } = useTranslation();
  const [latest] = day.history;
  const signed = Math.max(...day.signatures.map(({ revision }) => revision), 0);
  const signatures = day.signatures.filter(({ revision }) => revision === signed);
  return (
    <Box
      data-testid="sheet-standing"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 1.5,
        rowGap: 0.25,
        alignItems: 'center',
        flexShrink: 0,
      }}
    >
      {latest === undefined ? (
        <Tag tone="attention">{t('sheet.notSaved')}</Tag>
      ) : (
        <span>
          {t('sheet.revisionBy', { n: latest.revision, by: latest.madeBy, time: shortTime(latest.madeAt) })}
          {latest.why !== '' && ` · ${latest.why}`}
        </span>
      )}
      {day.isOutdated && <Tag tone="danger">{t('sheet.outdated')}</Tag>}
      {signatures.map((each) => (
        <span key={each.signedAt + each.leaderName} data-testid="sheet-signed">
          {t('sheet.signedBy', {
            name: each.leaderName,
            role: t(`sheet.role.${each.leaderRole}`),
            time: shortTime(each.signedAt),
            n: each.leads,
            opinion: each.opinion,
          })}
          {each.revision < day.revision && (
            <Tag tone="attention">{t('sheet.signedBefore', { n: each.revision })}</Tag>
          )}
        </span>
      ))}
      {sheet.edits.size > 0 && (
        <span>
          <Tag tone="attention">{t('sheet.unsaved', { n: sheet.edits.size })}</Tag>
          <Button size="small" onClick={sheet.clear}>
            {t('sheet.discard')}
          </Button>
        </span>
      )}
    </Box>
  );
}
