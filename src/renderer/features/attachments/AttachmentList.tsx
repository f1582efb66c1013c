import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isImage } from '../../../shared/attachments/attachment';
import type { CallId } from '../../../shared/ids';
import type { AttachmentView } from '../../../shared/ipc/contract';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { Tag } from '../../ui/tags/Tag';
import type { Tone } from '../../ui/tags/tones';
import { Picture } from './Picture';
import { sizeWords } from './words';

const TONES: Record<AttachmentView['state'], Tone> = {
  draft: 'plain',
  waiting: 'plain',
  sending: 'primary',
  received: 'good',
  refused: 'danger',
};

/** What belongs to a call, each with how far it is; nothing where there is nothing. `isOpen`: it may be changed here. */
export function AttachmentList({ callId, isOpen = false }: { callId: CallId; isOpen?: boolean }) {
  const list = useSeatQuery('attachment.list', { callId });
  const views = (list.data ?? []).filter((view) => isOpen || !view.isRemoved);
  if (views.length === 0) return null;
  return (
    <Box component="ul" data-testid="attachments" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {views.map((view) => (
        <Row key={view.id} view={view} isOpen={isOpen} />
      ))}
    </Box>
  );
}

function Row({ view, isOpen }: { view: AttachmentView; isOpen: boolean }) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  const remove = useSeatAct('attachment.remove', ['attachment.list']);
  const retry = useSeatAct('attachment.retry', ['attachment.list', 'sync.state']);
  const { id, name, state, isRemoved } = view;
  const percent = Math.floor((view.sent / view.size) * 100);
  return (
    <Box
      component="li"
      data-attachment={name}
      data-state={state}
      sx={({ seat }) => ({
        py: 0.5,
        borderTop: `1px solid ${seat.line}`,
        '&:first-of-type': { borderTop: 'none' },
      })}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 0.75 }}>
        <Box component="span" sx={{ fontWeight: 500, textDecoration: isRemoved ? 'line-through' : 'none' }}>
          {name}
        </Box>
        <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.88rem' }}>
          {sizeWords(view.size)}
        </Box>
        <Tag tone={TONES[state]}>{t(`attachment.state.${state}`, { percent })}</Tag>
        {isRemoved && <Tag tone="plain">{t('attachment.leaves')}</Tag>}
      </Box>
      {state === 'refused' && (
        <Box role="alert" sx={{ color: 'error.main', fontSize: '0.9rem' }}>
          {t(`attachment.centerSays.${view.refusal ?? ''}` as 'attachment.centerSays.other', {
            defaultValue: t('attachment.centerSays.other'),
          })}
        </Box>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
        {isImage(view.type) && (
          <Button
            size="small"
            aria-expanded={isShown}
            aria-label={t(isShown ? 'attachment.hideOf' : 'attachment.showOf', { name })}
            onClick={() => setShown(!isShown)}
          >
            {t(isShown ? 'attachment.hide' : 'attachment.show')}
          </Button>
        )}
        {isOpen && view.canBeRemoved && (
          <Button
            size="small"
            aria-label={t(isRemoved ? 'attachment.keepOf' : 'attachment.removeOf', { name })}
            disabled={remove.isPending}
            onClick={() => remove.mutate({ id, isRemoved: !isRemoved })}
          >
            {t(isRemoved ? 'attachment.keep' : 'attachment.remove')}
          </Button>
        )}
        {state === 'refused' && (
          <Button
            size="small"
            aria-label={t('attachment.retryOf', { name })}
            disabled={retry.isPending}
            onClick={() => retry.mutate({ id })}
          >
            {t('attachment.retry')}
          </Button>
        )}
      </Box>
      {(remove.isError || retry.isError) && (
        <Box role="alert" sx={{ color: 'error.main', fontSize: '0.9rem' }}>
          {t('attachment.failed')}
        </Box>
      )}
      {isShown && <Picture of="attachment" name={name} file={view} />}
    </Box>
  );
}
