import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitId } from '../../../shared/case/official';
import type { CallId } from '../../../shared/ids';
import type { CasePart } from '../../../shared/ipc/contract';
import { ariaKeys } from '../../../shared/shortcuts/shortcuts';
import { Cap, useCommand } from '../../commands';
import { useSeatQuery } from '../../seat/seat-queries';
import { EmptyState } from '../../ui/feedback/EmptyState';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { SearchField } from '../../ui/lists/SearchField';
import { Page } from '../../ui/Page';
import { PAGE_ROWS } from '../../ui/lists/Pager';
import { CaseList } from './board/CaseList';
import { PartBar } from './board/PartBar';
import { DirectoryPage } from './directory/DirectoryPage';
import { BulkReferral } from './referral/BulkReferral';
import { CaseSheet } from './sheet/CaseSheet';

/** 案件: every report's life after the call, by date, by stage and by what is owed; one sheet beside the list. `callId`: the one to show first. */
export function CasesPage({ callId }: { callId: CallId | null }) {
  const [isDirectory, setDirectory] = useState(false);
  useCommand('caseDirectory', () => setDirectory((before) => !before));
  return isDirectory ? (
    <DirectoryPage onBack={() => setDirectory(false)} />
  ) : (
    <Board first={callId} onDirectory={() => setDirectory(true)} />
  );
}

function Board({ first, onDirectory }: { first: CallId | null; onDirectory: () => void }) {
  const { t } = useTranslation();
  const [part, setPart] = useState<CasePart>('new');
  const [unitId, setUnit] = useState<UnitId | null>(null);
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(0);
  const [chosen, setChosen] = useState<CallId | null>(first);
  const [marked, setMarked] = useState<readonly CallId[]>([]);
  const [isBulk, setBulk] = useState(false);
  const wanted = useDeferredValue(search.trim());
  const board = useSeatQuery('case.board', { unitId }, { keepPrevious: true });
  const units = useSeatQuery('directory.list', {}).data?.units ?? [];
  const list = useSeatQuery(
    'case.list',
    { part, unitId, search: wanted, offset: page * PAGE_ROWS, limit: PAGE_ROWS },
    { keepPrevious: true },
  );
  const rows = list.data?.rows ?? [];
  const here = rows.find(({ callId }) => callId === chosen) ?? rows[0];
  const anew = () => {
    setPage(0);
    setMarked([]);
  };
  const failure = list.error ?? board.error;

  return (
    <Page
      view="cases"
      title={t('nav.cases')}
      tools={
        <>
          <SearchField
            label={t('cases.search')}
            placeholder={t('cases.searchPlaceholder')}
            value={search}
            width="15rem"
            onChange={(value) => {
              setSearch(value);
              anew();
            }}
          />
          <TextField
            select
            value={unitId ?? ''}
            onChange={(event) => {
              setUnit((event.target.value || null) as UnitId | null);
              anew();
            }}
            sx={{ width: '13rem' }}
            slotProps={{
              select: { displayEmpty: true, SelectDisplayProps: { 'aria-label': t('cases.unit') } },
            }}
          >
            <MenuItem value="">{t('cases.allUnits')}</MenuItem>
            {units.map(({ id, name }) => (
              <MenuItem key={id} value={id}>
                {name}
              </MenuItem>
            ))}
          </TextField>
          <Button
            onClick={onDirectory}
            aria-keyshortcuts={ariaKeys('caseDirectory')}
            data-testid="to-directory"
          >
            {t('cases.directory')}
            <Cap of="caseDirectory" />
          </Button>
        </>
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.25, height: '100%', minHeight: 0 }}>
        <PartBar
          board={board.data}
          chosen={part}
          onChoose={(each) => {
            setPart(each);
            anew();
          }}
        />
        {failure && <FailureNotice view="cases" error={failure} />}
        {list.isPending && <Loading view="cases" />}
        {list.data && here === undefined && (
          <EmptyState
            view="cases"
            title={t(wanted === '' ? 'cases.empty' : 'cases.nothingFound')}
            hint={t(wanted === '' ? 'cases.emptyHint' : 'cases.nothingFoundHint')}
          />
        )}
        {list.data && here !== undefined && (
          <Box
            sx={{
              display: 'grid',
              gridTemplateColumns: 'minmax(15rem, 22rem) minmax(20rem, 1fr)',
              gap: 1.5,
              flex: 1,
              minHeight: 0,
            }}
          >
            <CaseList
              rows={rows}
              total={list.data.total}
              page={page}
              today={board.data?.today}
              here={here}
              marked={part === 'new' ? marked : null}
              onChoose={setChosen}
              onMark={setMarked}
              onPage={(next) => {
                setPage(next);
                setMarked([]);
              }}
              onBulk={() => setBulk(true)}
            />
            <CaseSheet key={here.callId} callId={here.callId} />
          </Box>
        )}
        {isBulk && (
          <BulkReferral
            callIds={marked}
            onClose={() => {
              setBulk(false);
              setMarked([]);
            }}
          />
        )}
      </Box>
    </Page>
  );
}
