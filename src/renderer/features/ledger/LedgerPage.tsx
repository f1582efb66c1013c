import AddOutlined from '@mui/icons-material/AddOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerTerm } from '../../../shared/call/ledger';
import type { MissedCall, SessionPerson } from '../../../shared/ipc/contract';
import { shanghaiDate } from '../../../shared/shanghai-time';
import { useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Notice } from '../../ui/feedback/Notice';
import { Page } from '../../ui/Page';
import { DayPicker } from './DayPicker';
import { BackEntryDialog } from './dialogs/BackEntryDialog';
import { Equation } from './Equation';
import { MissedCalls } from './MissedCalls';
import { OpenCalls } from './OpenCalls';
import { SignOffBar } from './SignOffBar';

const LedgerGrid = lazy(async () => ({ default: (await import('./LedgerGrid')).LedgerGrid }));

export interface GridPage {
  page: number;
  pageSize: number;
}

/** 来电台账 of a day: its sum in full view, each term a way into its calls, and what still keeps it from closing. */
export function LedgerPage({ person }: { person: SessionPerson }) {
  const { t } = useTranslation();
  const [date, setDate] = useState(() => shanghaiDate(Date.now()));
  const [term, setTerm] = useState<LedgerTerm | null>(null);
  const [page, setPage] = useState<GridPage>({ page: 0, pageSize: 50 });
  const [entering, setEntering] = useState<MissedCall | 'paper' | null>(null);
  const isSupervisor = person.role === 'supervisor';
  const day = useSeatQuery('ledger.day', { date }, { keepPrevious: true });
  const list = useSeatQuery(
    'ledger.list',
    { date, term, offset: page.page * page.pageSize, limit: page.pageSize },
    { keepPrevious: true },
  );
  const toFirstPage = () => setPage((before) => ({ ...before, page: 0 }));
  const narrow = (chosen: LedgerTerm | null) => {
    setTerm(chosen);
    toFirstPage();
  };

  return (
    <Page
      view="ledger"
      title={t('nav.ledger')}
      lead={t('ledger.lead')}
      tools={
        <>
          <DayPicker
            date={date}
            onChange={(chosen) => {
              setDate(chosen);
              toFirstPage();
            }}
          />
          <Button
            startIcon={<AddOutlined />}
            sx={{ flexShrink: 0 }}
            onClick={() => setEntering('paper')}
            data-testid="back-entry"
          >
            {t('backEntry.title')}
          </Button>
        </>
      }
    >
      <Box
        sx={{
          display: 'flex',
          flexDirection: 'column',
          gap: 1.25,
          // With the city's figures below, the page scrolls and the calls keep a height of their own.
          height: '100%',
          minHeight: 0,
        }}
      >
        {day.isError && <FailureNotice view="ledger" error={day.error} />}
        {day.data && <Equation day={day.data} chosen={term} onChoose={narrow} />}
        {day.data && (day.data.missingNumbers ?? 0) > 0 && (
          <Notice tone="danger" role="alert">
            {t('ledger.missing', { n: day.data.missingNumbers ?? 0 })}
          </Notice>
        )}
        {day.data && <SignOffBar day={day.data} maySign={isSupervisor} chosen={term} onChoose={narrow} />}
        {list.isError && <FailureNotice view="ledger" error={list.error} />}
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: isSupervisor ? 'minmax(0, 1fr) 20rem' : 'minmax(0, 1fr)',
            gap: 1.5,
            flex: 1,
            minHeight: 0,
          }}
        >
          <Suspense fallback={<Loading view="ledger" />}>
            <LedgerGrid
              entries={list.data?.entries ?? []}
              total={list.data?.total ?? 0}
              isLoading={list.isPending}
              showsAgent={isSupervisor}
              page={page}
              onPage={setPage}
            />
          </Suspense>
          {isSupervisor && (
            <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, minHeight: 0, overflowY: 'auto' }}>
              <OpenCalls />
              <MissedCalls onEnter={setEntering} />
            </Box>
          )}
        </Box>
      </Box>
      {entering !== null && (
        <BackEntryDialog
          call={entering === 'paper' ? null : entering}
          person={person}
          onClose={() => setEntering(null)}
        />
      )}
    </Page>
  );
}
