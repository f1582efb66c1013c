import FactCheckOutlined from '@mui/icons-material/FactCheckOutlined';
import LogoutOutlined from '@mui/icons-material/LogoutOutlined';
import PhoneInTalkOutlined from '@mui/icons-material/PhoneInTalkOutlined';
import SchoolOutlined from '@mui/icons-material/SchoolOutlined';
import SettingsOutlined from '@mui/icons-material/SettingsOutlined';
import ViewListOutlined from '@mui/icons-material/ViewListOutlined';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../shared/center-api/enrolment';
import { readyToLeave } from '../before-leaving';
import { type Page, useNavigation } from '../navigation';
import { useSeatAct } from '../seat-queries';
import { BrandMark } from '../ui/BrandMark';
import { Kbd } from '../ui/Kbd';
import { LeaveDialog } from './LeaveDialog';

const AGENT_PAGES: readonly Page[] = ['intake', 'queue', 'settings', 'practice'];
const SUPERVISOR_PAGES: readonly Page[] = ['intake', 'queue', 'review', 'settings', 'practice'];

/** What this role may open. The core decides again at every request. */
export const pagesFor = (role: Role): readonly Page[] =>
  role === 'supervisor' ? SUPERVISOR_PAGES : AGENT_PAGES;

const ICONS: Record<Page, ComponentType<{ fontSize: 'small' }>> = {
  intake: PhoneInTalkOutlined,
  queue: ViewListOutlined,
  review: FactCheckOutlined,
  settings: SettingsOutlined,
  practice: SchoolOutlined,
};

const Item = styled(ButtonBase)(({ theme: { seat } }) => ({
  display: 'grid',
  justifyItems: 'center',
  gap: 2,
  width: '100%',
  padding: '0.6rem 0',
  borderLeft: '3px solid transparent',
  color: seat.inkSoft,
  fontSize: '0.95rem',
  '&:hover': { background: seat.primaryTint, color: seat.ink },
  '&[aria-current=page]': {
    borderLeftColor: seat.primary,
    background: seat.sheet,
    color: seat.primary,
    fontWeight: 600,
  },
  '&:focus-visible': { outlineOffset: -2 },
}));

export function Navigation({ pages }: { pages: readonly Page[] }) {
  const { t } = useTranslation();
  const { place, go } = useNavigation();
  const signOut = useSeatAct('session.signOut', ['app.state']);
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
        width: '5.6rem',
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
          <Item
            key={page}
            aria-current={place.page === page ? 'page' : undefined}
            aria-keyshortcuts={`Alt+${index + 1}`}
            onClick={() => go(page)}
          >
            <Icon fontSize="small" />
            {t(`nav.${page}`)}
            <Kbd>{`Alt ${index + 1}`}</Kbd>
          </Item>
        );
      })}
      <Box sx={{ flex: 1 }} />
      <Item onClick={() => void leave()} disabled={signOut.isPending}>
        <LogoutOutlined fontSize="small" />
        {t('nav.signOut')}
      </Item>
      {failure !== null && <LeaveDialog failure={failure} onClose={() => setFailure(null)} />}
    </Box>
  );
}
