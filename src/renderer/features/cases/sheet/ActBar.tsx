import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { useTranslation } from 'react-i18next';
import type { ActKind } from '../../../../shared/case/act';
import type { CaseState } from '../../../../shared/case/case';
import { refusalOfKind } from '../../../../shared/case/probe';
import type { CaseView } from '../../../../shared/ipc/contract';
import { ariaKeys, capOf, type ShortcutName } from '../../../../shared/shortcuts/shortcuts';
import { useCommand } from '../../../commands';
import { Kbd } from '../../../ui/Kbd';
import { useCaseDoors } from '../case-doors';
import { PaperButton } from './PaperButton';

/** What a supervisor does here; report and replies have a page of their own. In the order of a case's life. */
const OFFERED = {
  analysed: 'caseAnalysed',
  signed: 'caseSigned',
  referred: 'caseReferred',
  urged: 'caseUrged',
  spot_checked: 'caseSpotChecked',
  supervised: 'caseSupervised',
  extended: 'caseExtended',
  reassigned: 'caseReassigned',
  sent_back: 'caseSentBack',
  raised: 'caseRaised',
  led: 'caseLed',
  double_checked: 'caseDoubleChecked',
  concluded: 'caseConcluded',
  called_back: 'caseCalledBack',
  explained: 'caseExplained',
  reopened: 'caseReopened',
  reward_assessed: 'caseRewardAssessed',
  reward_submitted: 'caseRewardSubmitted',
} as const satisfies Partial<Record<ActKind, ShortcutName>>;
export type OfferedKind = keyof typeof OFFERED;
const KINDS = Object.keys(OFFERED) as OfferedKind[];
/** The way on of each stage stands out. */
const MAIN: Partial<Record<CaseState['stage'], readonly OfferedKind[]>> = {
  new: ['analysed', 'referred'],
  replying: ['concluded'],
  feedback: ['called_back', 'explained'],
};

interface ActBarProps {
  view: CaseView;
  state: CaseState;
  isAsking: boolean;
  onDo: (kind: ActKind) => void;
}

/** Exactly what the rules allow now, each with its key; the others say why not where one looks at them. */
export function ActBar({ view, state, isAsking, onDo }: ActBarProps) {
  const { t } = useTranslation();
  const doors = useCaseDoors();
  const { facts, now } = view;
  const judged = KINDS.map((kind) => ({ kind, reason: refusalOfKind(kind, state, { facts, now }) }));
  const main = MAIN[state.stage] ?? [];
  const isMain = (kind: OfferedKind) => main.includes(kind) && !(kind === 'analysed' && state.isAnalysed);
  const callId = view.row.callId;
  const canInvestigate = state.referral !== null && doors.investigate !== undefined;
  const investigate = () => doors.investigate?.(callId);
  return (
    <Box
      role="group"
      aria-label={t('cases.acts')}
      data-testid="act-bar"
      sx={({ seat }) => ({
        display: 'flex',
        flexWrap: 'wrap',
        gap: 0.6,
        maxHeight: '45%',
        overflowY: 'auto',
        borderTop: `1px solid ${seat.line}`,
        px: 1.5,
        py: 0.9,
      })}
    >
      {judged.map(({ kind, reason }) => (
        <ActCommand
          key={kind}
          name={OFFERED[kind]}
          isActive={reason === null && !isAsking}
          run={() => onDo(kind)}
        />
      ))}
      {judged.map(({ kind, reason }) =>
        reason === null ? (
          <Button
            key={kind}
            size="small"
            variant={isMain(kind) ? 'contained' : 'outlined'}
            onClick={() => onDo(kind)}
            aria-keyshortcuts={ariaKeys(OFFERED[kind])}
            data-act={kind}
          >
            {t(`cases.act.${kind}`)}
            <Kbd>{capOf(OFFERED[kind])}</Kbd>
          </Button>
        ) : (
          <Tooltip key={kind} title={t(`actWhy.${reason}`)} describeChild>
            <Button
              size="small"
              aria-disabled
              data-act={kind}
              data-refused={reason}
              sx={{ opacity: 1, color: 'text.secondary', cursor: 'not-allowed', borderStyle: 'dashed' }}
            >
              {t(`cases.act.${kind}`)}
            </Button>
          </Tooltip>
        ),
      )}
      {view.savesPapers && state.referral !== null && <PaperButton callId={callId} paper="referral" />}
      {view.savesPapers && state.reward?.isEligible === true && (
        <PaperButton callId={callId} paper="reward" />
      )}
      <ActCommand name="caseInvestigate" isActive={canInvestigate && !isAsking} run={investigate} />
      {canInvestigate && (
        <Button
          size="small"
          variant={state.stage === 'handling' ? 'contained' : 'outlined'}
          onClick={investigate}
          aria-keyshortcuts={ariaKeys('caseInvestigate')}
        >
          {t('cases.investigate')}
          <Kbd>{capOf('caseInvestigate')}</Kbd>
        </Button>
      )}
      {state.stage === 'feedback' && view.hasSealedIdentity && doors.dial && (
        <Button size="small" onClick={() => doors.dial?.(callId)}>
          {t('cases.dial')}
        </Button>
      )}
      {state.stage === 'feedback' && view.hasSealedIdentity && doors.requestIdentity && (
        <Button size="small" onClick={() => doors.requestIdentity?.(callId)}>
          {t('cases.requestIdentity')}
        </Button>
      )}
    </Box>
  );
}

function ActCommand({ name, run, isActive }: { name: ShortcutName; run: () => void; isActive: boolean }) {
  useCommand(name, run, isActive);
  return null;
}
