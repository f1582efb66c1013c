import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentId } from '../../../../shared/attachments/attachment';
import type { CallId } from '../../../../shared/ids';
import type { NotTaken } from '../../../../shared/ipc/contract';
import { handOver } from '../../../seat/files';
import { failureOf } from '../../../seat/seat-client';
import { failureWords } from '../../../ui/feedback/failure-words';

interface FilePickerProps {
  callId: CallId;
  label: string;
  accept: string;
  isDisabled: boolean;
  onAdded: (id: AttachmentId) => void;
}

/** Files by a button, or dropped on the window; each that is not taken has its sentence. */
export function FilePicker({ callId, label, accept, isDisabled, onAdded }: FilePickerProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const sentence = (why: NotTaken) =>
    why === 'call_ended'
      ? t('investigation.caseEnded')
      : why === 'too_many'
        ? t('investigation.tooMany')
        : t(`attachment.refused.${why}`);

  const add = async (files: readonly Blob[]) => {
    if (isDisabled || isBusy || files.length === 0) return;
    setBusy(true);
    setRefusals([]);
    const refused: string[] = [];
    // One after the other: each sentence belongs to its file.
    for (const file of files) {
      try {
        const outcome = await handOver('evidence', callId, file);
        if ('id' in outcome) onAdded(outcome.id);
        else refused.push(sentence(outcome.why));
      } catch (error) {
        const { what, todo } = failureWords(t, failureOf(error));
        refused.push(`${what} ${todo}`);
      }
    }
    setRefusals(refused);
    setBusy(false);
    await client.invalidateQueries({ queryKey: ['investigation.get'] });
  };

  const onDrag = useEffectEvent((event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    if (event.type === 'drop') void add([...event.dataTransfer.files]);
  });
  useEffect(() => {
    const drag = (event: DragEvent) => onDrag(event);
    for (const name of ['dragover', 'drop'] as const) window.addEventListener(name, drag);
    return () => {
      for (const name of ['dragover', 'drop'] as const) window.removeEventListener(name, drag);
    };
  }, []);

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
          void add([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <Button size="small" disabled={isDisabled || isBusy} onClick={() => input.current?.click()}>
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
