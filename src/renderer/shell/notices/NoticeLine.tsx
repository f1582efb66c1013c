import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { marked, type ViewIn } from '../../ui/views';

interface NoticeLineProps {
  view: ViewIn<'ready'>;
  testId: string;
  words: string;
  children: ReactNode;
}

/** A calm line above every page: what is so, and what follows from it. */
export function NoticeLine({ view, testId, words, children }: NoticeLineProps) {
  return (
    <Box
      role="status"
      {...marked(view)}
      data-testid={testId}
      sx={({ seat }) => ({
        px: 2,
        py: 0.4,
        borderBottom: `1px solid ${seat.attentionLine}`,
        background: seat.attentionTint,
        fontSize: '0.92rem',
      })}
    >
      <Box component="strong" sx={({ seat }) => ({ color: seat.attention, fontWeight: 600, mr: 1 })}>
        {words}
      </Box>
      {children}
    </Box>
  );
}
