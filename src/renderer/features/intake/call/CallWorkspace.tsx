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
import { ariaKeys } from '../../../../shared/shortcuts/shortcuts';
import { Cap, useCommand } from '../../../commands';
import { useSeatQuery } from '../../../seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { useNow } from '../../../ui/times';
import { useCompact } from '../../../ui/use-compact';
import { warmGazetteer } from '../address/use-gazetteer';
import { useEditor } from '../draft/desk';
import type { DraftEditor } from '../draft/draft-editor';
import { railOf } from '../draft/rail';
import { StepForm } from '../steps/StepForm';
import { type Call, CallContext } from './call-context';
import { callKeyOfEvent } from './call-keys';
import { focusNextStop, focusPanel, focusRepeats, markMissing } from './focus';
import { HangUpNotice } from './HangUpNotice';
import { LineCard, nextToSay } from './LineCard';
import { SidePanel } from '../side/SidePanel';
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

const COLUMNS = {
  display: 'grid',
  gridTemplateColumns: '11.6rem minmax(0, 1fr) 18rem',
  height: '100%',
  minHeight: 0,
};
const STACKED = { display: 'flex', flexDirection: 'column', height: '100%', overflowY: 'auto' };

/** One open call: rail, line to say, questions, and what is known beside them. Works by keyboard alone. */
export function CallWorkspace({ editor, bundle, app, person, onFinished }: CallWorkspaceProps) {
  const { t } = useTranslation();
  const root = useRef<HTMLDivElement>(null);
  const isCompact = useCompact();
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

  useEffect(() => void warmGazetteer(bundle), [bundle]);
  useFocus(root, { draft, next, confirmKey, stuck });

  const sayNext = () => {
    if (next?.isReady) acts.confirmLine(next);
  };
  const isOnTheLine = draft.hungUpAt === null && draft.revises === null;
  const inRoot = (act: (root: Element) => void) => () => root.current && act(root.current);
  useCommand(
    'notAsked',
    inRoot((box) => markMissing(box, 'not_asked')),
  );
  useCommand(
    'refused',
    inRoot((box) => markMissing(box, 'refused')),
  );
  useCommand(
    'unknown',
    inRoot((box) => markMissing(box, 'unknown')),
  );
  useCommand(
    'identity',
    inRoot((box) => focusPanel(box, 'identity')),
  );
  useCommand('repeats', inRoot(focusRepeats));
  useCommand('confirmLine', sayNext);
  useCommand('back', acts.goBack, draft.step !== 'greeting');
  useCommand('on', acts.goOn);
  useCommand('hangUp', () => editor.hangUp(Date.now()), isOnTheLine);
  useCommand('endDropped', acts.endAsDropped, draft.hungUpAt !== null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = callKeyOfEvent(event, confirmKey === 'enter');
      if (key === null || root.current === null) return;
      event.preventDefault();
      switch (key.kind) {
        case 'confirm':
          sayNext();
          break;
        case 'pick':
          root.current.querySelector<HTMLElement>(`[data-key="${key.digit}"]:not([disabled])`)?.click();
          break;
        case 'next_field':
          if (event.target instanceof Element && !focusNextStop(root.current, event.target)) acts.goOn();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

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
    correct: acts.correct,
  };

  return (
    <CallContext value={call}>
      <Box
        ref={root}
        data-testid="call"
        data-step={draft.step}
        onBlur={() => editor.flushSoon()}
        sx={isCompact ? STACKED : COLUMNS}
      >
        <StepRail
          steps={useMemo(() => railOf(draft, bundle), [draft, bundle])}
          onOpen={acts.open}
          isStrip={isCompact}
        />
        <Box
          sx={({ seat }) => ({
            display: 'flex',
            flexDirection: 'column',
            minHeight: isCompact ? '100%' : 0,
            flexShrink: 0,
            background: seat.sheet,
          })}
        >
          {draft.hungUpAt !== null && (
            <HangUpNotice at={draft.hungUpAt} onEnd={acts.endAsDropped} onUndo={() => editor.hangUp(null)} />
          )}
          <LineCard />
          <Box
            data-step-form
            sx={{ flex: 1, minHeight: 0, overflowY: isCompact ? 'visible' : 'auto', px: 2.5, py: 1.75 }}
          >
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
              background: seat.sheet,
              ...(isCompact && { position: 'sticky', bottom: 0, zIndex: 1 }),
            })}
          >
            <Button
              startIcon={<ArrowBackOutlined />}
              onClick={acts.goBack}
              disabled={draft.step === 'greeting'}
              aria-keyshortcuts={ariaKeys('back')}
            >
              {t('step.back')} <Cap of="back" />
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
              aria-keyshortcuts={ariaKeys('on')}
            >
              {t(isLast ? 'step.finish' : 'step.next')} <Cap of="on" />
            </Button>
          </Box>
        </Box>
        <SidePanel onOpen={acts.open} onHangUp={() => editor.hangUp(Date.now())} />
      </Box>
    </CallContext>
  );
}
