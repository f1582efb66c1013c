import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../shared/ids';
import { ariaKeys } from '../../../shared/shortcuts/shortcuts';
import { Cap, useCommand } from '../../commands';
import { useNavigation } from '../../navigation';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { fullTime, useNow } from '../../ui/times';
import { Notice } from '../../ui/feedback/Notice';
import { StateTag } from '../../ui/tags/StateTag';
import { marked } from '../../ui/views';

const UNDO_MS = 10_000;

interface FinishedCallProps {
  id: CallId;
  onNext: () => void;
  onDone: () => void;
}

/** The end of a call: it is on disk; then, live, how the center takes it and the number it gives. */
export function FinishedCall({ id, onNext, onDone }: FinishedCallProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const detail = useSeatQuery('queue.detail', { id });
  if (detail.isPending) return <Loading view="finished-call" />;
  if (detail.isError) return <FailureNotice view="finished-call" error={detail.error} />;
  const { item, revisions } = detail.data;
  if (item.finishedAt === null) return <TakenOver onDone={onDone} />;
  const receipt = revisions.findLast((revision) => revision.receipt !== null)?.receipt ?? null;
  return (
    <Box
      data-testid="finished-call"
      {...marked('finished-call')}
      data-state={item.state}
      sx={{ display: 'grid', placeItems: 'center', height: '100%', overflowY: 'auto', p: 3 }}
    >
      <Box
        sx={({ seat }) => ({
          width: 'min(38rem, 100%)',
          p: 3,
          border: `1px solid ${seat.line}`,
          borderTop: `4px solid ${item.centerNumber ? seat.good : seat.primary}`,
          borderRadius: 1,
          background: seat.sheet,
        })}
      >
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mb: 2 }}>
          <Typography variant="h2" component="h2" sx={{ flex: 1 }}>
            {t(item.centerNumber ? 'finished.received' : 'finished.saved')}
          </Typography>
          <StateTag state={item.state} />
        </Box>
        <Row label={t('queue.localNumber')}>
          <span data-testid="finished-number">{item.localNumber}</span>
        </Row>
        <Row label={t('queue.disposition')}>{item.disposition && t(`disposition.${item.disposition}`)}</Row>
        <Row label={t('queue.centerNumber')} isLarge>
          {item.centerNumber ? (
            <span data-testid="receipt-number">{item.centerNumber}</span>
          ) : (
            <Box component="span" sx={{ color: 'text.secondary', fontSize: '1rem', fontWeight: 400 }}>
              {t(
                `finished.${item.state === 'sending' || item.state === 'unconfirmed' || item.state === 'quarantined' ? item.state : 'waiting'}`,
              )}
            </Box>
          )}
        </Row>
        {receipt && <Row label={t('queue.receivedAt')}>{fullTime(receipt.receivedAt)}</Row>}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 3 }}>
          <Button variant="contained" size="large" onClick={onNext}>
            {t('finished.next')}
            <Cap of="startCall" />
          </Button>
          <Button size="large" onClick={() => go('queue', id)}>
            {t('finished.look')}
          </Button>
          <Box sx={{ flex: 1 }} />
          <UndoButton id={id} finishedAt={item.finishedAt ?? 0} />
          <Button size="large" onClick={onDone}>
            {t('finished.done')}
          </Button>
        </Box>
      </Box>
    </Box>
  );
}

/** For ten seconds the last call can be taken back: as its next revision, for nothing finished is ever undone. */
function UndoButton({ id, finishedAt }: { id: CallId; finishedAt: number }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const now = useNow(250);
  const revise = useSeatAct('call.revise', ['draft.list']);
  const leftMs = finishedAt + UNDO_MS - now;
  const isOver = leftMs <= 0;
  const undo = () =>
    revise.mutate(
      { id, why: t('finished.undoWhy', { lng: 'zh-CN' }) },
      { onSuccess: (draft) => go('intake', draft.id) },
    );
  useCommand('undoFinish', undo, !isOver);
  if (isOver) return null;
  return (
    <Button
      size="large"
      onClick={undo}
      disabled={revise.isPending}
      aria-keyshortcuts={ariaKeys('undoFinish')}
      data-testid="undo-finish"
    >
      {t('finished.undo', { n: Math.ceil(leftMs / 1000) })}
      <Cap of="undoFinish" />
    </Button>
  );
}

/** The call is still open, and no longer on this desk. */
function TakenOver({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <Box sx={{ p: 3 }} data-testid="taken-over" {...marked('taken-over')}>
      <Notice
        tone="info"
        title={t('takenOver.title')}
        action={
          <Button size="small" variant="contained" autoFocus onClick={onDone}>
            {t('finished.done')}
          </Button>
        }
      >
        {t('takenOver.text')}
      </Notice>
    </Box>
  );
}

function Row({ label, isLarge, children }: { label: string; isLarge?: boolean; children: React.ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '8rem 1fr', alignItems: 'baseline', py: 0.5 }}>
      <Box sx={{ color: 'text.secondary' }}>{label}</Box>
      <Box sx={isLarge ? { fontSize: '1.35rem', fontWeight: 600 } : undefined}>{children}</Box>
    </Box>
  );
}
