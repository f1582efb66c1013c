import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Investigation } from '../../../shared/investigation/investigation';
import type { InvestigationView } from '../../../shared/investigation/views';
import { beforeLeaving } from '../../seat/before-leaving';
import { request } from '../../seat/seat-client';

/** At most this is missing after a power cut. */
const SAVE_AFTER_MS = 250;

export interface InvestigationDraft {
  form: Investigation;
  saveCount: number;
  savedAt: number | null;
  /** Typed, and not yet on the disk. */
  isDirty: boolean;
  failure: unknown;
  change: (recipe: (form: Investigation) => Investigation) => void;
  /** Everything typed is on the disk; gives the count that it has there. */
  settle: () => Promise<number>;
  /** Goes on with what the core has now. */
  adopt: (view: InvestigationView) => void;
  /** Asks the core anew, and goes on with that: what is only typed here is given up. */
  reload: () => Promise<void>;
}

/** The report as it is typed, saved a moment later, one save at a time. The window is its master until it is left. */
export function useDraft(view: InvestigationView): InvestigationDraft {
  const client = useQueryClient();
  const { callId } = view;
  const [form, setForm] = useState(view.form);
  const [saved, setSaved] = useState({ count: view.saveCount, at: view.savedAt });
  const [isDirty, setDirty] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const latest = useRef({ form: view.form, count: view.saveCount, isDirty: false });
  const running = useRef<Promise<void> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const save = useCallback(async () => {
    clearTimeout(timer.current);
    // One after the other: each knows the count that the one before it made.
    await running.current?.catch(() => undefined);
    if (!latest.current.isDirty) return;
    const sent = latest.current.form;
    latest.current.isDirty = false;
    running.current = (async () => {
      try {
        const input = { callId, saveCount: latest.current.count, form: sent };
        const { saveCount, savedAt } = await request('investigation.save', input);
        latest.current.count = saveCount;
        setSaved({ count: saveCount, at: savedAt });
        setFailure(null);
        setDirty(latest.current.isDirty);
        client.setQueryData<InvestigationView>(['investigation.get', { callId }], (before) =>
          before === undefined ? before : { ...before, form: sent, saveCount, savedAt },
        );
      } catch (error) {
        latest.current.isDirty = true;
        setFailure(error);
        throw error;
      }
    })();
    await running.current;
  }, [callId, client]);

  const settle = useCallback(async () => {
    await save();
    return latest.current.count;
  }, [save]);

  const change = useCallback(
    (recipe: (before: Investigation) => Investigation) => {
      latest.current.form = recipe(latest.current.form);
      latest.current.isDirty = true;
      setForm(latest.current.form);
      setDirty(true);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save().catch(() => undefined), SAVE_AFTER_MS);
    },
    [save],
  );

  const adopt = useCallback((next: InvestigationView) => {
    clearTimeout(timer.current);
    latest.current = { form: next.form, count: next.saveCount, isDirty: false };
    setForm(next.form);
    setSaved({ count: next.saveCount, at: next.savedAt });
    setDirty(false);
    setFailure(null);
  }, []);

  const reload = useCallback(async () => {
    try {
      const next = await request('investigation.get', { callId });
      client.setQueryData(['investigation.get', { callId }], next);
      adopt(next);
    } catch (error) {
      setFailure(error);
    }
  }, [adopt, callId, client]);

  // A colleague saved, and nothing is typed here: then theirs is what one goes on with.
  const onNews = useEffectEvent((next: InvestigationView) => {
    if (!latest.current.isDirty && next.saveCount > latest.current.count) adopt(next);
  });
  useEffect(() => onNews(view), [view]);

  useEffect(() => {
    const stop = beforeLeaving(save);
    return () => {
      stop();
      // Leaving the page is no loss: the last keys go out beside whatever comes next.
      void save().catch(() => undefined);
    };
  }, [save]);

  return { form, saveCount: saved.count, savedAt: saved.at, isDirty, failure, change, settle, adopt, reload };
}
