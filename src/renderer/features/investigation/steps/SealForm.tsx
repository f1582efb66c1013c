import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { neutralName, type AttachmentId } from '../../../../shared/attachments/attachment';
import { SealKind } from '../../../../shared/investigation/views';
import { useSeatAct } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { fullTime } from '../../../ui/times';
import { EvidencePicker } from '../../attachments';
import { useInvestigation } from '../investigation-context';

/** 盖章扫描件: the file, whose seal is on it, and that it can be read. Nothing is ticked before somebody looked. */
export function SealForm() {
  const { t } = useTranslation();
  const { view } = useInvestigation();
  const [evidenceId, setEvidenceId] = useState<AttachmentId | ''>('');
  const [kind, setKind] = useState<SealKind | null>(null);
  const [isReadable, setReadable] = useState(false);
  const seal = useSeatAct('investigation.seal', ['investigation.get']);
  const scans = view.evidence.filter(({ type }) => type === 'pdf' || type === 'jpeg');
  const isOpen = view.stage === 'replying' && view.replies.length === 0;
  const known = view.seal && view.evidence.find(({ id }) => id === view.seal?.evidenceId);
  return (
    <>
      {view.seal && (
        <Box data-testid="sealed">
          {t('investigation.sealed', {
            name: known ? neutralName(known.number, known.type) : '',
            seal: t(`investigation.seal.${view.seal.seal}`),
            by: view.seal.by,
            time: fullTime(view.seal.at).slice(0, 16),
          })}
        </Box>
      )}
      {isOpen && (
        <>
          <EvidencePicker
            callId={view.callId}
            label={t('investigation.addScan')}
            accept=".pdf,.jpg,.jpeg"
            onAdded={setEvidenceId}
          />
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.2, alignItems: 'center' }}>
            <TextField
              select
              label={t('investigation.scan')}
              value={scans.some(({ id }) => id === evidenceId) ? evidenceId : ''}
              onChange={(event) => setEvidenceId(event.target.value as AttachmentId)}
              sx={{ width: '12rem' }}
            >
              {scans.map(({ id, number, type }) => (
                <MenuItem key={id} value={id}>
                  {neutralName(number, type)}
                </MenuItem>
              ))}
            </TextField>
            <ToggleButtonGroup
              exclusive
              size="small"
              value={kind}
              aria-label={t('investigation.sealKind')}
              onChange={(_, chosen: SealKind | null) => setKind(chosen)}
            >
              {SealKind.options.map((each) => (
                <ToggleButton key={each} value={each}>
                  {t(`investigation.seal.${each}`)}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
            <FormControlLabel
              control={<Checkbox checked={isReadable} onChange={(_, checked) => setReadable(checked)} />}
              label={t('investigation.readable')}
            />
            <Button
              disabled={evidenceId === '' || kind === null || !isReadable || seal.isPending}
              onClick={() => {
                if (evidenceId === '' || kind === null) return;
                seal.mutate({ callId: view.callId, evidenceId, seal: kind, isReadable: true });
              }}
            >
              {t('investigation.confirmSeal')}
            </Button>
          </Box>
        </>
      )}
      {seal.isError && <FailureNotice view="investigation-replies" error={seal.error} />}
    </>
  );
}
