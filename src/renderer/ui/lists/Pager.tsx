import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { ariaKeys } from '../../../shared/shortcuts/shortcuts';
import { Cap, useCommand } from '../../commands';

/** Rows of a page of a list. */
export const PAGE_ROWS = 50;

/** How many there are in all, and the way through them by key; nothing but the count where one page holds all. */
export function Pager({
  total,
  page,
  onPage,
}: {
  total: number;
  page: number;
  onPage: (page: number) => void;
}) {
  const { t } = useTranslation();
  const last = Math.max(0, Math.ceil(total / PAGE_ROWS) - 1);
  const [mayBack, mayOn] = [page > 0, page < last];
  useCommand('pageBack', () => onPage(page - 1), mayBack);
  useCommand('pageOn', () => onPage(page + 1), mayOn);
  return (
    <>
      <Box sx={{ flex: 1, whiteSpace: 'nowrap' }}>{t('pager.total', { n: total })}</Box>
      {last > 0 && (
        <Box sx={{ display: 'flex', gap: 0.75, alignItems: 'center', whiteSpace: 'nowrap' }}>
          <Button
            size="small"
            disabled={!mayBack}
            onClick={() => onPage(page - 1)}
            aria-keyshortcuts={ariaKeys('pageBack')}
            data-testid="page-back"
          >
            {t('shortcut.pageBack')}
          </Button>
          <span data-testid="page-number">
            {page + 1} / {last + 1}
          </span>
          <Button
            size="small"
            disabled={!mayOn}
            onClick={() => onPage(page + 1)}
            aria-keyshortcuts={ariaKeys('pageOn')}
            data-testid="page-on"
          >
            {t('shortcut.pageOn')}
            <Cap of="pageOn" />
          </Button>
        </Box>
      )}
    </>
  );
}
