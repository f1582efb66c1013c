import Box from '@mui/material/Box';
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isGreeted } from '../../../../shared/call/finish';
import { acceptedAt } from '../../../../shared/lead/acceptance';
import type { AppState, FinishOutcome, SessionPerson } from '../../../../shared/ipc/contract';
import type { Problem } from '../../../../shared/report/problems';
import { pathOf } from '../../../../shared/script/path';
import type { Bundle } from '../../../../shared/script/bundle';
import { useSeatQuery } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { useNow } from '../../../ui/times';
import { useCompact } from '../../../ui/use-compact';
import { warmGazetteer } from '../address/use-gazetteer';
import { useDraft } from '../draft/desk';
import type { DraftEditor } from '../draft/draft-editor';
import { railOf, type RailStep } from '../draft/rail';
import { useReading } from '../proposals/use-reading';
import { StepForm } from '../steps/StepForm';
import { TransferDialog } from '../transfer/TransferDialog';
import { type Call, CallContext } from './call-context';
import { CallFooter } from './CallFooter';
import { CallNotices } from './CallNotices';
import { useCallCommands } from './use-call-commands';
import { focusPanel } from './focus';
import { RefusedNotice } from '../refused/RefusedNotice';
import { HangUpNotice } from './HangUpNotice';
import { LineCard, nextToSay } from './LineCard';
import { SidePanel } from '../side/SidePanel';
import { StepRail } from './StepRail';
import { useCallActs, usePhoneHangUp, useStepView } from './use-call';
import { useFocus } from './use-focus';
import { useRefusal } from '../refused/use-refusal';
import { marked } from '../../../ui/views';
import { callersWords } from '../../../privacy/callers-words';

interface CallWorkspaceProps {
  editor: DraftEditor;
  bundle: Bundle;
  app: AppState;
  person: SessionPerson;
  onFinished: (outcome: FinishOutcome & { kind: 'finished' }) => void;
}

const COLUMNS = {
  display: 'grid',
  gridTemplateColumns: '11.6rem minmax(0, 1fr) 18rem',
  height: '100%',
  minHeight: 0,
};
/** Draws nothing anew while a key changes none of its steps. */
const Rail = memo(StepRail);
const STACKED = { display: 'flex', flexDirection: 'column', height: '100%', overflowY: 'auto' };
/** One open call: rail, line to say, questions, and what is known beside them. Works by keyboard alone. */
export function CallWorkspace({ editor, bundle, app, person, onFinished }: CallWorkspaceProps) {
  const root = useRef<HTMLDivElement>(null);
  const isCompact = useCompact();
  const draft = useDraft(editor);
  const offset = useSeatQuery('sync.state', {}).data?.clockOffsetMs ?? 0;
  const seatNow = useNow(20_000);
  const now = acceptedAt(draft.origin, seatNow, offset);
  const [isTransferring, setTransferring] = useState(false);
  const [stuck, setStuck] = useState<Pick<Problem, 'field'> | null>(null);
  const acts = useCallActs(
    editor,
    bundle,
    app.seat?.unitName ?? '',
    useCallback(() => acceptedAt(draft.origin, Date.now(), offset), [draft.origin, offset]),
    {
      onFinished,
      onStuck: useCallback((problem: Problem) => setStuck({ ...problem }), []),
      onUndecided: useCallback(() => root.current && focusPanel(root.current, 'lead'), []),
    },
  );
  const { confirmKey } = app.settings;
  const reading = useReading(draft.form, bundle);
  const { lines, problems } = useStepView(draft, bundle, person.number, now, acts.attempted);
  const refused = useRefusal(draft);
  const rail = JSON.stringify(useMemo(() => railOf(draft, bundle), [draft, bundle]));
  const steps = useMemo(() => JSON.parse(rail) as RailStep[], [rail]);
  const next = nextToSay(lines);
  const isLast = pathOf(draft.form).at(-1) === draft.step && draft.form.purpose !== null;

  useEffect(() => void warmGazetteer(bundle), [bundle]);
  usePhoneHangUp(editor);
  useFocus(root, { draft, next, confirmKey, stuck });

  useCallCommands({
    root,
    draft,
    next,
    acts,
    enterConfirms: confirmKey === 'enter',
    hangUp: () => editor.hangUp(Date.now()),
    transfer: isGreeted(draft, bundle) && draft.revises === null ? () => setTransferring(true) : null,
  });

  const changes = useMemo<Pick<Call, 'change' | 'changeReport'>>(
    () => ({
      change: (update) => editor.change(update),
      changeReport: (update) => editor.change((form) => ({ ...form, report: update(form.report) })),
    }),
    [editor],
  );
  const call: Call = {
    editor,
    draft,
    form: draft.form,
    bundle,
    person,
    settings: app.settings,
    centerNow: now,
    isLocked: !isGreeted(draft, bundle),
    problems,
    refusals: refused.byField,
    reading,
    lines,
    ...changes,
    confirmLine: acts.confirmLine,
    goOn: acts.goOn,
    goBack: acts.goBack,
    correct: acts.correct,
  };

  return (
    <CallContext value={call}>
      <Box
        ref={root}
        data-testid="call"
        {...callersWords}
        {...marked('call')}
        data-step={draft.step}
        onBlur={() => editor.flushSoon()}
        sx={isCompact ? STACKED : COLUMNS}
      >
        <Rail steps={steps} onOpen={acts.open} isStrip={isCompact} />
        <Box
          sx={({ seat }) => ({
            display: 'flex',
            flexDirection: 'column',
            minHeight: isCompact ? '100%' : 0,
            flexShrink: 0,
            background: seat.sheet,
          })}
        >
          <CallNotices />
          {refused.refusal && (
            <RefusedNotice
              refusal={refused.refusal}
              onGo={(step, field) => {
                acts.correct(step);
                setStuck({ field });
              }}
            />
          )}
          {draft.hungUpAt !== null && (
            <HangUpNotice at={draft.hungUpAt} onEnd={acts.endAsDropped} onUndo={() => editor.hangUp(null)} />
          )}
          <LineCard />
          <Box
            data-step-form
            {...marked(`step-${draft.step}`)}
            sx={{ flex: 1, minHeight: 0, overflowY: isCompact ? 'visible' : 'auto', px: 2.5, py: 1.75 }}
          >
            <Box sx={{ display: 'grid', gap: 1.75 }}>
              <StepForm step={draft.step} />
            </Box>
          </Box>
          {acts.failure !== null && (
            <Box sx={{ px: 2.5, pb: 1 }}>
              <FailureNotice view="call" error={acts.failure} />
            </Box>
          )}
          <CallFooter acts={acts} isLast={isLast} isSticky={isCompact} hasLineToSay={next !== undefined} />
        </Box>
        <SidePanel
          onOpen={acts.open}
          onHangUp={() => editor.hangUp(Date.now())}
          onTransfer={() => setTransferring(true)}
        />
      </Box>
      {isTransferring && (
        <TransferDialog editor={editor} bundle={bundle} onClose={() => setTransferring(false)} />
      )}
    </CallContext>
  );
}
