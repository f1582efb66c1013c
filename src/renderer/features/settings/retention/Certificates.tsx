import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { CertificateHead } from '../../../../shared/retention/view';
import { useSeatAct } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { fullTime } from '../../../ui/times';
import { Line, Sheet } from '../Sheet';

interface CertificatesProps {
  certificates: readonly CertificateHead[];
  savesPapers: boolean;
}

/** 销毁证书, newest first: each can be saved as a paper that holds hashes and no identity. */
export function Certificates({ certificates, savesPapers }: CertificatesProps) {
  const { t } = useTranslation();
  const save = useSeatAct('retention.save');
  if (certificates.length === 0) return null;
  const fileName = save.data?.fileName ?? null;
  return (
    <Sheet title={t('retention.certificates')}>
      {certificates.map(({ name, at, by, calls, boxes }) => (
        <Line
          key={name}
          label={name}
          hint={t('retention.certificate', { time: fullTime(at), by, n: calls, boxes })}
        >
          {savesPapers &&
            (['docx', 'pdf'] as const).map((format) => (
              <Button
                key={format}
                size="small"
                disabled={save.isPending}
                aria-label={t('retention.saveOf', { name, format: format.toUpperCase() })}
                onClick={() => save.mutate({ name, format })}
              >
                {t('retention.save', { format: format.toUpperCase() })}
              </Button>
            ))}
        </Line>
      ))}
      {fileName !== null && (
        <Box role="status" sx={{ px: 2, py: 1 }}>
          {t('retention.saved', { fileName })}
        </Box>
      )}
      {save.isError && <FailureNotice view="retention" error={save.error} />}
    </Sheet>
  );
}
