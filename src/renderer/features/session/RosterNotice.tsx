import { useTranslation } from 'react-i18next';
import type { RosterState } from '../../../shared/ipc/contract';
import { Notice } from '../../ui/feedback/Notice';
import { shortTime } from '../../ui/times';
import { marked } from '../../ui/views';

/** How long people can sign in without the center, said before it is over and when it is. */
export function RosterNotice({ roster }: { roster: RosterState | null }) {
  const { t } = useTranslation();
  if (roster === null || roster.standing === 'good') return null;
  return roster.standing === 'soon' ? (
    <Notice mark={marked('roster')} tone="attention" role="note" title={t('people.roster.soonTitle')}>
      {t('people.roster.soon', { date: shortTime(roster.expiresAt) })}
    </Notice>
  ) : (
    <Notice mark={marked('roster')} tone="danger" role="note" title={t('people.roster.expiredTitle')}>
      {t('people.roster.expired')}
    </Notice>
  );
}
