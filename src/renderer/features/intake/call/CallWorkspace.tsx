import ArrowBackOutlined from '@mui/icons-material/ArrowBackOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isGreeted } from '../../../../shared/call/finish';
import type { AppState, FinishOutcome, SessionPerson } from '../../../../shared/ipc/contract';
import type { Problem } from '../../../../shared/report/problems';
import { pathOf } from '../../../../shared/script/path';
import type { Bundle } from '../../../../shared/script/bundle';
import { useSeatQuery } from '../../../seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Kbd } from '../../../ui/Kbd';
import { useNow } from '../../../ui/times';
import { useEditor } from '../draft/desk';
import type { DraftEditor } from '../draft/draft-editor';
import { railOf } from '../draft/rail';
import { StepForm } from '../steps/StepForm';
import { type Call, CallContext } from './call-context';
import { commandOfEvent } from './call-keys';
import { focusNextStop, focusRepeats } from './focus';
import { HangUpNotice } from './HangUpNotice';
import { LineCard, nextToSay } from './LineCard';
import { SidePanel } from './SidePanel';
import { StepRail } from './StepRail';
import { useCallActs, useStepView } from './use-call';
import { useFocus } from './use-focus';

interface CallWorkspaceProps {
  editor: DraftEditor;
  bundle: Bundle;
  app: AppState;
  person: SessionPerson;
  onFinished: (outcome: FinishOutcome & { kind: 'finished' }) => void;
}

/** One open call: rail, line to say, questions, and what is known beside them. Works by keyboard alone. */
export function CallWorkspace({ editor, bundle, app, person, onFinished }: CallWorkspaceProps) {
  const { t } = useTranslation();
  const root = useRef<HTMLDivElement>(null);
  const { draft } = useEditor(editor);
  const offset = useSeatQuery('sync.state', {}).data?.clockOffsetMs ?? 0;
  const now = useNow(20_000) + offset;
  const [stuck, setStuck] = useState<Problem | null>(null);
  const acts = useCallActs(
    editor,
    bundle,
    app.seat?.unitName ?? '',
    useCallback(() => Date.now() + offset, [offset]),
    { onFinished, onStuck: useCallback((problem: Problem) => setStuck({ ...problem }), []) },
  );
  const { confirmKey } = app.settings;
  const { lines, problems } = useStepView(draft, bundle, person.number, now, acts.attempted);
  const next = nextToSay(lines);
  const isLast = pathOf(draft.form).at(-1) === draft.step && draft.form.purpose !== null;

  useFocus(root, { draft, next, confirmKey, stuck });

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = commandOfEvent(event, confirmKey === 'enter');
      if (command === null || root.current === null) return;
      event.preventDefault();
      switch (command.kind) {
        case 'confirm':
          if (next?.isReady) acts.confirmLine(next);
          break;
        case 'back':
          acts.goBack();
          break;
        case 'on':
          acts.goOn();
          break;
        case 'hang_up':
          if (draft.hungUpAt === null && draft.revises === null) editor.hangUp(Date.now());
          break;
        case 'end_dropped':
          if (draft.hungUpAt !== null) acts.endAsDropped();
          break;
        case 'pick':
          root.current.querySelector<HTMLElement>(`[data-key="${command.digit}"]:not([disabled])`)?.click();
          break;
        case 'repeats':
          focusRepeats(root.current);
          break;
        case 'next_field':
          if (event.target instanceof Element && !focusNextStop(root.current, event.target)) acts.goOn();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [acts, confirmKey, draft.hungUpAt, draft.revises, editor, next]);

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
    lines,
    change: (update) => editor.change(update),
    changeReport: (update) => editor.change((form) => ({ ...form, report: update(form.report) })),
    confirmLine: acts.confirmLine,
    goOn: acts.goOn,
    goBack: acts.goBack,
  };

  return (
    <CallContext value={call}>
      <Box
        ref={root}
        data-testid="call"
        data-step={draft.step}
        onBlur={() => editor.flushSoon()}
        sx={{
          display: 'grid',
          gridTemplateColumns: '11.6rem minmax(0, 1fr) 17rem',
          height: '100%',
          minHeight: 0,
        }}
      >
        <StepRail steps={useMemo(() => railOf(draft, bundle), [draft, bundle])} onOpen={acts.open} />
        <Box
          sx={({ seat }) => ({
            display: 'flex',
            flexDirection: 'column',
            minHeight: 0,
            background: seat.sheet,
          })}
        >
          {draft.hungUpAt !== null && (
            <HangUpNotice at={draft.hungUpAt} onEnd={acts.endAsDropped} onUndo={() => editor.hangUp(null)} />
          )}
          <LineCard />
          <Box data-step-form sx={{ flex: 1, minHeight: 0, overflowY: 'auto', px: 2.5, py: 1.75 }}>
            <Box sx={{ display: 'grid', gap: 1.75 }}>
              <StepForm step={draft.step} />
            </Box>
          </Box>
          {acts.failure !== null && (
            <Box sx={{ px: 2.5, pb: 1 }}>
              <FailureNotice error={acts.failure} />
            </Box>
          )}
          <Box
            sx={({ seat }) => ({
              display: 'flex',
              alignItems: 'center',
              gap: 1,
              px: 2.5,
              py: 1,
              borderTop: `1px solid ${seat.line}`,
            })}
          >
            <Button
              startIcon={<ArrowBackOutlined />}
              onClick={acts.goBack}
              disabled={draft.step === 'greeting'}
              aria-keyshortcuts="F7 Alt+ArrowLeft"
            >
              {t('step.back')} <Kbd>F7</Kbd>
            </Button>
            <Box
              sx={{ flex: 1, textAlign: 'right', color: 'error.main', fontSize: '0.92rem' }}
              aria-live="polite"
            >
              {problems.size > 0 && t('step.stuck', { n: problems.size })}
            </Box>
            <Button
              variant={next ? 'outlined' : 'contained'}
              data-onward
              data-testid="onward"
              onClick={acts.goOn}
              disabled={acts.isFinishing}
              aria-keyshortcuts="F8 Control+Enter"
            >
              {t(isLast ? 'step.finish' : 'step.next')} <Kbd>F8</Kbd>
            </Button>
          </Box>
        </Box>
        <SidePanel onOpen={acts.open} onHangUp={() => editor.hangUp(Date.now())} />
      </Box>
    </CallContext>
  );
}
