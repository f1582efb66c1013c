import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../shared/ids';
import type { InvestigationItem } from '../../../shared/investigation/views';
import { shanghaiDate } from '../../../shared/shanghai-time';
import { useSeatQuery } from '../../seat/seat-queries';
import { EmptyState } from '../../ui/feedback/EmptyState';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Page } from '../../ui/Page';
import { PAGE_ROWS, Pager } from '../../ui/lists/Pager';
import { SearchField } from '../../ui/lists/SearchField';
import { Tag } from '../../ui/tags/Tag';
import { shortTime } from '../../ui/times';
import { useCompact } from '../../ui/use-compact';
import { InvestigationPage } from './InvestigationPage';

/** Cases whose report is being written, or waits for its replies: the nearest date first. */
export function InvestigationsPage({ callId }: { callId: CallId | null }) {
  const [chosen, setChosen] = useState(callId);
  return chosen === null ? (
    <List onOpen={setChosen} />
  ) : (
    <InvestigationPage callId={chosen} onClose={() => setChosen(null)} />
  );
}

function List({ onOpen }: { onOpen: (callId: CallId) => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(0);
  const wanted = useDeferredValue(search.trim());
  const list = useSeatQuery(
    'investigation.list',
    { search: wanted, offset: page * PAGE_ROWS, limit: PAGE_ROWS },
    { keepPrevious: true },
  );
  const { items = [], total = 0 } = list.data ?? {};
  const find = (words: string) => {
    setSearch(words);
    setPage(0);
  };
  return (
    <Page
      view="investigations"
      title={t('nav.investigation')}
      lead={t('investigation.lead')}
      tools={
        <SearchField
          label={t('investigation.search')}
          placeholder={t('investigation.searchPlaceholder')}
          value={search}
          width="15rem"
          onChange={find}
        />
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 }}>
        {list.isError && <FailureNotice view="investigations" error={list.error} />}
        {list.isPending && <Loading view="investigations" />}
        {list.data && items.length === 0 && (
          <EmptyState
            view="investigations"
            title={t(wanted === '' ? 'investigation.empty' : 'investigation.nothingFound')}
            hint={t(wanted === '' ? 'investigation.emptyHint' : 'investigation.nothingFoundHint')}
          />
        )}
        {items.length > 0 && (
          <>
            <Box
              component="ul"
              sx={{ m: 0, p: 0, listStyle: 'none', flex: 1, minHeight: 0, overflowY: 'auto' }}
            >
              {items.map((item) => (
                <li key={item.callId}>
                  <Row item={item} onOpen={() => onOpen(item.callId)} />
                </li>
              ))}
            </Box>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, pt: 0.75, color: 'text.secondary' }}>
              <Pager total={total} page={page} onPage={setPage} />
            </Box>
          </>
        )}
      </Box>
    </Page>
  );
}

function Row({ item, onOpen }: { item: InvestigationItem; onOpen: () => void }) {
  const { t } = useTranslation();
  const isCompact = useCompact();
  const isLate = item.dueOn < shanghaiDate(Date.now());
  return (
    <ButtonBase
      onClick={onOpen}
      data-testid="investigation-item"
      sx={({ seat }) => ({
        display: 'grid',
        gridTemplateColumns: isCompact
          ? 'minmax(0, 1fr)'
          : '11rem minmax(0, 2fr) minmax(0, 1fr) 9rem 10rem 6rem',
        gap: isCompact ? 0.2 : 1.5,
        width: '100%',
        p: 1.2,
        textAlign: 'left',
        fontSize: '1rem',
        borderBottom: `1px solid ${seat.line}`,
        background: seat.sheet,
        '&:hover': { background: seat.primaryTint },
      })}
    >
      <span>{item.localNumber}</span>
      <Box component="span" sx={{ fontWeight: 600 }}>
        {item.title}
      </Box>
      <span>{item.unitName}</span>
      <Box component="span" sx={{ color: isLate ? 'error.main' : 'inherit' }}>
        {t('investigation.due', { date: item.dueOn })}
      </Box>
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {item.savedAt === null
          ? t('investigation.notBegun')
          : t('investigation.savedOn', { time: shortTime(item.savedAt) })}
      </Box>
      <span>
        <Tag tone={item.stage === 'handling' ? 'plain' : 'attention'}>
          {t(`investigation.stage.${item.stage}`)}
        </Tag>
      </span>
    </ButtonBase>
  );
}
