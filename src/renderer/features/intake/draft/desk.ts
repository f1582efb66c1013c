import { useCallback, useSyncExternalStore } from 'react';
import type { Draft } from '../../../../shared/call/form';
import type { CallId } from '../../../../shared/ids';
import { beforeLeaving } from '../../../seat/before-leaving';
import { request } from '../../../seat/seat-client';
import { DraftEditor, type EditorSnapshot, type SaveRequest } from './draft-editor';

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
}

const revisionKey = (draft: Draft) => `${draft.id}/${draft.revises?.revision ?? 0}`;

export const desk = new Desk((input) => request('draft.save', input));

beforeLeaving(() => desk.flush());
for (const event of ['visibilitychange', 'pagehide', 'beforeunload', 'blur'] as const) {
  window.addEventListener(event, () => desk.flushSoon());
}

export function useEditor(editor: DraftEditor): EditorSnapshot {
  return useSyncExternalStore(
    useCallback((changed) => editor.subscribe(changed), [editor]),
    editor.snapshot,
  );
}
