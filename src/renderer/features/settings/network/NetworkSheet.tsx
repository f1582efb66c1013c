import { useTranslation } from 'react-i18next';
import type { SessionPerson } from '../../../../shared/ipc/contract';
import { useSeatAct, useSeatQuery } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { marked } from '../../../ui/views';
import { Sheet } from '../Sheet';
import { AuthorityFile } from './AuthorityFile';
import { LineTestPanel } from './LineTestPanel';
import { ProxyForm } from './ProxyForm';

/** How this PC gets to the center: a supervisor's to set, and for everybody to test. */
export function NetworkSheet({ person }: { person: SessionPerson }) {
  const { t } = useTranslation();
  return (
    <Sheet mark={marked('settings-network')} title={t('network.title')}>
      {person.role === 'supervisor' && <Way />}
      <LineTestPanel />
    </Sheet>
  );
}

function Way() {
  const view = useSeatQuery('network.settings', {});
  const isLocked = useSeatQuery('policy.view', {}).data?.locksProxy ?? false;
  const configure = useSeatAct('network.configure', ['network.settings']);
  if (view.isError) return <FailureNotice view="settings-network" error={view.error} />;
  if (view.data === undefined) return null;
  const { mode, host, port, user, bypass } = view.data;
  return (
    <>
      <ProxyForm
        key={JSON.stringify([mode, host, port, user, bypass])}
        view={view.data}
        configure={configure}
        isLocked={isLocked}
      />
      <AuthorityFile authorities={view.data.authorities} />
    </>
  );
}
