import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A part of the panel beside the form: its name, a mark at the right, and what it tells. */
export function SideBlock({
  title,
  mark,
  children,
}: {
  title?: string;
  mark?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Box sx={({ seat }) => ({ p: 1.5, borderBottom: `1px solid ${seat.line}` })}>
      {title && (
        <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', mb: 0.5 }}>
          <Box component="h2" sx={{ m: 0, fontSize: '0.93rem', fontWeight: 600, color: 'text.secondary' }}>
            {title}
          </Box>
          {mark}
        </Box>
      )}
      {children}
    </Box>
  );
}
