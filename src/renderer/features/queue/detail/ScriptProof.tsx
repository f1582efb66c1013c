import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { Confirmation } from '../../../../shared/call/form';
import type { QueueDetail } from '../../../../shared/ipc/contract';
import { fillLine } from '../../../../shared/script/path';
import { PLACEHOLDERS } from '../../../../shared/script/wording';
import { clockTime } from '../../../ui/times';

interface ScriptProofProps {
  proof: readonly Confirmation[];
  lines: QueueDetail['lines'];
}

/** Which lines were said, when, and in what words: the text of the version the call was taken under. */
export function ScriptProof({ proof, lines }: ScriptProofProps) {
  const { t } = useTranslation();
  const blanks = Object.fromEntries(PLACEHOLDERS.map((name) => [name, t(`placeholder.${name}`)]));
  if (proof.length === 0) return <Box sx={{ color: 'text.secondary' }}>{t('detail.noProof')}</Box>;
  return (
    <Box
      component="ol"
      data-testid="script-proof"
      sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.5 }}
    >
      {proof.map(({ lineId, at }, index) => (
        <Box
          component="li"
          key={`${lineId}${index}`}
          sx={{ display: 'grid', gridTemplateColumns: '5rem minmax(0, 1fr)', gap: 1.5 }}
        >
          <Box sx={{ color: 'success.main' }}>{clockTime(at)}</Box>
          <Box>{fillLine(lines.find((line) => line.id === lineId)?.text ?? lineId, blanks)}</Box>
        </Box>
      ))}
    </Box>
  );
}
