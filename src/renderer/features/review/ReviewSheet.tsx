import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../shared/ids';
import type { QueueDetail } from '../../../shared/ipc/contract';
import { ariaKeys } from '../../../shared/shortcuts/shortcuts';
import { Cap, useCommand } from '../../commands';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { Pane } from '../../ui/lists/Pane';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { StateTag } from '../../ui/tags/StateTag';
import { Tag } from '../../ui/tags/Tag';
import { RecordFields, ScriptProof } from '../queue';
import { Concerns } from './Concerns';
import { LeadTriage } from './LeadTriage';
import { marked } from '../../ui/views';
import { callersWords } from '../../privacy/callers-words';

const MIN_REMARK = 2;

/** One record beside its proof: what was written, what was said and when; then a verdict. Never identity. */
export function ReviewSheet({ id, onDone }: { id: CallId; onDone: () => void }) {
  const detail = useSeatQuery('queue.detail', { id });
  if (detail.isPending) return <Loading view="review-sheet" />;
  if (detail.isError) return <FailureNotice view="review-sheet" error={detail.error} />;
  return <Sheet detail={detail.data} onDone={onDone} />;
}

function Sheet({ detail, onDone }: { detail: QueueDetail; onDone: () => void }) {
  const { t } = useTranslation();
  const { item } = detail;
  const latest = detail.revisions.at(-1);
  return (
    <Pane data-testid="review-sheet" {...callersWords} {...marked('review-sheet')}>
      <Box
        sx={({ seat }) => ({
          display: 'flex',
          gap: 1.25,
          alignItems: 'center',
          px: 2,
          py: 1,
          borderBottom: `1px solid ${seat.line}`,
        })}
      >
        <Box component="h2" sx={{ m: 0, fontSize: '1.1rem' }}>
          {item.localNumber}
        </Box>
        <StateTag state={item.state} />
        {item.isReviewed && <Tag tone="plain">{t('review.isReviewed')}</Tag>}
        <Box sx={{ flex: 1, textAlign: 'right', color: 'text.secondary' }}>
          {item.centerNumber ?? t('review.noReceipt')}
        </Box>
      </Box>
      {latest && item.disposition === 'report' && <LeadTriage callId={item.id} form={latest.form} />}
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', flex: 1, minHeight: 0 }}>
        <Column title={t('detail.record')}>
          {latest && item.disposition === 'report' && <Concerns form={latest.form} />}
          {latest && item.disposition && (
            <RecordFields
              form={latest.form}
              disposition={item.disposition}
              hasSealedIdentity={detail.hasSealedIdentity}
              identityDestroyed={detail.identityDestroyed}
              dueDate={item.dueDate}
              origin={detail.origin}
            />
          )}
        </Column>
        <Column title={t('detail.proof')} isSecond>
          <ScriptProof proof={latest?.scriptProof ?? []} lines={detail.lines} />
          <Said detail={detail} />
        </Column>
      </Box>
      <Verdict id={item.id} onDone={onDone} />
    </Pane>
  );
}

function Column({ title, isSecond, children }: { title: string; isSecond?: boolean; children: ReactNode }) {
  return (
    <Box
      component="section"
      aria-label={title}
      tabIndex={0} // it scrolls, and has nothing else that takes the focus
      sx={({ seat }) => ({
        overflowY: 'auto',
        px: 2,
        py: 1.25,
        borderLeft: isSecond ? `1px solid ${seat.line}` : 'none',
      })}
    >
      <Box component="h3" sx={{ m: 0, mb: 0.75, fontSize: '0.95rem', color: 'primary.main' }}>
        {title}
      </Box>
      {children}
    </Box>
  );
}

/** How many of the lines that must be said were; on a broken-off call fewer are no fault, so it is only told. */
function Said({ detail }: { detail: QueueDetail }) {
  const { t } = useTranslation();
  const said = new Set(detail.revisions.at(-1)?.scriptProof.map(({ lineId }) => lineId));
  const count = detail.lines.filter((line) => line.must && said.has(line.id)).length;
  return (
    <Box sx={{ mt: 1, color: 'text.secondary', fontSize: '0.92rem' }}>
      {t('review.saidCount', { n: count })}
    </Box>
  );
}

/** Confirm or return, by key from anywhere on the page. A return says why; delivery goes on either way. */
function Verdict({ id, onDone }: { id: CallId; onDone: () => void }) {
  const { t } = useTranslation();
  const [remark, setRemark] = useState('');
  const [isReturnEmpty, setReturnEmpty] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { mutate, isPending, isError, error } = useSeatAct('review.add', [
    'queue.list',
    'queue.counts',
    'queue.detail',
    'sheet.lead',
  ]);

  const give = (verdict: 'confirmed' | 'returned') => {
    if (isPending) return;
    if (verdict === 'returned' && remark.trim().length < MIN_REMARK) {
      setReturnEmpty(true);
      field.current?.focus();
      return;
    }
    mutate({ id, verdict, remark: remark.trim() }, { onSuccess: onDone });
  };

  useCommand('reviewConfirm', () => give('confirmed'));
  useCommand('reviewReturn', () => give('returned'));

  return (
    <Box sx={({ seat }) => ({ borderTop: `1px solid ${seat.line}`, px: 2, py: 1 })}>
      {isError && <FailureNotice view="review-sheet" error={error} />}
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'start' }}>
        <TextField
          inputRef={field}
          value={remark}
          placeholder={t('review.remarkPlaceholder')}
          error={isReturnEmpty}
          helperText={isReturnEmpty ? t('review.remarkNeeded') : undefined}
          onChange={(event) => {
            setRemark(event.target.value);
            setReturnEmpty(false);
          }}
          slotProps={{ htmlInput: { maxLength: 1000, 'aria-label': t('review.remark') } }}
        />
        <Button
          color="error"
          onClick={() => give('returned')}
          disabled={isPending}
          aria-keyshortcuts={ariaKeys('reviewReturn')}
        >
          {t('review.return')}
          <Cap of="reviewReturn" />
        </Button>
        <Button
          variant="contained"
          onClick={() => give('confirmed')}
          disabled={isPending}
          aria-keyshortcuts={ariaKeys('reviewConfirm')}
        >
          {t('review.confirm')}
          <Cap of="reviewConfirm" />
        </Button>
      </Box>
    </Box>
  );
}
