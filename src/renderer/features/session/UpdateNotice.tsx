import { useTranslation } from 'react-i18next';
import { useSeatQuery } from '../../seat/seat-queries';
import { Notice } from '../../ui/feedback/Notice';
import { marked } from '../../ui/views';

/** After an update with which nobody got to work: the way back, and that it loses no call. */
export function UpdateNotice() {
  const { t } = useTranslation();
  const update = useSeatQuery('update.state', {}).data;
  if (update === undefined || !update.isFailing || update.cameFrom === null) return null;
  return (
    <Notice
      mark={marked('update-failing')}
      tone="attention"
      role="note"
      title={t('updates.failing.title', { version: update.version, n: update.starts })}
    >
      {t('updates.failing.todo', { from: update.cameFrom })}
    </Notice>
  );
}
