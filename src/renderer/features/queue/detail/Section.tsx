import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box
      component="section"
      aria-label={title}
      sx={({ seat }) => ({ px: 2, py: 1.25, borderTop: `1px solid ${seat.line}` })}
    >
      <Box component="h3" sx={{ m: 0, mb: 0.5, fontSize: '0.95rem', fontWeight: 600, color: 'primary.main' }}>
        {title}
      </Box>
      {children}
    </Box>
  );
}

/** Names and values, aligned. What is empty is left out by the caller, never shown as a blank. */
export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <Box
      component="dl"
      sx={{ display: 'grid', gridTemplateColumns: '7rem minmax(0, 1fr)', gap: '0.3rem 1rem', m: 0 }}
    >
      {rows.map(([name, value]) => (
        <Box key={name} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>
            {name}
          </Box>
          <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
