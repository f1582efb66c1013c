import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../shared/ids';
import { AttachmentList } from './AttachmentList';
import { useArriving } from './use-arriving';
import { ACCEPTED } from './words';

/** By a button, dropped on the window, or a picture pasted: what belongs to the call is added, shown and taken away. */
export function AttachmentDesk({ callId, isLocked }: { callId: CallId; isLocked: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const { isBusy, isOver, refusals, add } = useArriving({
    of: 'attachment',
    callId,
    isOff: isLocked,
    onDone: () => client.invalidateQueries({ queryKey: ['attachment.list'] }),
    sentenceOf: (why) => t(`attachment.refused.${why}`),
  });

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
          {refusals.map((each, index) => (
            <div key={index}>{each}</div>
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
        accept={ACCEPTED}
        onChange={({ target }) => {
          add([...(target.files ?? [])]);
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
