import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { useSeatAct } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { marked } from '../../ui/views';
import { Card } from './Card';
import { SupportDialog } from './SupportDialog';

/** What goes to whoever helps: put together here, read there, and only then saved. */
export function SupportSheet() {
  const { t } = useTranslation();
  const prepare = useSeatAct('support.prepare', ['check.report']);
  return (
    <Card mark={marked('support')} title={t('selfCheck.support.title')} hint={t('selfCheck.support.hint')}>
      {prepare.isError && <FailureNotice view="support" error={prepare.error} />}
      <Button
        variant="outlined"
        aria-disabled={prepare.isPending}
        onClick={() => !prepare.isPending && prepare.mutate({})}
      >
        {t(prepare.isPending ? 'selfCheck.support.preparing' : 'selfCheck.support.prepare')}
      </Button>
      {prepare.data && <SupportDialog bundle={prepare.data} onClose={() => prepare.reset()} />}
    </Card>
  );
}
