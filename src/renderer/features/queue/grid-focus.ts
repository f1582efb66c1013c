import type { GridState, useGridApiRef } from '@mui/x-data-grid';
import { useEffect } from 'react';

const NOWHERE = { cell: null, columnHeader: null, columnHeaderFilter: null, columnGroupHeader: null };

/**
 * Two manners the grid lacks. It gives up its cell to a mouse click alone, so with the next rows it would take the focus
 * from whoever is typing a search. And where the row of its one Tab stop is gone, Tab could no longer enter it.
 */
export function useGridFocusManners(
  grid: ReturnType<typeof useGridApiRef>,
  items: readonly { id: string }[],
): void {
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      const root = grid.current?.rootElementRef?.current;
      if (!root || (target instanceof Node && root.contains(target))) return;
      grid.current?.setState((state: GridState) =>
        state.focus.cell === null ? state : { ...state, focus: NOWHERE },
      );
    };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, [grid]);

  useEffect(() => {
    grid.current?.setState((state: GridState) => {
      const stop = state.tabIndex.cell;
      return stop === null || items.some(({ id }) => id === stop.id)
        ? state
        : { ...state, tabIndex: NOWHERE };
    });
  }, [grid, items]);
}
