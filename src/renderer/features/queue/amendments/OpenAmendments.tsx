import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { useSeatQuery } from '../../../seat/seat-queries';
import { Notice } from '../../../ui/feedback/Notice';
import { marked } from '../../../ui/views';

/** The center changed records that this person may see: the oldest is one key away. */
export function OpenAmendments({ onDecide }: { onDecide: (position: number) => void }) {
  const { t } = useTranslation();
  const [first, ...others] = useSeatQuery('change.open', {}).data ?? [];
  if (first === undefined) return null;
  return (
    <Notice
      mark={marked('open-amendments')}
      tone="attention"
      title={t('amendment.open', { n: others.length + 1 })}
      action={
        <Button
          size="small"
          variant="contained"
          onClick={() => onDecide(first.position)}
          data-testid="open-amendments"
        >
          {t('amendment.compare')}
        </Button>
      }
    >
      {t('amendment.openText', { number: first.localNumber, title: first.title })}
    </Notice>
  );
}
