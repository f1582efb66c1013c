import Box from '@mui/material/Box';
import type { TFunction } from 'i18next';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActKind } from '../../../../shared/case/act';
import { caseOf, CALLBACK_TRIES, type CaseState } from '../../../../shared/case/case';
import type { CallId } from '../../../../shared/ids';
import type { CaseView } from '../../../../shared/ipc/contract';
import { useSeatQuery } from '../../../seat/seat-queries';
import { Pane } from '../../../ui/lists/Pane';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Loading } from '../../../ui/feedback/Loading';
import { GradeTag } from '../../../ui/tags/GradeTag';
import { Tag } from '../../../ui/tags/Tag';
import { marked } from '../../../ui/views';
import { EvidenceList } from '../../attachments';
import { RecordFields } from '../../queue';
import { ActDialog } from '../acts/ActDialog';
import { ReferralDialog } from '../referral/ReferralDialog';
import { ActBar } from './ActBar';
import { CaseTimeline } from './CaseTimeline';
import { DateWords } from './DateWords';
import { callersWords } from '../../../privacy/callers-words';

/** One case: its date and how it came about, who has it, what is owed, what was done, and what can be done now. */
export function CaseSheet({ callId }: { callId: CallId }) {
  const view = useSeatQuery('case.view', { callId });
  if (view.isPending) return <Loading view="case-sheet" />;
  if (view.isError) return <FailureNotice view="case-sheet" error={view.error} />;
  return <Sheet view={view.data} />;
}

function Sheet({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<ActKind | null>(null);
  const state = caseOf(view.facts, view.acts);
  const { row } = view;
  const close = () => setDoing(null);
  return (
    <Pane
      data-testid="case-sheet"
      {...callersWords}
      data-case={row.localNumber}
      data-stage={state.stage}
      {...marked('case-sheet')}
    >
      <Box
        sx={({ seat }) => ({
          display: 'flex',
          flexWrap: 'wrap',
          gap: 1,
          alignItems: 'center',
          px: 2,
          py: 0.75,
          borderBottom: `1px solid ${seat.line}`,
        })}
      >
        <Box component="h2" sx={{ m: 0, fontSize: '1.1rem' }}>
          {row.localNumber}
        </Box>
        <GradeTag grade={state.grade} />
        <Tag tone="info">{t(`cases.part.${state.stage}`)}</Tag>
        {state.round > 1 && <Tag tone="attention">{t('cases.round', { n: state.round })}</Tag>}
        <Owed state={state} view={view} />
      </Box>
      <Box
        component="section"
        aria-label={t('cases.sheet')}
        tabIndex={0} // it scrolls
        sx={{ flex: 1, minHeight: '8rem', overflowY: 'auto' }}
      >
        <Part title={t('cases.deadline')}>
          <DateWords view={view} state={state} />
        </Part>
        <Part title={t('cases.owner')}>{ownerWords(state, t)}</Part>
        <Part title={t('cases.course')}>
          <CaseTimeline view={view} />
        </Part>
        <OtherFiles view={view} />
        <Part title={t('cases.report')}>
          <RecordFields
            form={view.form}
            disposition="report"
            hasSealedIdentity={view.hasSealedIdentity}
            identityDestroyed={view.identityDestroyed}
            dueDate={view.facts.dueDate}
            origin={{ kind: 'key' }}
          />
        </Part>
      </Box>
      <ActBar view={view} state={state} onDo={setDoing} isAsking={doing !== null} />
      {doing === 'referred' && <ReferralDialog view={view} state={state} onClose={close} />}
      {doing !== null && doing !== 'referred' && (
        <ActDialog kind={doing} view={view} state={state} onClose={close} />
      )}
    </Pane>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box
      component="section"
      aria-label={title}
      sx={({ seat }) => ({ px: 2, py: 1, borderBottom: `1px solid ${seat.line}` })}
    >
      <Box
        component="h3"
        sx={{ m: 0, mb: 0.25, fontSize: '0.95rem', fontWeight: 600, color: 'primary.main' }}
      >
        {title}
      </Box>
      {children}
    </Box>
  );
}

/** Files that no act carries: the report's, and what was taken in and not used. Nothing of a case is out of sight. */
function OtherFiles({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const carried = new Set(view.acts.flatMap(({ files }) => files));
  const others = view.files.filter(({ id }) => !carried.has(id)).map(({ id }) => id);
  if (others.length === 0) return null;
  return (
    <Part title={t('evidence.others')}>
      <EvidenceList ids={others} files={view.files} />
    </Part>
  );
}

function ownerWords(state: CaseState, t: TFunction): string {
  if (state.owner === null) return t('cases.ownerNone');
  if (state.owner.kind === 'supervisor')
    return state.isRaised && state.unit !== null
      ? t('cases.ownerRaised', { unit: state.unit.name })
      : t('cases.ownerSupervisor');
  const { unit } = state.owner;
  const { head, handler } = state;
  const supervisedBy = state.referral?.supervisedBy?.name;
  return [
    t('cases.ownerUnit', { unit: unit.name, head: head?.name ?? '—', handler: handler?.name ?? '—' }),
    supervisedBy === undefined ? '' : t('cases.supervisedBy', { name: supervisedBy }),
  ].join('');
}

/** What is owed, each in a word; red where the notice allows no delay. */
function Owed({ state, view }: { state: CaseState; view: CaseView }) {
  const { t } = useTranslation();
  if (state.stage === 'closed') return null;
  const owed: [boolean, string, 'danger' | 'attention'][] = [
    [
      state.owesSignature,
      t(state.grade === 'major' ? 'cases.owes.headSignature' : 'cases.owes.signature'),
      state.grade === 'major' ? 'danger' : 'attention',
    ],
    [state.isFocus && !state.isRaised, t('cases.owes.raise'), 'attention'],
    [state.isFocus && !state.hasLeader, t('cases.owes.leader'), 'attention'],
    [state.isFocus && !state.isDoubleChecked, t('cases.owes.double'), 'attention'],
    [state.stage === 'replying' && !state.repliedBy.has('platform'), t('cases.owes.platform'), 'attention'],
    [state.stage === 'replying' && !state.repliedBy.has('mail'), t('cases.owes.mail'), 'attention'],
    [
      state.stage === 'feedback' && !state.owesExplanation,
      t(view.facts.wantsCallback ? 'cases.owes.callback' : 'cases.owes.callbackOrWish', {
        n: state.calledAt.length,
        of: CALLBACK_TRIES,
      }),
      'attention',
    ],
    [state.owesExplanation, t('cases.owes.explanation'), 'danger'],
  ];
  return owed
    .filter(([is]) => is)
    .map(([, words, tone]) => (
      <Tag key={words} tone={tone} data-testid="owed">
        {words}
      </Tag>
    ));
}
