import Box from '@mui/material/Box';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../shared/assert-never';
import type { AppState, SessionPerson } from '../../shared/ipc/contract';
import type { CallId } from '../../shared/ids';
import { useCommand, useCommandKeys } from '../commands';
import { MajorLeadBanner } from '../features/leads';
import { RingingBanner, useAnsweredCall } from '../features/phone';
import { PasswordNotice } from '../features/session';
import { StoryNotice, UpdatesPage } from '../features/updates';
import { PracticeBand, PracticePage } from '../features/practice';
import { NavigationContext, type Page, type Place, pageKey } from '../navigation';
import { OffClipboard } from '../privacy/OffClipboard';
import { useSeatQuery } from '../seat/seat-queries';
import { isComposing } from '../ui/composing';
import { FailureNotice } from '../ui/feedback/FailureNotice';
import { Loading } from '../ui/feedback/Loading';
import { Unseen } from '../ui/Unseen';
import { SeatError } from '../seat/seat-client';
import { ClockNotice } from './notices/ClockNotice';
import { ErrorBoundary } from './ErrorBoundary';
import { LeavingDialog } from './LeavingDialog';
import { Navigation, pagesFor } from './navigation/Navigation';
import { OfflineNotice } from './notices/OfflineNotice';
import { StatusBar } from './StatusBar';
import { Tour } from './Tour';

const IntakePage = lazy(async () => ({ default: (await import('../features/intake')).IntakePage }));
const QueuePage = lazy(async () => ({ default: (await import('../features/queue')).QueuePage }));
const ReviewPage = lazy(async () => ({ default: (await import('../features/review')).ReviewPage }));
const CasesWithDoors = lazy(async () => ({
  default: (await import('./navigation/CasesWithDoors')).CasesWithDoors,
}));
const LedgerPage = lazy(async () => ({ default: (await import('../features/ledger')).LedgerPage }));
const InvestigationsPage = lazy(async () => ({
  default: (await import('../features/investigation')).InvestigationsPage,
}));
const StatisticsPage = lazy(async () => ({
  default: (await import('../features/statistics')).StatisticsPage,
}));
const DailySheetPage = lazy(async () => ({
  default: (await import('../features/daily-sheet')).DailySheetPage,
}));
const SettingsPage = lazy(async () => ({ default: (await import('../features/settings')).SettingsPage }));

const HandbookPage = lazy(async () => ({ default: (await import('../features/handbook')).HandbookPage }));
const SelfCheckPage = lazy(async () => ({ default: (await import('../features/self-check')).SelfCheckPage }));

export interface FrameProps {
  app: AppState;
  seat: NonNullable<AppState['seat']>;
  person: SessionPerson;
  keyKeptBy: 'os_key_store' | 'passphrase';
  /** The page shown first, where it is not the role's own. */
  opensAt?: Page | undefined;
}

/** Navigation at the left, status at the foot, the page between. Alt+1…9 for pages, F1 for all keys. */
export function Frame({ app, seat, person, keyKeptBy, opensAt }: FrameProps) {
  const { t } = useTranslation();
  const [place, setPlace] = useState<Place>({
    page: opensAt ?? (person.role === 'supervisor' ? 'review' : 'intake'),
    callId: null,
    startWishedAt: 0,
  });
  const go = useCallback(
    (page: Page, callId?: CallId) => setPlace((before) => ({ ...before, page, callId: callId ?? null })),
    [],
  );
  const startCall = useCallback(
    () => setPlace({ page: 'intake', callId: null, startWishedAt: performance.now() }),
    [],
  );
  const navigation = useMemo(() => ({ place, go, startCall }), [place, go, startCall]);
  const sync = useSeatQuery('sync.state', {});
  useAnsweredCall(go);
  const isPractice = app.practice !== null;
  const pages = useMemo(() => pagesFor(person.role, isPractice), [person.role, isPractice]);

  usePageKeys(pages, go);
  useCommandKeys();
  useCommand('startCall', startCall);
  useCommand('handbook', () => go('handbook'));

  const degraded = app.store.kind === 'open' ? app.store.degraded : null;
  return (
    <NavigationContext value={navigation}>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'auto minmax(0, 1fr)',
          gridTemplateRows: 'auto minmax(0, 1fr) auto',
          height: '100vh',
        }}
      >
        <Box sx={{ gridColumn: '1 / -1' }}>{app.practice && <PracticeBand mode={app.practice} />}</Box>
        <Navigation pages={pages} settings={app.settings} />
        <Box component="main" sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0 }}>
          {[degraded, app.enrolment].map(
            (failure) =>
              failure && (
                <Box key={failure.code} sx={{ p: 1, pb: 0 }}>
                  <FailureNotice view="degraded" error={new SeatError(failure)} />
                </Box>
              ),
          )}
          {sync.data?.link === 'offline' && <OfflineNotice sync={sync.data} />}
          {sync.data && <ClockNotice sync={sync.data} />}
          <StoryNotice />
          <PasswordNotice person={person} password={app.password} />
          <MajorLeadBanner person={person} />
          <RingingBanner />
          <Box sx={{ flex: 1, minHeight: 0 }}>
            <ErrorBoundary key={place.page}>
              <Suspense fallback={<PageLoading page={place.page} />}>
                <PageOf place={place} app={app} person={person} />
              </Suspense>
            </ErrorBoundary>
          </Box>
        </Box>
        <StatusBar
          seat={seat}
          person={person}
          sync={sync.data}
          isDemo={app.isDemo}
          isPractice={isPractice}
          isPassphraseKept={keyKeptBy === 'passphrase'}
        />
      </Box>
      <LeavingDialog />
      <OffClipboard />
      {!app.settings.tourSeen && <Tour settings={app.settings} label={t('tour.title')} />}
    </NavigationContext>
  );
}

/** A page whose script is still being fetched has its name already. */
function PageLoading({ page }: { page: Page }) {
  const { t } = useTranslation();
  return (
    <>
      <Unseen as="h1">{t(`nav.${page}`)}</Unseen>
      <Loading view="page" />
    </>
  );
}

/** Alt+1…9: a page each, in the order of the navigation. */
function usePageKeys(pages: readonly Page[], go: (page: Page) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || isComposing(event)) return;
      if (document.querySelector('[role=dialog]') !== null) return;
      const page = pages.find((_, index) => pageKey(index) === event.key);
      if (page === undefined) return;
      event.preventDefault();
      go(page);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go, pages]);
}

function PageOf({ place, app, person }: { place: Place; app: AppState; person: SessionPerson }) {
  const { page } = place;
  switch (page) {
    case 'intake':
      return <IntakePage app={app} person={person} />;
    case 'queue':
      return <QueuePage person={person} />;
    case 'review':
      return <ReviewPage />;
    case 'cases':
      return <CasesWithDoors key={place.callId} callId={place.callId} />;
    case 'ledger':
      return <LedgerPage person={person} />;
    case 'settings':
      return <SettingsPage app={app} person={person} />;
    case 'selfCheck':
      return <SelfCheckPage person={person} />;
    case 'updates':
      return <UpdatesPage person={person} />;
    case 'handbook':
      return <HandbookPage person={person} />;
    case 'statistics':
      return <StatisticsPage />;
    case 'sheet':
      return <DailySheetPage person={person} />;
    case 'practice':
      return <PracticePage app={app} />;
    case 'investigation':
      return <InvestigationsPage key={place.callId} callId={place.callId} />;
    default:
      return assertNever(page);
  }
}
