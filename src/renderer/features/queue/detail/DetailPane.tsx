import CloseOutlined from '@mui/icons-material/CloseOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../../shared/ids';
import type { QueueDetail } from '../../../../shared/ipc/contract';
import type { QueueState } from '../../../../shared/queue/state';
import { useNavigation } from '../../../navigation';
import { useSeatAct, useSeatQuery } from '../../../seat/seat-queries';
import { Pane } from '../../../ui/lists/Pane';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Loading } from '../../../ui/feedback/Loading';
import { Notice } from '../../../ui/feedback/Notice';
import { StateTag } from '../../../ui/tags/StateTag';
import { AmendmentDialog } from '../amendments/AmendmentDialog';
import { CenterActs } from './CenterActs';
import { fullTime, shortTime } from '../../../ui/times';
import { AttachmentList } from '../../attachments';
import { IdentityPart } from '../../identity';
import { ReceiptFacts } from './ReceiptFacts';
import { RecordFields } from './RecordFields';
import { Refusal } from './Refusal';
import { ReviseDialog } from './ReviseDialog';
import { Revisions } from './Revisions';
import { ScriptProof } from './ScriptProof';
import { Section } from './Section';
import { Timeline } from './Timeline';
import { marked } from '../../../ui/views';
import { callersWords } from '../../../privacy/callers-words';

/** One call in full: where it stands and why, what was written down, what happened to it. Esc closes. */
export function DetailPane({ id, onClose }: { id: CallId; onClose: () => void }) {
  const { t } = useTranslation();
  const detail = useSeatQuery('queue.detail', { id });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && document.querySelector('[role=dialog]') === null) onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <Pane
      as="aside"
      data-testid="queue-detail"
      {...callersWords}
      {...marked('queue-detail')}
      aria-label={t('detail.label')}
    >
      {detail.isPending && <Loading view="queue-detail" />}
      {detail.isError && (
        <FailureNotice
          view="queue-detail"
          error={detail.error}
          action={<Button onClick={onClose}>{t('app.close')}</Button>}
        />
      )}
      {detail.data && <Detail detail={detail.data} onClose={onClose} />}
    </Pane>
  );
}

function Detail({ detail, onClose }: { detail: QueueDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const { item } = detail;
  const [decided, setDecided] = useState<number | null>(null);
  const latest = detail.revisions.at(-1);
  const receipt = detail.revisions.findLast((revision) => revision.receipt !== null)?.receipt ?? null;
  return (
    <>
      <Box
        sx={({ seat }) => ({
          display: 'flex',
          alignItems: 'center',
          gap: 1.25,
          px: 2,
          py: 1,
          borderBottom: `1px solid ${seat.line}`,
        })}
      >
        <Box component="h2" sx={{ m: 0, fontSize: '1.1rem', fontWeight: 600 }}>
          {item.localNumber}
        </Box>
        <StateTag state={item.state} />
        <Box sx={{ flex: 1 }} />
        <IconButton size="small" aria-label={t('app.close')} aria-keyshortcuts="Escape" onClick={onClose}>
          <CloseOutlined fontSize="small" />
        </IconButton>
      </Box>
      <Box sx={{ flex: 1, minHeight: 0, overflowY: 'auto' }}>
        <Standing detail={detail} />
        {detail.refusal && <Refusal refusal={detail.refusal} />}
        {receipt && (
          <Section title={t('detail.receipt')}>
            <ReceiptFacts receipt={receipt} />
          </Section>
        )}
        {detail.changes.length > 0 && (
          <Section title={t('amendment.acts')}>
            <CenterActs changes={detail.changes} onDecide={setDecided} />
          </Section>
        )}
        {decided !== null && <AmendmentDialog position={decided} onClose={() => setDecided(null)} />}
        {latest && item.disposition && (
          <Section title={t('detail.record')}>
            <RecordFields
              form={latest.form}
              disposition={item.disposition}
              hasSealedIdentity={detail.hasSealedIdentity}
              identityDestroyed={detail.identityDestroyed}
              dueDate={item.dueDate}
              origin={detail.origin}
            />
          </Section>
        )}
        <IdentityPart
          item={item}
          hasSealedIdentity={detail.hasSealedIdentity}
          destroyed={detail.identityDestroyed}
        />
        <Attached id={item.id} />
        <Section title={t('detail.timeline')}>
          <Timeline entries={detail.timeline} />
        </Section>
        {detail.revisions.length > 1 && (
          <Section title={t('detail.revisions')}>
            <Revisions revisions={detail.revisions} />
          </Section>
        )}
        {latest && (
          <Section title={t('detail.proof')}>
            <ScriptProof proof={latest.scriptProof} lines={detail.lines} />
          </Section>
        )}
      </Box>
    </>
  );
}

/** Photos and documents that its records name; a call without any says nothing of them. */
function Attached({ id }: { id: CallId }) {
  const { t } = useTranslation();
  const list = useSeatQuery('attachment.list', { callId: id });
  if ((list.data ?? []).every(({ isRemoved }) => isRemoved)) return null;
  return (
    <Section title={t('attachment.title')}>
      <AttachmentList callId={id} />
    </Section>
  );
}

const REVISABLE: ReadonlySet<QueueState> = new Set(['accepted', 'returned', 'quarantined']);

/** Where it stands in a sentence, and the one or two things a person can do about it. */
function Standing({ detail }: { detail: QueueDetail }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [isRevising, setRevising] = useState(false);
  const retry = useSeatAct('queue.retry', ['queue.detail', 'queue.list', 'queue.counts', 'sync.state']);
  const { item, nextTryAt, tries, unconfirmedSince } = detail;
  const isOnDesk = (useSeatQuery('draft.list', {}).data ?? []).some((draft) => draft.id === item.id);
  const actions: ReactNode[] = [];
  if (isOnDesk) {
    actions.push(
      <Button key="continue" size="small" variant="contained" onClick={() => go('intake', item.id)}>
        {t('detail.continue')}
      </Button>,
    );
  }
  if (item.state === 'waiting' || item.state === 'unconfirmed') {
    actions.push(
      <Button
        key="retry"
        size="small"
        disabled={retry.isPending}
        onClick={() => retry.mutate({ id: item.id })}
      >
        {t('detail.retry')}
      </Button>,
    );
  }
  if (!isOnDesk && REVISABLE.has(item.state)) {
    actions.push(
      <Button
        key="revise"
        size="small"
        variant={item.state === 'accepted' ? 'outlined' : 'contained'}
        onClick={() => setRevising(true)}
        data-testid="revise"
      >
        {t('detail.revise')}
      </Button>,
    );
  }
  return (
    <Box sx={{ p: 1.5 }}>
      <Notice
        tone={item.state === 'quarantined' ? 'danger' : 'plain'}
        action={<Box sx={{ display: 'flex', gap: 1 }}>{actions}</Box>}
      >
        {t(`standing.${item.state}`)}
        {unconfirmedSince !== null && (
          <Box data-testid="unconfirmed-since">
            {t('detail.unconfirmedSince', { time: fullTime(unconfirmedSince) })}
          </Box>
        )}
        {tries > 0 && nextTryAt !== null && (
          <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>
            {t('detail.tries', { n: tries, next: shortTime(nextTryAt) })}
          </Box>
        )}
      </Notice>
      {retry.isError && <FailureNotice view="queue-detail" error={retry.error} />}
      {isRevising && <ReviseDialog item={item} refusal={detail.refusal} onClose={() => setRevising(false)} />}
    </Box>
  );
}
