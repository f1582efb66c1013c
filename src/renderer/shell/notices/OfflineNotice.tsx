import { useTranslation } from 'react-i18next';
import type { SyncState } from '../../../shared/ipc/contract';
import { NoticeLine } from './NoticeLine';

/** Calls go on, nothing is lost. Never an alarm, since there is nothing for the agent to do. */
export function OfflineNotice({ sync: { cause } }: { sync: SyncState }) {
  const { t } = useTranslation();
  return (
    <NoticeLine view="offline" testId="offline-notice" words={t(`sync.cause.${cause ?? 'unreachable'}`)}>
      {t('sync.offlineNotice')} {cause !== null && t(`sync.todo.${cause}`)}
    </NoticeLine>
  );
}
