import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Dispatch, SetStateAction } from 'react';
import { useTranslation } from 'react-i18next';
import { neutralName, type AttachmentId } from '../../../../shared/attachments/attachment';
import { MAX_ACT_FILES, type EvidenceView } from '../../../../shared/case/evidence';
import type { CallId } from '../../../../shared/ids';
import { EvidencePicker } from '../../attachments';

interface ActFilesProps {
  callId: CallId;
  /** To go with the act; `known`: all of the case. */
  files: readonly AttachmentId[];
  known: readonly EvidenceView[];
  onChange: Dispatch<SetStateAction<readonly AttachmentId[]>>;
}

/** Evidence that goes with an act. It is in the case once it was taken; the act names it. */
export function ActFiles({ callId, files, known, onChange }: ActFilesProps) {
  const { t } = useTranslation();
  const nameOf = (id: AttachmentId) => {
    const file = known.find((each) => each.id === id);
    return file === undefined ? '…' : neutralName(file.number, file.type);
  };
  return (
    <Box data-testid="act-files" sx={{ fontSize: '0.93rem' }}>
      {files.map((id) => (
        <Box key={id} data-evidence={id} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          {nameOf(id)}
          <Button
            size="small"
            aria-label={t('evidence.leaveOutOf', { name: nameOf(id) })}
            onClick={() => onChange((before) => before.filter((each) => each !== id))}
          >
            {t('evidence.leaveOut')}
          </Button>
        </Box>
      ))}
      <EvidencePicker
        callId={callId}
        label={t('evidence.add')}
        isDisabled={files.length >= MAX_ACT_FILES}
        onAdded={(id) => onChange((before) => (before.includes(id) ? before : [...before, id]))}
      />
    </Box>
  );
}
