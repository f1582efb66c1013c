import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSeatQuery } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Loading } from '../../../ui/feedback/Loading';
import { marked } from '../../../ui/views';
import { Line, Sheet } from '../Sheet';
import { RetentionDialog } from './RetentionDialog';
import { ruleWords } from './words';

/** For a supervisor: how long this seat keeps its sealed copies of identities, how many there are, and the way to what is due. */
export function RetentionSheet() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const view = useSeatQuery('retention.view', {});
  if (view.isError) return <FailureNotice view="settings-retention" error={view.error} />;
  if (view.data === undefined) return <Loading view="settings-retention" />;
  const { held, due } = view.data;
  return (
    <Sheet mark={marked('settings-retention')} title={t('retention.title')}>
      <Line
        label={t(due > 0 ? 'retention.heldAndDue' : 'retention.held', { n: held, due })}
        hint={ruleWords(view.data, t)}
      >
        <Button
          variant="outlined"
          size="small"
          data-testid="open-retention"
          onClick={() => setOpen(true)}
          sx={{ flexShrink: 0 }}
        >
          {t('retention.open')}
        </Button>
      </Line>
      {isOpen && <RetentionDialog view={view.data} onClose={() => setOpen(false)} />}
    </Sheet>
  );
}
