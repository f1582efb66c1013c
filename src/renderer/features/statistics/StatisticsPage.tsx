import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ariaKeys, capOf } from '../../../shared/shortcuts/shortcuts';
import type { StatisticsReport } from '../../../shared/statistics/report';
import { useCommand } from '../../commands';
import { useSeatQuery } from '../../seat/seat-queries';
import { EmptyState } from '../../ui/feedback/EmptyState';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Kbd } from '../../ui/Kbd';
import { Page } from '../../ui/Page';
import { marked } from '../../ui/views';
import { Headline } from './Headline';
import { askFor, PeriodBar, type PeriodKind } from './PeriodBar';
import { SaveDialog } from './SaveDialog';
import { Agents } from './sheets/Agents';
import { Late } from './sheets/Late';
import { Matters } from './sheets/Matters';
import { Overview } from './sheets/Overview';
import { Patterns } from './sheets/Patterns';
import { Places } from './sheets/Places';
import { Repeated } from './sheets/Repeated';
import type { SheetProps } from './sheets/sheet';

const RegionView = lazy(async () => ({ default: (await import('../region')).RegionView }));

const SHEETS = ['overview', 'matters', 'places', 'patterns', 'repeated', 'late', 'agents'] as const;
type SheetName = (typeof SHEETS)[number];

const SHEET: Record<SheetName, ComponentType<SheetProps>> = {
  overview: Overview,
  matters: Matters,
  places: Places,
  patterns: Patterns,
  repeated: Repeated,
  late: Late,
  agents: Agents,
};

/** What is learnt from the numbers (数据运用), never a call: of this seat, and of the city's as the center knows them. */
export function StatisticsPage() {
  const [of, setOf] = useState<Whose>('seat');
  const choice = <WhoseChoice of={of} onChange={setOf} />;
  return of === 'seat' ? <SeatStatistics choice={choice} /> : <CityStatistics choice={choice} />;
}

type Whose = 'seat' | 'city';

function WhoseChoice({ of, onChange }: { of: Whose; onChange: (of: Whose) => void }) {
  const { t } = useTranslation();
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={of}
      aria-label={t('whose.label')}
      onChange={(_, chosen: Whose | null) => chosen !== null && onChange(chosen)}
    >
      <ToggleButton value="seat">{t('whose.seat')}</ToggleButton>
      <ToggleButton value="city" data-testid="region-toggle">
        {t('whose.city')}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}

function CityStatistics({ choice }: { choice: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Page view="statistics" title={t('nav.statistics')} lead={t('whose.cityLead')} tools={choice}>
      <Suspense fallback={<Loading view="region" />}>
        <RegionView />
      </Suspense>
    </Page>
  );
}

function SeatStatistics({ choice }: { choice: ReactNode }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<PeriodKind>('month');
  const [ask, setAsk] = useState(() => askFor('month'));
  const [isSaving, setSaving] = useState(false);
  const found = useSeatQuery('statistics.report', ask, { keepPrevious: true });
  const state = useSeatQuery('statistics.state', {});
  const formats = state.data?.formats ?? [];
  useCommand('saveStatistics', () => setSaving(true), formats.length > 0 && found.data !== undefined);
  return (
    <Page
      view="statistics"
      title={t('nav.statistics')}
      lead={t('statistics.lead')}
      tools={
        <>
          {choice}
          <Button
            size="small"
            variant="outlined"
            disabled={formats.length === 0 || found.data === undefined}
            aria-keyshortcuts={ariaKeys('saveStatistics')}
            data-testid="statistics-save"
            onClick={() => setSaving(true)}
          >
            {t('statistics.save')}
            <Kbd>{capOf('saveStatistics')}</Kbd>
          </Button>
        </>
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, height: '100%', minHeight: '30rem' }}>
        <PeriodBar
          kind={kind}
          ask={ask}
          onChange={(next, asked) => {
            setKind(next);
            setAsk(asked);
          }}
        />
        {found.isPending && <Progress share={state.data?.share ?? 0} />}
        {found.isError && (
          <FailureNotice
            view="statistics"
            error={found.error}
            action={<Button onClick={() => void found.refetch()}>{t('statistics.again')}</Button>}
          />
        )}
        {found.data &&
          (found.data.counted === 0 ? (
            <EmptyState view="statistics" title={t('statistics.empty')} hint={t('statistics.emptyHint')} />
          ) : (
            <Counted report={found.data} isOld={found.isPlaceholderData} />
          ))}
      </Box>
      {isSaving && <SaveDialog ask={ask} kind={kind} formats={formats} onClose={() => setSaving(false)} />}
    </Page>
  );
}

function Counted({ report, isOld }: { report: StatisticsReport; isOld: boolean }) {
  const { t } = useTranslation();
  const [sheet, setSheet] = useState<SheetName>('overview');
  const [asTable, setTable] = useState(false);
  useCommand('asTable', () => setTable((before) => !before));
  const Shown = SHEET[sheet];
  const { counted, total } = report;
  return (
    <Box
      sx={{
        display: 'flex',
        flexDirection: 'column',
        gap: 1,
        flex: 1,
        minHeight: 0,
        opacity: isOld ? 0.6 : 1,
      }}
    >
      {counted < total && (
        <Box role="status" sx={{ color: 'text.secondary' }}>
          {t('statistics.filling', { counted, total })}
        </Box>
      )}
      <Headline report={report} />
      <Tabs
        value={sheet}
        onChange={(_, next: SheetName) => setSheet(next)}
        variant="scrollable"
        aria-label={t('statistics.sheets')}
        sx={{ minHeight: '2.4rem', '& .MuiTab-root': { minHeight: '2.4rem', py: 0, textTransform: 'none' } }}
      >
        {SHEETS.map((each) => (
          <Tab key={each} value={each} label={t(`statistics.sheet.${each}`)} id={`statistics-tab-${each}`} />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        aria-labelledby={`statistics-tab-${sheet}`}
        {...marked(`statistics-${sheet}`)}
        sx={{ flex: 1, minHeight: '19rem', display: 'grid', gridTemplateRows: 'minmax(0, 1fr)' }}
      >
        <Shown report={report} asTable={asTable} onTable={setTable} />
      </Box>
      <Box sx={{ fontSize: '0.85rem', color: 'text.secondary' }}>{t('statistics.hidden')}</Box>
    </Box>
  );
}

/** How far the counting is. */
function Progress({ share }: { share: number }) {
  const { t } = useTranslation();
  return (
    <Box {...marked('statistics', 'loading')} aria-busy sx={{ display: 'grid', gap: 1, p: 4 }}>
      <Box role="status">{t('statistics.counting', { n: Math.round(100 * share) })}</Box>
      <LinearProgress variant="determinate" value={100 * share} aria-label={t('statistics.progress')} />
    </Box>
  );
}
