import NotificationImportantOutlined from '@mui/icons-material/NotificationImportantOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { LeadAlert, SessionPerson } from '../../../shared/ipc/contract';
import { ariaKeys } from '../../../shared/shortcuts/shortcuts';
import { Cap, useCommand } from '../../commands';
import { useNavigation } from '../../navigation';
import { useSeatAct } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Tag } from '../../ui/tags/Tag';
import { ageOf, useNow } from '../../ui/times';
import { useAlarm, useLeadAlerts } from './use-lead-alerts';
import { marked } from '../../ui/views';

/** 马上办: major leads stand on every page of a supervisor, and sound, until they say that they have seen each. */
export function MajorLeadBanner({ person }: { person: SessionPerson }) {
  const { alerts } = useLeadAlerts();
  const [first] = person.role === 'supervisor' ? alerts : [];
  useAlarm(first !== undefined);
  return first && <Alert key={first.seq} alert={first} more={alerts.length - 1} />;
}

function Alert({ alert, more }: { alert: LeadAlert; more: number }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const age = ageOf(useNow(15_000) - alert.raisedAt);
  const acknowledge = useSeatAct('lead.acknowledge', ['lead.alerts']);
  const seen = () => {
    if (!acknowledge.isPending) acknowledge.mutate({ seq: alert.seq });
  };
  useCommand('leadSeen', seen);
  return (
    <Box
      role="alert"
      {...marked('major-lead')}
      data-testid="major-lead"
      sx={({ seat }) => ({
        px: 2,
        py: 0.75,
        borderBottom: `1px solid ${seat.dangerLine}`,
        background: seat.dangerTint,
      })}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 1.25, rowGap: 0.5 }}>
        <NotificationImportantOutlined color="error" />
        <Box sx={{ fontWeight: 600, color: 'error.main' }}>{t('grade.major')}</Box>
        {alert.flags.map((flag) => (
          <Tag key={flag} tone="danger">
            {t(`majorFlag.${flag}`)}
          </Tag>
        ))}
        <Box sx={{ flex: 1, minWidth: '12rem' }}>
          <Box component="span" sx={{ fontWeight: 600 }}>
            {alert.title || t('lead.noTarget')}
          </Box>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {['', alert.place, alert.agentName, t(`age.${age.unit}`, { n: age.n })]
              .filter((part, index) => index === 0 || part !== '')
              .join(' · ')}
          </Box>
        </Box>
        {more > 0 && <Box sx={{ color: 'text.secondary' }}>{t('lead.more', { n: more })}</Box>}
        <Button size="small" onClick={() => go('queue', alert.callId)}>
          {t('lead.look')}
        </Button>
        <Button
          size="small"
          variant="contained"
          color="error"
          onClick={seen}
          disabled={acknowledge.isPending}
          aria-keyshortcuts={ariaKeys('leadSeen')}
        >
          {t('lead.seen')}
          <Cap of="leadSeen" />
        </Button>
      </Box>
      {acknowledge.isError && <FailureNotice view="major-lead" error={acknowledge.error} />}
    </Box>
  );
}
