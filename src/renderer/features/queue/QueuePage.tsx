import RefreshOutlined from '@mui/icons-material/RefreshOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { lazy, Suspense, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../shared/ids';
import type { SessionPerson } from '../../../shared/ipc/contract';
import type { ArrivalFilter } from '../../../shared/queue/arrival';
import type { QueueState } from '../../../shared/queue/state';
import { useNavigation } from '../../navigation';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { SearchField } from '../../ui/lists/SearchField';
import { Page } from '../../ui/Page';
import { AmendmentDialog } from './amendments/AmendmentDialog';
import { OpenAmendments } from './amendments/OpenAmendments';
import { ArrivalFilterBar } from './arrival/ArrivalFilterBar';
import { ArrivalProof } from './arrival/ArrivalProof';
import { CarryButton } from './carry/CarryButton';
import { CountsBar } from './CountsBar';
import { DetailPane } from './detail/DetailPane';

const QueueGrid = lazy(async () => ({ default: (await import('./QueueGrid')).QueueGrid }));

export interface GridPage {
  page: number;
  pageSize: number;
}

/** Every call of this person (a supervisor: of the seat), where it stands, and what can be done about it. */
export function QueuePage({ person }: { person: SessionPerson }) {
  const { t } = useTranslation();
  const { place } = useNavigation();
  const [states, setStates] = useState<QueueState[]>([]);
  const [arrival, setArrival] = useState<ArrivalFilter | null>(null);
  const [search, setSearch] = useState('');
  const [page, setPage] = useState<GridPage>({ page: 0, pageSize: 50 });
  const [open, setOpen] = useState<CallId | null>(place.callId);
  const [decided, setDecided] = useState<number | null>(null);
  const wanted = useDeferredValue(search.trim());
  const counts = useSeatQuery('queue.counts', {});
  const list = useSeatQuery(
    'queue.list',
    {
      states,
      search: wanted,
      onlyUnreviewed: false,
      ...(arrival !== null && { arrival }),
      offset: page.page * page.pageSize,
      limit: page.pageSize,
    },
    { keepPrevious: true },
  );
  const retry = useSeatAct('queue.retry', ['queue.counts', 'queue.list', 'queue.detail', 'sync.state']);
  const owed = counts.data ? counts.data.byState.waiting + counts.data.byState.unconfirmed : 0;
  const toFirstPage = () => setPage((before) => ({ ...before, page: 0 }));

  return (
    <Page
      view="queue"
      title={t('nav.queue')}
      lead={t('queue.lead')}
      tools={
        <>
          <SearchField
            label={t('queue.search')}
            placeholder={t('queue.searchPlaceholder')}
            value={search}
            width="19rem"
            onChange={(value) => {
              setSearch(value);
              toFirstPage();
            }}
          />
          <Button
            startIcon={<RefreshOutlined />}
            disabled={owed === 0 || retry.isPending}
            onClick={() => retry.mutate({ id: null })}
            data-testid="retry-all"
          >
            {t('queue.retryAll')}
          </Button>
          {person.role === 'supervisor' && <CarryButton />}
        </>
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.25, height: '100%', minHeight: 0 }}>
        <CountsBar
          counts={counts.data}
          chosen={states}
          onChoose={(chosen) => {
            setStates(chosen);
            setArrival(null);
            toFirstPage();
          }}
        />
        <OpenAmendments onDecide={setDecided} />
        {decided !== null && <AmendmentDialog position={decided} onClose={() => setDecided(null)} />}
        <ArrivalProof
          chosen={arrival}
          onChoose={(chosen) => {
            setArrival(chosen);
            setStates([]);
            toFirstPage();
          }}
        />
        {arrival !== null && list.data !== undefined && (
          <ArrivalFilterBar
            filter={arrival}
            calls={list.data.total}
            person={person}
            onClear={() => {
              setArrival(null);
              toFirstPage();
            }}
          />
        )}
        {retry.isError && <FailureNotice view="queue" error={retry.error} />}
        {list.isError && (
          <FailureNotice
            view="queue"
            error={list.error}
            action={<Button onClick={() => void list.refetch()}>{t('app.tryAgain')}</Button>}
          />
        )}
        <Box
          sx={{
            display: list.isError && list.data === undefined ? 'none' : 'grid',
            gridTemplateColumns: open === null ? 'minmax(0, 1fr)' : 'minmax(0, 1fr) minmax(27rem, 46%)',
            gap: 1.5,
            flex: 1,
            minHeight: 0,
          }}
        >
          <Suspense fallback={<Loading view="queue" />}>
            <QueueGrid
              items={list.data?.items ?? []}
              total={list.data?.total ?? 0}
              isLoading={list.isPending}
              isFiltered={states.length > 0 || arrival !== null || wanted !== ''}
              isNarrow={open !== null}
              showsAgent={person.role === 'supervisor'}
              page={page}
              onPage={setPage}
              open={open}
              onOpen={setOpen}
            />
          </Suspense>
          {open !== null && <DetailPane key={open} id={open} onClose={() => setOpen(null)} />}
        </Box>
      </Box>
    </Page>
  );
}
