import { useTranslation } from 'react-i18next';
import { useSeatQuery } from '../../seat/seat-queries';
import { failureWords } from '../../ui/feedback/failure-words';
import { Notice } from '../../ui/feedback/Notice';
import { fullTime } from '../../ui/times';
import { marked } from '../../ui/views';

/** The center offered a bundle that did not hold: why, that the one before stays, and whom to call. */
export function BundleRefused() {
  const { t } = useTranslation();
  const refusal = useSeatQuery('sync.state', {}).data?.bundleRefusal ?? null;
  if (refusal === null) return null;
  const version = String(refusal.failure.params?.['version'] ?? '');
  const parts = [
    failureWords(t, refusal.failure).why,
    version !== '' && t('people.bundle.version', { version }),
    t('people.bundle.todo'),
    t('people.bundle.at', { time: fullTime(refusal.at) }),
  ];
  return (
    <Notice mark={marked('bundle-refused')} tone="attention" title={t('people.bundle.title')}>
      {parts.filter(Boolean).join(' ')}
    </Notice>
  );
}
