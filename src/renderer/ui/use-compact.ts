import { useTheme } from '@mui/material/styles';
import { useSyncExternalStore } from 'react';

/** Below this many rem there is no room for columns side by side. */
const COLUMNS_REM = 60;

function watchResize(changed: () => void): () => void {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
}

/** True where the text is so large for the window that things stand below each other: 200 % on a small screen. */
export function useCompact(): boolean {
  const { rootPx } = useTheme();
  return useSyncExternalStore(watchResize, () => window.innerWidth < COLUMNS_REM * rootPx);
}
