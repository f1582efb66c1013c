import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { useTranslation } from 'react-i18next';
import { deadlineOf } from '../../../../shared/lead/deadline';
import { completenessOf } from '../../../../shared/report/problems';
import type { StepId } from '../../../../shared/script/steps';
import { ariaKeys } from '../../../../shared/shortcuts/shortcuts';
import { Cap } from '../../../commands';
import { Tag } from '../../../ui/tags/Tag';
import { AttachmentDesk } from '../../attachments';
import { Unseen } from '../../../ui/Unseen';
import { duration, useNow } from '../../../ui/times';
import { useCall } from '../call/call-context';
import { LeadPanel } from './LeadPanel';
import { IdentityPanel } from './IdentityPanel';
import { RepeatsPanel } from './RepeatsPanel';
import { SaveMark } from './SaveMark';
import { ScopeDoubt } from './ScopeDoubt';
import { SideBlock } from './SideBlock';

/** Seats of the practice desk. */
const PRACTICE_SEATS = 'LX';

interface SidePanelProps {
  onOpen: (step: StepId) => void;
  onHangUp: () => void;
  onTransfer: () => void;
}

/** Beside the form: the call itself, what it still lacks, what gives the caller away, what was promised. */
export function SidePanel({ onOpen, onHangUp, onTransfer }: SidePanelProps) {
  const { t } = useTranslation();
  const { draft, editor, isLocked } = useCall();
  return (
    <Box
      component="aside"
      aria-label={t('side.label')}
      sx={({ seat }) => ({
        display: 'flex',
        flexDirection: 'column',
        minHeight: 0,
        flexShrink: 0,
        overflowY: 'auto',
        borderLeft: `1px solid ${seat.line}`,
        background: seat.ground,
      })}
    >
      <SideBlock view="side-call">
        <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: 1 }}>
          <Box sx={{ fontWeight: 600 }} data-testid="local-number">
            {draft.localNumber}
          </Box>
          <CallTimer />
        </Box>
        <SaveMark editor={editor} />
        {draft.hungUpAt === null && draft.revises === null && (
          <Box sx={{ display: 'grid', gap: 0.75, mt: 1 }}>
            {draft.origin.kind !== 'back_entry' && (
              <Button size="small" onClick={onHangUp} aria-keyshortcuts={ariaKeys('hangUp')}>
                {t('side.hangUp')}
                <Cap of="hangUp" />
              </Button>
            )}
            <Button
              size="small"
              onClick={onTransfer}
              disabled={isLocked}
              aria-keyshortcuts={ariaKeys('transfer')}
              data-testid="transfer"
            >
              {t('transfer.open')}
              <Cap of="transfer" />
            </Button>
          </Box>
        )}
        {draft.form.transfers.length > 0 && (
          <Box sx={{ mt: 0.75, color: 'text.secondary', fontSize: '0.9rem' }} data-testid="transfers">
            {t('transfer.saved', { n: draft.form.transfers.length })}
          </Box>
        )}
      </SideBlock>
      {draft.form.purpose === 'report' && draft.form.scope.decision !== 'out' && (
        <>
          <Completeness onOpen={onOpen} />
          <ScopeDoubt onOpen={() => onOpen('scope')} />
          <LeadPanel />
          <DeadlineBlock />
          <RepeatsPanel />
          <AttachmentBlock />
        </>
      )}
      <IdentityPanel onOpen={onOpen} />
    </Box>
  );
}

/** An exercise has none: nothing of a real matter belongs into it. */
function AttachmentBlock() {
  const { t } = useTranslation();
  const { draft, isLocked } = useCall();
  if (draft.seatId.startsWith(PRACTICE_SEATS)) return null;
  return (
    <SideBlock view="side-attachments" title={t('attachment.title')}>
      <AttachmentDesk callId={draft.id} isLocked={isLocked} />
    </SideBlock>
  );
}

function CallTimer() {
  const { t } = useTranslation();
  const { draft } = useCall();
  const now = useNow(1000);
  const end = draft.hungUpAt ?? now;
  if (draft.revises || draft.origin.kind === 'back_entry') return null; // the call itself is long over
  return (
    <Box sx={{ color: 'text.secondary' }} title={t('side.timer')} role="timer" aria-live="off">
      {duration(end - draft.startedAt)}
    </Box>
  );
}

const FIVE = ['target', 'address', 'pollution', 'investigationWish', 'callbackWish'] as const;
const STEP_OF: Record<(typeof FIVE)[number], StepId> = {
  target: 'target',
  address: 'address',
  pollution: 'pollution',
  investigationWish: 'wishes',
  callbackWish: 'wishes',
};

function Completeness({ onOpen }: { onOpen: (step: StepId) => void }) {
  const { t } = useTranslation();
  const { form } = useCall();
  const { answered, of, missing } = completenessOf(form.report);
  const isWhole = answered === of;
  return (
    <SideBlock
      view="side-completeness"
      title={t('side.completeness')}
      mark={
        <Tag tone={isWhole ? 'good' : 'plain'} data-testid="completeness">
          {answered} / {of}
        </Tag>
      }
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 1 }}>
        {FIVE.map((field) => {
          const isMissing = missing.includes(field);
          return (
            <Link
              key={field}
              component="button"
              underline="hover"
              color={isMissing ? 'textSecondary' : 'textPrimary'}
              tabIndex={-1}
              data-five={field}
              data-lacking={isMissing}
              onClick={() => onOpen(STEP_OF[field])}
              sx={{ display: 'flex', gap: 0.75, fontSize: '0.95rem', lineHeight: 1.75, textAlign: 'left' }}
            >
              <Box component="span" aria-hidden sx={{ color: isMissing ? 'text.disabled' : 'success.main' }}>
                {isMissing ? '○' : '✓'}
              </Box>
              {t(`five.${field}`)}
              <Unseen> {t(isMissing ? 'side.lacking' : 'side.there')}</Unseen>
            </Link>
          );
        })}
      </Box>
    </SideBlock>
  );
}

function DeadlineBlock() {
  const { t } = useTranslation();
  const { form, bundle, centerNow } = useCall();
  const { urgency, deadlineTold } = form.report;
  if (urgency === null) return null;
  const { days, dueDate } = deadlineOf(urgency, centerNow, bundle.deadlines);
  const isTold = deadlineTold?.urgency === urgency;
  return (
    <SideBlock
      view="side-deadline"
      title={t('side.deadline')}
      mark={<Tag tone={isTold ? 'good' : 'plain'}>{t(isTold ? 'side.told' : 'side.notTold')}</Tag>}
    >
      <Box>
        {t('side.due', { urgency: t(`urgency.${urgency}`), days, date: deadlineTold?.dueDate ?? dueDate })}
      </Box>
    </SideBlock>
  );
}
