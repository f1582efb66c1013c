import { useTranslation } from 'react-i18next';
import type { QueueState } from '../../../shared/queue/state';
import { Tag } from './Tag';
import type { Tone } from './tones';

export const STATE_TONE: Record<QueueState, Tone> = {
  draft: 'plain',
  incomplete: 'attention',
  waiting: 'info',
  sending: 'info',
  unconfirmed: 'attention',
  accepted: 'good',
  returned: 'attention',
  quarantined: 'danger',
};

/** One of the eight states, in its word. */
export function StateTag({ state }: { state: QueueState }) {
  const { t } = useTranslation();
  return (
    <Tag tone={STATE_TONE[state]} data-testid="state" data-state={state}>
      {t(`state.${state}`)}
    </Tag>
  );
}
