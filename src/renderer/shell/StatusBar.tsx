import LockOutlined from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { AppState, SessionPerson, SyncState } from '../../shared/ipc/contract';
import { needsAct } from '../../shared/queue/arrival';
import { useWaitingLeads } from '../features/leads';
import { ariaKeys, capOf } from '../../shared/shortcuts/shortcuts';
import { lockNow } from '../features/session';
import { useSeatQuery } from '../seat/seat-queries';
import { Kbd } from '../ui/Kbd';
import { Tag } from '../ui/tags/Tag';
import { ageOf, clockTime, shortTime, useNow } from '../ui/times';
import { clockWords } from './notices/ClockNotice';

const Cell = styled('span')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  gap: '0.45rem',
  paddingInline: '0.8rem',
  borderRight: `1px solid ${theme.seat.line}`,
  whiteSpace: 'nowrap',
}));

const Lamp = styled('span', { shouldForwardProp: (prop) => prop !== 'link' })<{ link: SyncState['link'] }>(
  ({ theme: { seat }, link }) => ({
    width: '0.6rem',
    height: '0.6rem',
    borderRadius: '50%',
    border: `2px solid ${link === 'online' ? seat.good : link === 'offline' ? seat.attention : seat.inkFaint}`,
    background: link === 'online' ? seat.good : 'transparent',
  }),
);

interface StatusBarProps {
  seat: NonNullable<AppState['seat']>;
  person: SessionPerson;
  sync: SyncState | undefined;
  isDemo: boolean;
  isPractice: boolean;
  isPassphraseKept: boolean;
}

/** Facts at the foot of the window: who, where, whether the center hears us, and what it is owed since when. */
export function StatusBar({ seat, person, sync, isDemo, isPractice, isPassphraseKept }: StatusBarProps) {
  const { t } = useTranslation();
  return (
    <Box
      component="footer"
      data-testid="status-bar"
      aria-label={t('status.label')}
      sx={(theme) => ({
        gridColumn: '1 / -1',
        display: 'flex',
        alignItems: 'center',
        height: '2rem',
        overflowX: 'auto',
        overflowY: 'hidden',
        scrollbarWidth: 'none', // a bar would lie over the words; they move with the wheel
        '& > *': { flexShrink: 0 },
        borderTop: `1px solid ${theme.seat.line}`,
        background: theme.seat.inset,
        color: theme.seat.inkSoft,
        fontSize: '0.88rem',
      })}
    >
      {isPractice && (
        <Box sx={{ pl: 0.5 }} data-testid="practice-mark">
          <Tag tone="primary">{t('practice.mark')}</Tag>
        </Box>
      )}
      <Cell data-testid="status-seat">{t('status.seat', { id: seat.id, unit: seat.unitName })}</Cell>
      <Cell data-testid="status-person">
        {t('status.person', { name: person.name, number: person.number, role: t(`role.${person.role}`) })}
      </Cell>
      {sync && <SyncCells sync={sync} />}
      <WaitingLeads />
      <ArrivalAlarm />
      {sync?.bundleRefusal && (
        <Cell data-testid="status-bundle" sx={{ color: 'warning.main', fontWeight: 600 }}>
          {t('people.bundle.status')}
        </Cell>
      )}
      {sync?.keysRefusal && (
        <Cell data-testid="status-keys" sx={{ color: 'error.main', fontWeight: 600 }}>
          {t('keyRoll.status')}
        </Cell>
      )}
      <RosterCell />
      <Box sx={{ flex: 1 }} />
      {isPassphraseKept && (
        <Box sx={{ px: 0.5 }} title={t('status.passphraseHint')}>
          <Tag tone="plain">{t('status.passphrase')}</Tag>
        </Box>
      )}
      {isDemo && (
        <Box sx={{ px: 0.5 }} data-testid="demo-mark">
          <Tag tone="attention">{t('status.demo')}</Tag>
        </Box>
      )}
      <ButtonBase
        aria-keyshortcuts={ariaKeys('lock')}
        data-testid="lock"
        onClick={() => void lockNow()}
        sx={{ height: '100%', px: 1.25, gap: 0.75, fontSize: 'inherit' }}
      >
        <LockOutlined sx={{ fontSize: '1rem' }} />
        {t('shortcut.lock')}
        <Kbd>{capOf('lock')}</Kbd>
      </ButtonBase>
    </Box>
  );
}

/** Everybody at the seat sees that a major lead still waits for a supervisor. */
function WaitingLeads() {
  const { t } = useTranslation();
  const count = useWaitingLeads();
  if (count === 0) return null;
  return (
    <Cell data-testid="status-leads" sx={{ color: 'error.main', fontWeight: 600 }}>
      {t('status.leads', { n: count })}
    </Cell>
  );
}

/** Told on every page: something made here has not arrived as it should, and a person has to look. */
function ArrivalAlarm() {
  const { t } = useTranslation();
  const proof = useSeatQuery('arrival.proof', { withDays: false }, { keepPrevious: true }).data;
  if (proof === undefined || !needsAct(proof)) return null;
  return (
    <Cell data-testid="status-arrival" role="status" sx={{ color: 'error.main', fontWeight: 600 }}>
      {t('status.arrival')}
    </Cell>
  );
}

/** Told on every page before agents can no longer sign in without the center. */
function RosterCell() {
  const { t } = useTranslation();
  const roster = useSeatQuery('app.state', {}).data?.roster ?? null;
  if (roster === null || roster.standing === 'good') return null;
  return (
    <Cell data-testid="status-roster" sx={{ color: 'error.main', fontWeight: 600 }}>
      {roster.standing === 'expired'
        ? t('people.roster.statusExpired')
        : t('people.roster.statusSoon', { date: shortTime(roster.expiresAt) })}
    </Cell>
  );
}

function SyncCells({ sync }: { sync: SyncState }) {
  const { t } = useTranslation();
  const now = useNow(15_000);
  const age = sync.oldestOwedAt === null ? null : ageOf(now - sync.oldestOwedAt);
  return (
    <>
      <Cell data-testid="status-link" data-link={sync.link}>
        <Lamp link={sync.link} />
        {sync.link === 'offline'
          ? t('status.offline', { cause: t(`sync.cause.${sync.cause ?? 'unreachable'}`) })
          : t(`status.${sync.link}`)}
      </Cell>
      <Cell data-testid="status-owed" data-owed={sync.owed}>
        {sync.owed === 0 || age === null
          ? t('status.nothingOwed')
          : t('status.owed', { n: sync.owed, age: t(`age.${age.unit}`, { n: age.n }) })}
      </Cell>
      <ClockCell sync={sync} />
      {(sync.owedAttachments ?? 0) > 0 && (
        <Cell data-testid="status-attachments">
          {t('status.owedAttachments', { n: sync.owedAttachments })}
        </Cell>
      )}
      {sync.lastReceiptAt !== null && (
        <Cell data-testid="status-receipt">
          {t('status.lastReceipt', {
            time:
              now - sync.lastReceiptAt < 12 * 3_600_000
                ? clockTime(sync.lastReceiptAt)
                : shortTime(sync.lastReceiptAt),
          })}
        </Cell>
      )}
    </>
  );
}

/** A clock that is off, or that nobody has compared yet: a deadline is only as good as that. */
function ClockCell({ sync }: { sync: SyncState }) {
  const { t } = useTranslation();
  const words = clockWords(t, sync);
  if (words === null && sync.clockOffsetMs !== null) return null;
  return (
    <Cell data-testid="status-clock" sx={words === null ? {} : { color: 'error.main', fontWeight: 600 }}>
      {words ?? t('clock.unknown')}
    </Cell>
  );
}
