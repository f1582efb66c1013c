import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { Kbd } from '../../../ui/Kbd';
import { marked, type ViewIn } from '../../../ui/views';

interface SideBlockProps {
  view: Extract<ViewIn<'ready'>, `side-${string}`>;
  title?: string;
  mark?: ReactNode;
  /** The key that leads into the block. */
  shortcut?: string;
  children: ReactNode;
}

/** One matter beside the form. */
export function SideBlock({ view, title, mark, shortcut, children }: SideBlockProps) {
  return (
    <Box
      component="section"
      {...marked(view)}
      aria-keyshortcuts={shortcut}
      aria-label={title}
      sx={({ seat }) => ({ p: 1.5, borderBottom: `1px solid ${seat.line}` })}
    >
      {title && (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.5 }}>
          <Box component="h2" sx={{ m: 0, fontSize: '0.93rem', fontWeight: 600, color: 'text.secondary' }}>
            {title}
          </Box>
          {shortcut && <Kbd>{shortcut.replace('+', ' ')}</Kbd>}
          <Box sx={{ flex: 1 }} />
          {mark}
        </Box>
      )}
      {children}
    </Box>
  );
}
