import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../../shared/ids';
import { useSeatAct } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';

/** Writes 转办单 or 奖励初审表 where the person says; nothing of it comes through the clipboard. */
export function PaperButton({ callId, paper }: { callId: CallId; paper: 'referral' | 'reward' }) {
  const { t } = useTranslation();
  const save = useSeatAct('case.savePaper');
  return (
    <>
      {(['docx', 'pdf'] as const).map((format) => (
        <Button
          key={format}
          size="small"
          disabled={save.isPending}
          data-testid={`paper-${paper}-${format}`}
          onClick={() => save.mutate({ callId, paper, format })}
        >
          {t(`cases.paper.${paper}`, { format })}
        </Button>
      ))}
      {save.isError && <FailureNotice view="case-sheet" error={save.error} />}
    </>
  );
}
