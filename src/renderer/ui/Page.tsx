import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** A page of the frame: its name, what it tells in a line, its tools at the right, and the rest of the height. */
export function Page({
  title,
  lead,
  tools,
  children,
}: {
  title: string;
  lead?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Box
      component="section"
      aria-label={title}
      sx={{ display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0, p: 2, gap: 1.5 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, minHeight: '2.4rem' }}>
        <Typography variant="h1" sx={{ fontSize: '1.35rem' }}>
          {title}
        </Typography>
        <Box sx={{ flex: 1, minWidth: 0, color: 'text.secondary' }}>{lead}</Box>
        {tools}
      </Box>
      <Box sx={{ flex: 1, minHeight: 0 }}>{children}</Box>
    </Box>
  );
}
