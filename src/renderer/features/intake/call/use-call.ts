import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { problemsAt, problemsOf } from '../../../../shared/call/finish';
import type { FinishOutcome } from '../../../../shared/ipc/contract';
import type { Problem, ProblemCode } from '../../../../shared/report/problems';
import { pathOf } from '../../../../shared/script/path';
import type { Bundle } from '../../../../shared/script/bundle';
import type { StepId } from '../../../../shared/script/steps';
import { readBackMark } from '../../../../shared/call/read-back';
import { readCall } from '../../../../shared/proposals/read-call';
import { openFlags, storyOf, withProposed } from '../proposals/reading';
import { request } from '../../../seat/seat-client';
import { usePhone } from '../../phone';
import { promiseOf, spokenLines } from '../draft/spoken-lines';
import type { DraftEditor } from '../draft/draft-editor';
import { withHomeCity } from '../draft/home-city';
import type { SpokenLine } from './call-context';

interface Ends {
  onFinished: (outcome: FinishOutcome & { kind: 'finished' }) => void;
  /** Something is missing: the view brings the agent there. */
  onStuck: (problem: Problem) => void;
  /** Proposed flags have no yes or no yet: the view leads there, once. */
  onUndecided: () => void;
}

export interface CallActs {
  /** Steps at which the agent tried to go on: their problems are shown from then on. */
  attempted: ReadonlySet<StepId>;
  isFinishing: boolean;
  failure: unknown;
  open: (step: StepId) => void;
  goOn: () => void;
  goBack: () => void;
  correct: (step: StepId) => void;
  confirmLine: (line: Pick<SpokenLine, 'id'>) => void;
  endAsDropped: () => void;
}

/** Moving through a call: every move reads the editor itself, so that two keys in one moment can't miss each other. */
export function useCallActs(
  editor: DraftEditor,
  bundle: Bundle,
  unitName: string,
  centerNow: () => number,
  { onFinished, onStuck, onUndecided }: Ends,
): CallActs {
  const [attempted, setAttempted] = useState<ReadonlySet<StepId>>(new Set());
  /** Where the agent came from to put something right. */
  const [cameFrom, setCameFrom] = useState<StepId | null>(null);
  const [isFinishing, setFinishing] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const hasAskedForFlags = useRef(false);

  const open = useCallback(
    (step: StepId) => {
      if (step === 'address') editor.change((form) => withHomeCity(form, unitName));
      editor.moveTo(step);
    },
    [editor, unitName],
  );

  const stuckAt = useCallback(
    (problem: Problem) => {
      setAttempted((before) => new Set(before).add(problem.step));
      open(problem.step);
      onStuck(problem);
    },
    [open, onStuck],
  );

  const finish = useCallback(async () => {
    const [missing] = problemsOf(editor.snapshot().draft, bundle);
    if (missing !== undefined) return stuckAt(missing);
    editor.change((form) => ({
      ...form,
      report:
        form.purpose === 'report'
          ? withProposed(form.report, readCall(storyOf(form), bundle.rules))
          : form.report,
    }));
    setFinishing(true);
    setFailure(null);
    try {
      await editor.flush();
      const { id, saveCount } = editor.snapshot().draft;
      const outcome = await request('call.finish', { id, saveCount });
      if (outcome.kind === 'finished') return onFinished(outcome);
      const [first] = outcome.problems;
      if (first) stuckAt({ ...first, code: first.code as ProblemCode }); // the same validator made it
    } catch (error) {
      setFailure(error);
    } finally {
      setFinishing(false);
    }
  }, [editor, bundle, stuckAt, onFinished]);

  const goOn = useCallback(() => {
    const { draft } = editor.snapshot();
    const [missing] = problemsAt(draft, bundle, draft.step);
    if (missing !== undefined) return stuckAt(missing);
    if (draft.step === 'deadline' && !hasAskedForFlags.current) {
      const reading = readCall(storyOf(draft.form), bundle.rules);
      if (openFlags(reading, draft.form.report).length > 0) {
        hasAskedForFlags.current = true;
        return onUndecided();
      }
    }
    const path = pathOf(draft.form);
    const isBack = cameFrom !== null && path.includes(cameFrom);
    const next = isBack ? cameFrom : path[path.indexOf(draft.step) + 1];
    setCameFrom(null);
    if (next === undefined) void finish();
    else open(next);
  }, [editor, bundle, cameFrom, stuckAt, onUndecided, finish, open]);

  const correct = useCallback(
    (step: StepId) => {
      setCameFrom(editor.snapshot().draft.step);
      open(step);
    },
    [editor, open],
  );

  const goBack = useCallback(() => {
    const { draft } = editor.snapshot();
    const path = pathOf(draft.form);
    const previous = path[path.indexOf(draft.step) - 1];
    if (previous !== undefined) open(previous);
  }, [editor, open]);

  const confirmLine = useCallback(
    ({ id }: Pick<SpokenLine, 'id'>) => {
      editor.confirm({ lineId: id, at: Date.now() });
      const { draft } = editor.snapshot();
      if (draft.step === 'deadline') {
        const deadlineTold = promiseOf(draft, bundle, centerNow());
        editor.change((form) => ({ ...form, report: { ...form.report, deadlineTold } }));
      }
      if (draft.step === 'read_back') {
        editor.change((form) => ({
          ...form,
          report: { ...form.report, readBackMark: readBackMark(form.report) },
        }));
      }
      if (draft.step === 'greeting' && problemsAt(draft, bundle, 'greeting').length === 0) goOn();
    },
    [editor, bundle, centerNow, goOn],
  );

  const endAsDropped = useCallback(() => {
    const [unsaid] = problemsAt(editor.snapshot().draft, bundle, 'greeting');
    if (unsaid !== undefined) return stuckAt(unsaid); // nothing may be changed before the greeting
    editor.change((form) => ({ ...form, purpose: 'dropped' }));
    editor.moveTo('purpose');
    void finish();
  }, [editor, bundle, stuckAt, finish]);

  return { attempted, isFinishing, failure, open, goOn, goBack, correct, confirmLine, endAsDropped };
}

/** The telephone saw the caller go: marked on the call as if the agent had. Told once; what the agent says later holds. */
export function usePhoneHangUp(editor: DraftEditor): void {
  const { current } = usePhone();
  const { id } = editor.snapshot().draft;
  const at = current?.id === id ? current.hungUpAt : null;
  useEffect(() => {
    if (at !== null && editor.snapshot().draft.hungUpAt === null) editor.hangUp(at);
  }, [editor, at]);
}

/** The lines and problems of the step at hand. */
export function useStepView(
  draft: ReturnType<DraftEditor['snapshot']>['draft'],
  bundle: Bundle,
  agentNumber: string,
  now: number,
  attempted: ReadonlySet<StepId>,
): { lines: readonly SpokenLine[]; problems: ReadonlyMap<string, ProblemCode> } {
  const lines = useMemo(
    () => spokenLines(draft, bundle, agentNumber, now),
    [draft, bundle, agentNumber, now],
  );
  const problems = useMemo(() => {
    const found = attempted.has(draft.step) ? problemsAt(draft, bundle, draft.step) : [];
    return new Map(found.map((problem) => [problem.field, problem.code]));
  }, [draft, bundle, attempted]);
  return { lines, problems };
}
