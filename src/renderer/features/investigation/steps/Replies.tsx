import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSeatAct } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Notice } from '../../../ui/feedback/Notice';
import { Tag } from '../../../ui/tags/Tag';
import { fullTime } from '../../../ui/times';
import { marked } from '../../../ui/views';
import { useInvestigation } from '../investigation-context';
import { ReplyForm } from './ReplyForm';
import { SealForm } from './SealForm';

/** After the signature: the sealed scan, the package for the mailbox, and the reply on both ways. */
export function Replies() {
  const { t } = useTranslation();
  const { view } = useInvestigation();
  const pack = useSeatAct('investigation.package');
  const { signed, seal, replies } = view;
  if (signed === null) return <Notice tone="info">{t('investigation.signFirst')}</Notice>;
  const days = new Set(replies.map(({ at }) => fullTime(at).slice(0, 10)));
  return (
    <Box {...marked('investigation-replies')} sx={{ display: 'grid', gap: 1.5 }}>
      <Step n={1} title={t('investigation.signedTitle')} isDone>
        {t('investigation.signedBy', {
          name: signed.leader.name,
          role: t(`investigation.role.${signed.leader.role}`),
          time: fullTime(signed.signedAt).slice(0, 16),
          revision: signed.revision,
          finding: t(`investigation.finding.${signed.finding}`),
        })}
      </Step>
      <Step n={2} title={t('investigation.sealTitle')} isDone={seal !== null}>
        <SealForm />
      </Step>
      <Step n={3} title={t('investigation.packageTitle')} isDone={pack.data?.kind === 'saved'}>
        <Box sx={{ color: 'text.secondary' }}>{t('investigation.packageLead')}</Box>
        <Box>
          <Button
            disabled={seal === null || pack.isPending}
            onClick={() => pack.mutate({ callId: view.callId })}
          >
            {t('investigation.package')}
          </Button>
        </Box>
        {pack.data?.kind === 'saved' && (
          <Box role="status">{t('investigation.saved', { name: pack.data.fileName })}</Box>
        )}
        {pack.isError && <FailureNotice view="investigation-replies" error={pack.error} />}
      </Step>
      {(['platform', 'mail'] as const).map((channel, index) => {
        const reply = replies.find((each) => each.channel === channel);
        return (
          <Step
            key={channel}
            n={4 + index}
            title={t(`investigation.reply.${channel}`)}
            isDone={reply !== undefined}
          >
            {reply ? (
              <Box data-testid={`replied-${channel}`}>
                {t('investigation.replied', { time: fullTime(reply.at).slice(0, 16), proof: reply.proof })}
              </Box>
            ) : (
              <ReplyForm channel={channel} />
            )}
          </Step>
        );
      })}
      {replies.length === 2 && (
        <Notice tone={days.size === 1 ? 'good' : 'attention'} title={t('investigation.bothReplied')}>
          {t(days.size === 1 ? 'investigation.sameDay' : 'investigation.otherDay')}
        </Notice>
      )}
    </Box>
  );
}

function Step({
  n,
  title,
  isDone,
  children,
}: {
  n: number;
  title: string;
  isDone: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Box
      component="section"
      aria-label={title}
      sx={({ seat }) => ({
        border: `1px solid ${seat.line}`,
        borderRadius: 1,
        p: 1.5,
        display: 'grid',
        gap: 1,
      })}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', fontWeight: 600 }}>
        <span>{n}.</span>
        {title}
        <Tag tone={isDone ? 'good' : 'plain'}>{t(isDone ? 'investigation.done' : 'investigation.todo')}</Tag>
      </Box>
      {children}
    </Box>
  );
}
