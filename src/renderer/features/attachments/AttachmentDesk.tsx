import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../shared/ids';
import type { NotTaken } from '../../../shared/ipc/contract';
import type { Failure } from '../../../shared/ipc/errors';
import { handOver } from '../../seat/files';
import { failureOf } from '../../seat/seat-client';
import { failureWords } from '../../ui/feedback/failure-words';
import { AttachmentList } from './AttachmentList';

/** `n`: which of several; null where there was one. */
interface Refused {
  n: number | null;
  why: NotTaken | Failure;
}

/** By a button, dropped on the window, or a picture pasted: what belongs to the call is added, shown and taken away. */
export function AttachmentDesk({ callId, isLocked }: { callId: CallId; isLocked: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [isOver, setOver] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refused[]>([]);

  const add = async (files: readonly Blob[]) => {
    if (isLocked || files.length === 0) return;
    setBusy(true);
    setRefusals([]);
    const refused: Refused[] = [];
    // One after the other: each sentence belongs to its file.
    for (const [index, file] of files.entries()) {
      const result = await handOver('attachment', callId, file).catch((error) => ({ why: failureOf(error) }));
      if ('why' in result) refused.push({ n: files.length > 1 ? index + 1 : null, why: result.why });
    }
    setRefusals(refused);
    setBusy(false);
    await client.invalidateQueries({ queryKey: ['attachment.list'] });
  };
  const sentenceOf = ({ n, why }: Refused): string => {
    const { what, todo } = typeof why === 'string' ? { what: '', todo: '' } : failureWords(t, why);
    const sentence = typeof why === 'string' ? t(`attachment.refused.${why}`) : `${what} ${todo}`;
    return n === null ? sentence : t('attachment.nth', { n, sentence });
  };

  const onDrag = useEffectEvent((event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    setOver(event.type === 'dragover');
    if (event.type === 'drop') void add([...event.dataTransfer.files]);
  });
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const pictures = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
    if (pictures.length === 0) return;
    event.preventDefault();
    void add(pictures);
  });
  useEffect(() => {
    const events = ['dragover', 'dragleave', 'drop'] as const;
    const drag = (event: DragEvent) => onDrag(event);
    const paste = (event: ClipboardEvent) => onPaste(event);
    for (const name of events) window.addEventListener(name, drag);
    window.addEventListener('paste', paste);
    return () => {
      for (const name of events) window.removeEventListener(name, drag);
      window.removeEventListener('paste', paste);
    };
  }, []);

  return (
    <Box
      data-testid="attachment-desk"
      sx={({ seat }) => ({
        fontSize: '0.93rem',
        outline: isOver ? `2px dashed ${seat.attention}` : 'none',
        outlineOffset: 4,
      })}
    >
      <AttachmentList callId={callId} isOpen />
      <Box role="status" sx={{ color: 'text.secondary' }}>
        {isBusy ? t('attachment.busy') : isOver ? t('attachment.drop') : ''}
      </Box>
      {refusals.length > 0 && (
        <Box role="alert" data-testid="attachment-refused" sx={{ color: 'error.main' }}>
          {refusals.map((refused) => (
            <div key={refused.n}>{sentenceOf(refused)}</div>
          ))}
        </Box>
      )}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-hidden
        tabIndex={-1}
        accept=".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx"
        onChange={({ target }) => {
          void add([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <Button
        size="small"
        fullWidth
        disabled={isLocked || isBusy}
        onClick={() => input.current?.click()}
        data-testid="attachment-add"
        title={t('attachment.hint')}
      >
        {t('attachment.add')}
      </Button>
    </Box>
  );
}
