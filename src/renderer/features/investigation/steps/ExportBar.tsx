import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ariaKeys } from '../../../../shared/shortcuts/shortcuts';
import { Cap } from '../../../commands';
import { useSeatAct } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { useInvestigation } from '../investigation-context';

interface ExportBarProps {
  onPreview: () => void;
  onBringBack: () => void;
  settle: () => Promise<number>;
}

/** The paper: looked at, written as docx or pdf once nothing is open in it, and an edited docx brought back. */
export function ExportBar({ onPreview, onBringBack, settle }: ExportBarProps) {
  const { t } = useTranslation();
  const { view, problems, isLocked } = useInvestigation();
  const [failure, setFailure] = useState<unknown>(null);
  const { mutateAsync, isPending, data } = useSeatAct('investigation.export');
  const isOpen = problems.size > 0 && !isLocked;
  const write = async (format: 'docx' | 'pdf') => {
    setFailure(null);
    try {
      if (!isLocked) await settle();
      await mutateAsync({ callId: view.callId, format });
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <>
      <Button size="small" onClick={onPreview} aria-keyshortcuts={ariaKeys('previewReport')}>
        {t('shortcut.previewReport')}
        <Cap of="previewReport" />
      </Button>
      {(['docx', 'pdf'] as const).map((format) => (
        <Button
          key={format}
          size="small"
          disabled={isOpen || isPending}
          title={isOpen ? t('investigation.exportAfter') : undefined}
          onClick={() => void write(format)}
        >
          {t(`investigation.export.${format}`)}
        </Button>
      ))}
      {!isLocked && (
        <Button size="small" onClick={onBringBack}>
          {t('investigation.bringBack')}
        </Button>
      )}
      {data?.kind === 'saved' && (
        <Box role="status" sx={{ color: 'text.secondary' }}>
          {t('investigation.saved', { name: data.fileName })}
        </Box>
      )}
      {failure !== null && <FailureNotice view="investigation" error={failure} />}
    </>
  );
}
