import { useCallback, useState } from 'react';
import type { SheetEdit, TextColumn } from '../../../../shared/daily-sheet/sheet';
import type { SheetLead } from '../../../../shared/ipc/requests/workbench/daily-sheet';

export type Edits = ReadonlyMap<string, SheetEdit>;

/** What somebody typed and has not saved yet stays while they look at another page; in this window's memory alone. */
const kept = new Map<string, Edits>();
const keyOf = (callId: string, column: TextColumn) => `${callId}/${column}`;

/** The cells of a day's sheet that were changed and not saved. */
export function useSheetEdits(personId: string, date: string) {
  const key = `${personId}/${date}`;
  const [state, setState] = useState<{ key: string; edits: Edits }>({
    key,
    edits: kept.get(key) ?? new Map(),
  });
  const edits = state.key === key ? state.edits : (kept.get(key) ?? new Map<string, SheetEdit>());
  const put = useCallback(
    (next: Edits) => {
      if (next.size === 0) kept.delete(key);
      else kept.set(key, next);
      setState({ key, edits: next });
    },
    [key],
  );
  const edit = (lead: SheetLead, column: TextColumn, text: string) => {
    const next = new Map(edits);
    if (text === lead.texts[column]) next.delete(keyOf(lead.callId, column));
    else next.set(keyOf(lead.callId, column), { callId: lead.callId, column, text });
    put(next);
  };
  const textOf = (lead: SheetLead, column: TextColumn): string =>
    edits.get(keyOf(lead.callId, column))?.text ?? lead.texts[column];
  const isEdited = (lead: SheetLead, column: TextColumn) => edits.has(keyOf(lead.callId, column));
  const clear = useCallback(() => put(new Map()), [put]);
  return { edits, edit, textOf, isEdited, clear };
}

export type SheetEdits = ReturnType<typeof useSheetEdits>;
