import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../shared/call/form';
import type { AppState, FinishOutcome, SessionPerson } from '../../../shared/ipc/contract';
import type { CallId } from '../../../shared/ids';
import { useCommand } from '../../commands';
import { useNavigation } from '../../navigation';
import { roomOf } from '../../seat/practice-door';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { CallerStrip } from '../practice';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Unseen } from '../../ui/Unseen';
import { Loading } from '../../ui/feedback/Loading';
import { Notice } from '../../ui/feedback/Notice';
import { CallTabs } from './CallTabs';
import { CallWorkspace } from './call/CallWorkspace';
import { desk, useDraft } from './draft/desk';
import type { DraftEditor } from './draft/draft-editor';
import { FinishedCall } from './FinishedCall';
import { IdleDesk } from './IdleDesk';
import { marked } from '../../ui/views';

interface IntakePageProps {
  app: AppState;
  person: SessionPerson;
}

/** Taking calls: the one in hand, revisions as tabs beside it, the way to the next once it has its end. */
export function IntakePage({ app, person }: IntakePageProps) {
  desk.seat(`${person.id} ${roomOf(app)}`);
  const { t } = useTranslation();
  const client = useQueryClient();
  const { place, startCall } = useNavigation();
  const drafts = useSeatQuery('draft.list', {});
  const start = useSeatAct('call.start');
  const [shown, setShown] = useState<CallId | null>(place.callId ?? desk.shown);

  const [isEndFirst, setEndFirst] = useState(false);

  const show = useCallback((id: CallId | null) => {
    desk.shown = id;
    setShown(id);
  }, []);

  // Asked to show a call while this page is open already: one that began by itself, or one that keeps somebody here.
  useEffect(() => {
    if (place.callId !== null) show(place.callId);
  }, [place, show]);

  const editors = useMemo(
    () =>
      (drafts.data ?? [])
        .filter((draft) => !desk.isCleared(draft))
        .sort((a, b) => a.startedAt - b.startedAt)
        .map((draft) => desk.editorOf(draft)),
    [drafts.data],
  );

  const { mutate, isPending } = start;
  const begin = useCallback(() => {
    const inHand = (client.getQueryData<Draft[]>(['draft.list', {}]) ?? []).find(
      (draft) => draft.revises === null && !desk.isCleared(draft),
    );
    setEndFirst(inHand !== undefined);
    if (inHand !== undefined) return show(inHand.id); // one call at a time
    mutate(
      {},
      {
        onSuccess: (draft) => {
          client.setQueryData<Draft[]>(['draft.list', {}], (before = []) =>
            before.some((each) => each.id === draft.id) ? before : [...before, draft],
          );
          show(draft.id);
        },
      },
    );
  }, [client, mutate, show]);

  useEffect(() => {
    if (place.startWishedAt <= desk.startWishedAt) return;
    desk.startWishedAt = place.startWishedAt;
    begin();
  }, [place.startWishedAt, begin]);

  useCommand('previousCall', () => show(neighbour(editors, shown, -1)), editors.length > 1);
  useCommand('nextCall', () => show(neighbour(editors, shown, 1)), editors.length > 1);

  const finish = (outcome: FinishOutcome & { kind: 'finished' }, draft: Draft) => {
    desk.clear(draft);
    setEndFirst(false);
    client.setQueryData<Draft[]>(['draft.list', {}], (before = []) =>
      before.filter((each) => each.id !== draft.id),
    );
    show(outcome.id);
  };

  const editor = editorToShow(editors, shown);
  return (
    <Box {...marked('intake')} sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
      <Unseen as="h1">{t('nav.intake')}</Unseen>
      <CallTabs
        editors={editors}
        shown={editor?.snapshot().draft.id ?? null}
        onShow={show}
        onStart={startCall}
        isStarting={isPending}
      />
      {start.isError && <FailureNotice view="intake" error={start.error} />}
      {isEndFirst && editor !== undefined && (
        <Box sx={{ p: 1, pb: 0 }} data-testid="end-first" {...marked('end-first')}>
          <Notice
            tone="attention"
            role="alert"
            action={
              <Button size="small" onClick={() => setEndFirst(false)}>
                {t('app.close')}
              </Button>
            }
          >
            {t('tabs.endFirst')}
          </Notice>
        </Box>
      )}
      {drafts.isError && <FailureNotice view="intake" error={drafts.error} />}
      {app.practice !== null && editor !== undefined && <Heard editor={editor} />}
      <Box sx={{ flex: 1, minHeight: 0 }}>
        {editor !== undefined ? (
          <OpenCall
            key={editor.snapshot().draft.id}
            editor={editor}
            app={app}
            person={person}
            onFinished={finish}
          />
        ) : drafts.isPending ? (
          <Loading view="intake" />
        ) : shown !== null ? (
          <FinishedCall key={shown} id={shown} onNext={startCall} onDone={() => show(null)} />
        ) : (
          <IdleDesk onStart={startCall} />
        )}
      </Box>
    </Box>
  );
}

/** The call asked for; after a start of the app, the one last worked on. A finished call shows no other one's form. */
function editorToShow(editors: readonly DraftEditor[], shown: CallId | null): DraftEditor | undefined {
  if (shown !== null) return editors.find((editor) => editor.snapshot().draft.id === shown);
  return editors.reduce<DraftEditor | undefined>(
    (latest, editor) =>
      latest === undefined || editor.snapshot().draft.savedAt > latest.snapshot().draft.savedAt
        ? editor
        : latest,
    undefined,
  );
}

function neighbour(editors: readonly DraftEditor[], shown: CallId | null, turn: number): CallId | null {
  const here = editors.findIndex((editor) => editor.snapshot().draft.id === shown);
  const next = editors[(here + turn + editors.length) % editors.length];
  return next?.snapshot().draft.id ?? null;
}

/** In practice: what the simulated caller says at the step the call stands at. */
function Heard({ editor }: { editor: DraftEditor }) {
  const draft = useDraft(editor);
  return <CallerStrip key={draft.id} callId={draft.id} step={draft.step} />;
}

interface OpenCallProps extends IntakePageProps {
  editor: DraftEditor;
  onFinished: (outcome: FinishOutcome & { kind: 'finished' }, draft: Draft) => void;
}

/** A call goes on under the script it was begun with, whatever the center has sent since. */
function OpenCall({ editor, app, person, onFinished }: OpenCallProps) {
  const { draft } = editor.snapshot();
  const bundle = useSeatQuery('bundle.get', { version: draft.bundleVersion });
  if (bundle.isPending) return <Loading view="call" />;
  if (bundle.isError) return <FailureNotice view="call" error={bundle.error} />;
  return (
    <CallWorkspace
      editor={editor}
      bundle={bundle.data}
      app={app}
      person={person}
      onFinished={(outcome) => onFinished(outcome, editor.snapshot().draft)}
    />
  );
}
