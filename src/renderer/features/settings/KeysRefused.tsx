import { useTranslation } from 'react-i18next';
import { useSeatQuery } from '../../seat/seat-queries';
import { failureWords } from '../../ui/feedback/failure-words';
import { Notice } from '../../ui/feedback/Notice';
import { fullTime } from '../../ui/times';
import { marked } from '../../ui/views';

/** A roll of the center's keys did not follow from what this seat knows: why, that nothing was changed, and whom to call. */
export function KeysRefused() {
  const { t } = useTranslation();
  const refusal = useSeatQuery('sync.state', {}).data?.keysRefusal ?? null;
  if (refusal === null) return null;
  const { why } = failureWords(t, refusal.failure);
  const which = t('keyRoll.which', { seq: String(refusal.failure.params?.['seq'] ?? '') });
  const at = t('keyRoll.at', { time: fullTime(refusal.at) });
  return (
    <Notice mark={marked('keys-refused')} tone="attention" title={t('keyRoll.title')}>
      {[`${why}${which}`, t('keyRoll.todo'), at].join(' ')}
    </Notice>
  );
}
