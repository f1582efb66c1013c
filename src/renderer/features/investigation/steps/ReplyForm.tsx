import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReplyProof } from '../../../../shared/investigation/views';
import { shanghaiTimestamp } from '../../../../shared/shanghai-time';
import { useSeatAct } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { useInvestigation } from '../investigation-context';

/** One of the two replies: when, and by what it is proved. A mail without a message id needs words of proof. */
export function ReplyForm({ channel }: { channel: 'platform' | 'mail' }) {
  const { t } = useTranslation();
  const { view } = useInvestigation();
  const [at, setAt] = useState('');
  const [typed, setTyped] = useState('');
  const reply = useSeatAct('investigation.reply', ['investigation.get', 'investigation.list']);
  const proof = ReplyProof.safeParse(proofOf(channel, typed.trim()));
  const time = Date.parse(`${at}:00+08:00`);
  const isReady = view.seal !== null && proof.success && !Number.isNaN(time) && !reply.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) reply.mutate({ callId: view.callId, at: time, proof: proof.data });
  };
  const isOpen = view.stage === 'replying';
  if (!isOpen) return null;
  return (
    <>
      <Box
        data-wraps
        component="form"
        onSubmit={submit}
        data-testid={`reply-${channel}`}
        sx={{
          display: 'grid',
          gridTemplateColumns: '14rem minmax(0, 1fr) auto',
          gap: 1.2,
          alignItems: 'start',
        }}
      >
        <Box>
          <TextField
            type="datetime-local"
            label={t('investigation.repliedAt')}
            value={at}
            onChange={(event) => setAt(event.target.value)}
            slotProps={{ inputLabel: { shrink: true } }}
          />
          <Button size="small" onClick={() => setAt(nowWords(view.clockOffsetMs))}>
            {t('investigation.justNow')}
          </Button>
        </Box>
        <TextField
          label={t(`investigation.proof.${channel}`)}
          helperText={t(`investigation.proofHint.${channel}`)}
          value={typed}
          error={typed !== '' && !proof.success}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 180, spellCheck: false } }}
        />
        <Button type="submit" variant="contained" disabled={!isReady}>
          {t('investigation.noteReply')}
        </Button>
      </Box>
      {view.seal === null && <Box sx={{ color: 'text.secondary' }}>{t('investigation.sealFirst')}</Box>}
      {reply.isError && <FailureNotice view="investigation-replies" error={reply.error} />}
    </>
  );
}

const nowWords = (offsetMs: number) =>
  shanghaiTimestamp(Date.now() + offsetMs)
    .slice(0, 16)
    .replace(' ', 'T');

function proofOf(channel: 'platform' | 'mail', typed: string): unknown {
  if (channel === 'platform') return { kind: 'platform', receipt: typed };
  return typed.startsWith('<') ? { kind: 'message_id', id: typed } : { kind: 'mail_by_hand', note: typed };
}
