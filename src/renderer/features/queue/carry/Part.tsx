import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** One of the two ways a file goes: its heading, what to know of it, and what it did. */
export function Part({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <Box component="section" aria-label={title} sx={{ display: 'grid', gap: 1 }}>
      <Typography variant="h2" sx={{ fontSize: '1.05rem', fontWeight: 600 }}>
        {title}
      </Typography>
      <Box sx={{ color: 'text.secondary' }}>{lead}</Box>
      {children}
    </Box>
  );
}

/** How far the work is, in words and as a bar. */
export function Progress({ words, done, of }: { words: string; done: number; of: number }) {
  return (
    <Box sx={{ display: 'grid', gap: 0.5 }} data-testid="carry-progress">
      <Box role="status">{words}</Box>
      <LinearProgress variant="determinate" value={of === 0 ? 0 : (100 * done) / of} aria-label={words} />
    </Box>
  );
}
