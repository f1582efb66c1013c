import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Names and values in a frame, one a line. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <Box
      component="dl"
      sx={({ seat }) => ({
        display: 'grid',
        gridTemplateColumns: '8rem minmax(0, 1fr)',
        gap: '0.4rem 1rem',
        m: 0,
        px: 2,
        py: 1.25,
        border: `1px solid ${seat.line}`,
        borderRadius: 1,
        background: seat.sheet,
        overflowWrap: 'anywhere',
      })}
    >
      {facts.map(([name, value]) => (
        <Box key={name} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>
            {name}
          </Box>
          <Box component="dd" sx={{ m: 0, whiteSpace: 'pre-line' }}>
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
