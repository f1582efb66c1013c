import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { useId, type ReactNode } from 'react';

const Table = styled('table')(({ theme: { seat } }) => ({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: '0.92rem',
  fontVariantNumeric: 'tabular-nums',
  '& th, & td': { padding: '0.2rem 0.7rem', borderBottom: `1px solid ${seat.line}`, textAlign: 'right' },
  '& th:first-of-type': { textAlign: 'left' },
  '& thead th': { background: seat.inset, color: seat.inkSoft, fontWeight: 600, whiteSpace: 'nowrap' },
  '& tbody th': { fontWeight: 500, whiteSpace: 'nowrap' },
  '& tfoot th, & tfoot td': { fontWeight: 600, borderBottom: 0 },
}));

interface SumTableProps {
  title: string;
  note?: string;
  columns: readonly string[];
  children: ReactNode;
}

/** Sums under a heading; the first column names the row. */
export function SumTable({ title, note, columns, children }: SumTableProps) {
  const id = useId();
  return (
    <Box component="section" sx={{ minWidth: 0 }}>
      <Box component="h2" id={id} sx={{ m: 0, mb: 0.5, fontSize: '0.97rem', fontWeight: 600 }}>
        {title}
      </Box>
      <Box sx={({ seat }) => ({ border: `1px solid ${seat.line}`, borderRadius: 1, background: seat.sheet })}>
        <Table aria-labelledby={id}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col" key={column}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          {children}
        </Table>
      </Box>
      {note !== undefined && <Box sx={{ mt: 0.5, color: 'text.secondary', fontSize: '0.88rem' }}>{note}</Box>}
    </Box>
  );
}
