import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { deadlineOf } from '../../../../shared/lead/deadline';
import { completenessOf } from '../../../../shared/report/problems';
import type { StepId } from '../../../../shared/script/steps';
import { Kbd } from '../../../ui/Kbd';
import { SideBlock } from '../../../ui/SideBlock';
import { Tag } from '../../../ui/Tag';
import { duration, useNow } from '../../../ui/times';
import { useCall } from './call-context';
import { findIdentityIn } from '../draft/identity-scan';
import { RepeatsPanel } from './RepeatsPanel';
import { SaveMark } from './SaveMark';

/** Beside the form: the call itself, what it still lacks, what gives the caller away, what was promised. */
export function SidePanel({ onOpen, onHangUp }: { onOpen: (step: StepId) => void; onHangUp: () => void }) {
  const { t } = useTranslation();
  const { draft, editor } = useCall();
  return (
    <Box
      component="aside"
      aria-label={t('side.label')}
      sx={({ seat }) => ({
        display: 'flex',
        flexDirection: 'column',
        minHeight: 0,
        overflowY: 'auto',
        borderLeft: `1px solid ${seat.line}`,
        background: seat.ground,
      })}
    >
      <SideBlock>
        <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: 1 }}>
          <Box sx={{ fontWeight: 600 }} data-testid="local-number">
            {draft.localNumber}
          </Box>
          <CallTimer />
        </Box>
        <SaveMark editor={editor} />
        {draft.hungUpAt === null && draft.revises === null && (
          <Button size="small" fullWidth sx={{ mt: 1 }} onClick={onHangUp} aria-keyshortcuts="F9">
            {t('side.hangUp')}
            <Kbd>F9</Kbd>
          </Button>
        )}
      </SideBlock>
      {draft.form.purpose === 'report' && draft.form.scope.decision !== 'out' && (
        <>
          <Completeness onOpen={onOpen} />
          <DeadlineBlock />
          <RepeatsPanel />
        </>
      )}
      <IdentityWarnings onOpen={onOpen} />
    </Box>
  );
}

function CallTimer() {
  const { t } = useTranslation();
  const { draft } = useCall();
  const now = useNow(1000);
  const end = draft.hungUpAt ?? now;
  if (draft.revises) return null; // the call itself is long over
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
      title={t('side.completeness')}
      mark={
        <Tag tone={isWhole ? 'good' : 'plain'} data-testid="completeness">
          {answered} / {of}
        </Tag>
      }
    >
      {FIVE.map((field) => {
        const isMissing = missing.includes(field);
        return (
          <Box
            key={field}
            sx={{ display: 'flex', alignItems: 'baseline', gap: 1, fontSize: '0.95rem', lineHeight: 1.7 }}
          >
            <Box aria-hidden sx={{ width: '1rem', color: isMissing ? 'text.disabled' : 'success.main' }}>
              {isMissing ? '○' : '✓'}
            </Box>
            <Link
              component="button"
              underline="hover"
              color={isMissing ? 'textSecondary' : 'textPrimary'}
              tabIndex={-1}
              onClick={() => onOpen(STEP_OF[field])}
            >
              {t(`five.${field}`)}
            </Link>
            <Box sx={{ ml: 'auto', color: 'text.secondary', fontSize: '0.88rem' }}>
              {t(isMissing ? 'side.lacking' : 'side.there')}
            </Box>
          </Box>
        );
      })}
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
      title={t('side.deadline')}
      mark={<Tag tone={isTold ? 'good' : 'plain'}>{t(isTold ? 'side.told' : 'side.notTold')}</Tag>}
    >
      <Box>
        {t('side.due', { urgency: t(`urgency.${urgency}`), days, date: deadlineTold?.dueDate ?? dueDate })}
      </Box>
    </SideBlock>
  );
}

function IdentityWarnings({ onOpen }: { onOpen: (step: StepId) => void }) {
  const { t } = useTranslation();
  const { form } = useCall();
  const settled = useDeferredValue(form);
  const found = useMemo(() => findIdentityIn(settled), [settled]);
  if (found.length === 0) return null;
  return (
    <SideBlock title={t('side.identity')} mark={<Tag tone="attention">{found.length}</Tag>}>
      <Box data-testid="identity-warnings" role="status" sx={{ fontSize: '0.93rem' }}>
        {found.slice(0, 4).map((hit) => (
          <Box key={`${hit.field}${hit.start}${hit.kind}`} sx={{ mb: 0.75 }}>
            <Link component="button" tabIndex={-1} onClick={() => onOpen(hit.step)}>
              {t(`identityField.${hit.field}`)}
            </Link>
            {' · '}
            {t(`identityKind.${hit.kind}`)}
            <Box sx={{ wordBreak: 'break-all' }}>
              {hit.before}
              <mark>{hit.words}</mark>
              {hit.after}
            </Box>
          </Box>
        ))}
        <Box sx={{ color: 'text.secondary', fontSize: '0.88rem' }}>{t('side.identityAdvice')}</Box>
      </Box>
    </SideBlock>
  );
}
