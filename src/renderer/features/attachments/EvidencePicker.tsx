import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentId } from '../../../shared/attachments/attachment';
import type { CallId } from '../../../shared/ids';
import type { NotTaken } from '../../../shared/ipc/contract';
import { useArriving } from './use-arriving';
import { ACCEPTED } from './words';

interface EvidencePickerProps {
  callId: CallId;
  label: string;
  accept?: string;
  isDisabled?: boolean;
  onAdded: (id: AttachmentId) => void;
}

/** Files for a case by a button, dropped on the window or pasted; each that is not taken has its sentence. */
export function EvidencePicker({
  callId,
  label,
  accept = ACCEPTED,
  isDisabled = false,
  onAdded,
}: EvidencePickerProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const sentenceOf = (why: NotTaken) =>
    why === 'too_many' || why === 'disk_full' ? t(`evidence.refused.${why}`) : t(`attachment.refused.${why}`);
  const { isBusy, refusals, add } = useArriving({
    of: 'evidence',
    callId,
    isOff: isDisabled,
    onAdded,
    onDone: async () => {
      await client.invalidateQueries({ queryKey: ['investigation.get'] });
      await client.invalidateQueries({ queryKey: ['case.view'] });
    },
    sentenceOf,
  });
  return (
    <Box sx={{ display: 'grid', gap: 0.5, justifyItems: 'start' }}>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-hidden
        tabIndex={-1}
        accept={accept}
        data-testid="evidence-input"
        onChange={({ target }) => {
          add([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <Button
        size="small"
        disabled={isDisabled || isBusy}
        onClick={() => input.current?.click()}
        title={t('evidence.hint')}
      >
        {label}
      </Button>
      <Box role="status" sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>
        {isBusy ? t('attachment.busy') : ''}
      </Box>
      {refusals.length > 0 && (
        <Box role="alert" data-testid="evidence-refused" sx={{ color: 'error.main', fontSize: '0.9rem' }}>
          {refusals.map((each, index) => (
            <div key={index}>{each}</div>
          ))}
        </Box>
      )}
    </Box>
  );
}
