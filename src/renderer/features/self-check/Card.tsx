import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import type { Mark } from '../../ui/views';

/** A card at the side: what it is for, and what can be done. */
export function Card({
  mark,
  title,
  hint,
  children,
}: {
  mark: Mark;
  title: string;
  hint: string;
  children: ReactNode;
}) {
  return (
    <Box
      component="section"
      {...mark}
      sx={({ seat }) => ({
        display: 'grid',
        gap: 1,
        p: 1.5,
        border: `1px solid ${seat.line}`,
        borderRadius: 1,
        background: seat.sheet,
      })}
    >
      <Box component="h2" sx={{ m: 0, fontSize: '1rem' }}>
        {title}
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.92rem' }}>{hint}</Box>
      {children}
    </Box>
  );
}
