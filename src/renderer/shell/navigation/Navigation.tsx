import DescriptionOutlined from '@mui/icons-material/DescriptionOutlined';
import BarChartOutlined from '@mui/icons-material/BarChartOutlined';
import FactCheckOutlined from '@mui/icons-material/FactCheckOutlined';
import GavelOutlined from '@mui/icons-material/GavelOutlined';
import LogoutOutlined from '@mui/icons-material/LogoutOutlined';
import HelpOutlineOutlined from '@mui/icons-material/HelpOutlineOutlined';
import MonitorHeartOutlined from '@mui/icons-material/MonitorHeartOutlined';
import MenuBookOutlined from '@mui/icons-material/MenuBookOutlined';
import PhoneInTalkOutlined from '@mui/icons-material/PhoneInTalkOutlined';
import SchoolOutlined from '@mui/icons-material/SchoolOutlined';
import SettingsOutlined from '@mui/icons-material/SettingsOutlined';
import SystemUpdateAltOutlined from '@mui/icons-material/SystemUpdateAltOutlined';
import TableRowsOutlined from '@mui/icons-material/TableRowsOutlined';
import ViewListOutlined from '@mui/icons-material/ViewListOutlined';
import Box from '@mui/material/Box';
import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../shared/center-api/enrolment';
import type { Settings } from '../../../shared/ipc/contract';
import { readyToLeave } from '../../seat/before-leaving';
import { type Page, pageKey, useNavigation } from '../../navigation';
import { useSeatAct } from '../../seat/seat-queries';
import { BrandMark } from '../../ui/BrandMark';
import { Kbd } from '../../ui/Kbd';
import { useCompact } from '../../ui/use-compact';
import { CommandItems } from './CommandItems';
import { NavigationItem } from './NavigationItem';
import { LeaveDialog } from '../LeaveDialog';

const AGENT_PAGES: readonly Page[] = ['intake', 'queue', 'ledger', 'settings', 'practice'];
const SUPERVISOR_PAGES: readonly Page[] = [
  'intake',
  'queue',
  'review',
  'ledger',
  'settings',
  'practice',
  'sheet',
  'cases',
  'investigation',
  'statistics',
];

/** Exercises have no cases: what is sorted, referred and counted is real. */
const REAL_ALONE: readonly Page[] = ['sheet', 'cases', 'investigation', 'statistics'];

/** What this role may open. The core decides again at every request. */
export function pagesFor(role: Role, isPractice: boolean): readonly Page[] {
  const pages = role === 'supervisor' ? SUPERVISOR_PAGES : AGENT_PAGES;
  return isPractice ? pages.filter((page) => !REAL_ALONE.includes(page)) : pages;
}

const ICONS: Record<Page, ComponentType<{ fontSize: 'small' }>> = {
  intake: PhoneInTalkOutlined,
  queue: ViewListOutlined,
  review: FactCheckOutlined,
  ledger: MenuBookOutlined,
  settings: SettingsOutlined,
  practice: SchoolOutlined,
  // Opened from the settings and by key; they have no place of their own at the left.
  selfCheck: MonitorHeartOutlined,
  updates: SystemUpdateAltOutlined,
  handbook: HelpOutlineOutlined,
  investigation: DescriptionOutlined,
  statistics: BarChartOutlined,
  sheet: TableRowsOutlined,
  cases: GavelOutlined,
};

/** So many pages have room for a line of keys of their own at 720 px. */
const ROOMY = 6;

export function Navigation({ pages, settings }: { pages: readonly Page[]; settings: Settings }) {
  const { t } = useTranslation();
  const { place, go } = useNavigation();
  const signOut = useSeatAct('session.signOut', ['app.state']);
  const isCompact = useCompact();
  const isDense = pages.length > ROOMY;
  const [failure, setFailure] = useState<unknown>(null);

  const leave = async () => {
    try {
      await readyToLeave();
      await signOut.mutateAsync({});
    } catch (error) {
      setFailure(error);
    }
  };

  return (
    <Box
      component="nav"
      aria-label={t('nav.label')}
      sx={(theme) => ({
        display: 'flex',
        flexDirection: 'column',
        width: isCompact ? '3.6rem' : '5.6rem',
        overflowY: 'auto',
        ...(isDense && { '& button': { padding: '0.3rem 0', fontSize: '0.9rem' } }),
        ...(isCompact && { '& kbd': { display: 'none' }, '& button': { fontSize: '0.8rem' } }),
        borderRight: `1px solid ${theme.seat.line}`,
        background: theme.seat.inset,
      })}
    >
      <Box sx={{ display: 'grid', placeItems: 'center', py: 1.5 }}>
        <BrandMark>{t('app.number')}</BrandMark>
      </Box>
      {pages.map((page, index) => {
        const Icon = ICONS[page];
        return (
          <NavigationItem
            key={page}
            aria-current={place.page === page ? 'page' : undefined}
            aria-keyshortcuts={`Alt+${pageKey(index)}`}
            onClick={() => go(page)}
          >
            {isDense ? (
              <Box component="span" sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
                <Icon fontSize="small" />
                <Kbd>{pageKey(index)}</Kbd>
              </Box>
            ) : (
              <Icon fontSize="small" />
            )}
            {t(`nav.${page}`)}
            {!isDense && <Kbd>{`Alt ${pageKey(index)}`}</Kbd>}
          </NavigationItem>
        );
      })}
      <Box sx={{ flex: 1 }} />
      <CommandItems pages={pages} settings={settings} />
      <NavigationItem onClick={() => void leave()} disabled={signOut.isPending}>
        <LogoutOutlined fontSize="small" />
        {t('nav.signOut')}
      </NavigationItem>
      {failure !== null && <LeaveDialog failure={failure} onClose={() => setFailure(null)} />}
    </Box>
  );
}
