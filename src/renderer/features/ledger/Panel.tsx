import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { Tag } from '../../ui/tags/Tag';
import { marked, type ViewIn } from '../../ui/views';

interface PanelProps {
  title: string;
  hint?: string;
  count: number;
  tone: 'attention' | 'danger';
  testId: ViewIn<'ready'>;
  children: ReactNode;
}

/** Something that still keeps the day from closing, one line each. */
export function Panel({ title, hint, count, tone, testId, children }: PanelProps) {
  return (
    <Box
      component="section"
      aria-label={title}
      data-testid={testId}
      {...marked(testId)}
      sx={({ seat }) => ({ border: `1px solid ${seat.line}`, borderRadius: 1, background: seat.sheet })}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 1.5, py: 0.75 }}>
        <Box component="h2" sx={{ m: 0, flex: 1, fontSize: '0.97rem', fontWeight: 600 }}>
          {title}
        </Box>
        <Tag tone={count === 0 ? 'good' : tone}>{count}</Tag>
      </Box>
      {hint !== undefined && count > 0 && (
        <Box sx={{ px: 1.5, pb: 0.75, color: 'text.secondary', fontSize: '0.9rem' }}>{hint}</Box>
      )}
      {children}
    </Box>
  );
}

/** A line of a panel: what it is, and what can be done about it. */
export function PanelLine({ children, actions }: { children: ReactNode; actions: ReactNode }) {
  return (
    <Box
      sx={({ seat }) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        px: 1.5,
        py: 0.75,
        borderTop: `1px solid ${seat.line}`,
        fontSize: '0.95rem',
      })}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>{children}</Box>
      {actions}
    </Box>
  );
}
