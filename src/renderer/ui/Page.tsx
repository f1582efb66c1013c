import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useCompact } from './use-compact';
import { marked, type ViewIn } from './views';

/** A page of the frame: its name, what it tells in a line, its tools at the right, and the rest of the height. */
export function Page({
  view,
  title,
  lead,
  tools,
  children,
}: {
  view: ViewIn<'ready'>;
  title: string;
  lead?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}) {
  const isCompact = useCompact();
  return (
    <Box
      component="section"
      {...marked(view)}
      aria-label={title}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        height: '100%',
        minHeight: 0,
        p: 2,
        gap: 1.5,
        overflowY: 'auto',
      }}
    >
      <Box
        sx={{
          display: 'flex',
          flexShrink: 0,
          alignItems: 'center',
          gap: 2,
          minHeight: '2.4rem',
          flexWrap: 'wrap',
        }}
      >
        <Typography variant="h1" sx={{ fontSize: '1.35rem' }}>
          {title}
        </Typography>
        <Box sx={{ flex: 1, minWidth: 0, color: 'text.secondary' }}>{!isCompact && lead}</Box>
        {tools}
      </Box>
      <Box sx={{ flex: 1, minHeight: isCompact ? '26rem' : 0 }}>{children}</Box>
    </Box>
  );
}
