import { startTransition, useLayoutEffect, useState } from 'react';
import type { Draft } from '../../../../shared/call/form';
import type { CallId } from '../../../../shared/ids';
import { beforeLeaving } from '../../../seat/before-leaving';
import { request } from '../../../seat/seat-client';
import { DraftEditor, type EditorSnapshot, type SaveRequest } from './draft-editor';
import { afterPaint, isTyped } from './typed';

/** What lies open before one person: an editor per draft, kept while other pages are looked at. */
export class Desk {
  private readonly editors = new Map<CallId, DraftEditor>();
  private readonly finished = new Set<string>();
  private owner: string | null = null;
  /** What the page showed last: an open draft or the call just finished. */
  shown: CallId | null = null;
  /** The last wish to take a call that was met (see navigation). */
  startWishedAt = 0;

  private readonly save: SaveRequest;

  constructor(save: SaveRequest) {
    this.save = save;
  }

  /** Clears the desk when somebody else sits down at it, or the same person at another: `owner` tells both. */
  seat(owner: string): void {
    if (this.owner !== owner) {
      for (const editor of this.editors.values()) editor.close();
      this.editors.clear();
      this.finished.clear();
      this.shown = null;
    }
    this.owner = owner;
  }

  /** The editor of a draft as the store has it; an open one keeps what was typed into it. */
  editorOf(draft: Draft): DraftEditor {
    const known = this.editors.get(draft.id);
    const isBehind = known !== undefined && known.snapshot().draft.saveCount < draft.saveCount;
    if (known !== undefined && (known.isUnsaved || !isBehind)) return known;
    const editor = new DraftEditor(draft, this.save);
    this.editors.set(draft.id, editor);
    return editor;
  }

  /** A call ended: its draft is gone from the store and may not come back by a late save or an older list. */
  clear(draft: Draft): void {
    this.editors.get(draft.id)?.close();
    this.editors.delete(draft.id);
    this.finished.add(revisionKey(draft));
  }

  isCleared(draft: Draft): boolean {
    return this.finished.has(revisionKey(draft));
  }

  async flush(): Promise<void> {
    await Promise.all([...this.editors.values()].map((editor) => editor.flush()));
  }

  flushSoon(): void {
    for (const editor of this.editors.values()) editor.flushSoon();
  }

  saveLast(): void {
    for (const editor of this.editors.values()) editor.saveLast();
  }
}

const revisionKey = (draft: Draft) => `${draft.id}/${draft.revises?.revision ?? 0}`;

export const desk = new Desk((input) => request('draft.save', input));

beforeLeaving(() => desk.flush());
for (const event of ['visibilitychange', 'blur'] as const) {
  window.addEventListener(event, () => desk.flushSoon());
}
for (const event of ['pagehide', 'beforeunload'] as const) {
  window.addEventListener(event, () => desk.saveLast());
}

const isSameDraft = (a: Draft, b: Draft) =>
  a.form === b.form &&
  a.step === b.step &&
  a.confirmations === b.confirmations &&
  a.hungUpAt === b.hungUpAt &&
  a.takenOver === b.takenOver;

/** The draft and how its saving stands, as they are shown. */
export function useEditor(editor: DraftEditor): EditorSnapshot {
  return useShown(editor, true);
}

/** The draft as it is shown: the same one until something of it changes that a person can see, which saving does not. */
export function useDraft(editor: DraftEditor): Draft {
  return useShown(editor, false).draft;
}

/**
 * A choice or a move is shown with its own key; what is typed is shown by its field at once and by everything beside it a
 * moment later (TextInput): that, and the marks of saving, hold up no next key. The editor itself is never behind: what
 * acts on a draft asks the editor.
 */
function useShown(editor: DraftEditor, withSaving: boolean): EditorSnapshot {
  const [shown, setShown] = useState({ of: editor, snapshot: editor.snapshot() });
  useLayoutEffect(() => {
    let last = editor.snapshot();
    setShown((now) => (now.snapshot === last ? now : { of: editor, snapshot: last }));
    return editor.subscribe(() => {
      const before = last;
      last = editor.snapshot();
      const isSame = isSameDraft(before.draft, last.draft);
      const show = () => setShown({ of: editor, snapshot: last });
      if (isTyped()) afterPaint(() => startTransition(show));
      else if (!isSame) show();
      else if (withSaving) startTransition(show);
    });
  }, [editor, withSaving]);
  return shown.of === editor ? shown.snapshot : editor.snapshot();
}
