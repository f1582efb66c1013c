import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Count } from '../../../../shared/statistics/suppress';

export type Cell = Count | ReactNode;

export interface TableData {
  columns: readonly string[];
  /** The first cell of each row names it. */
  rows: readonly (readonly Cell[])[];
}

const Table = styled('table')(({ theme: { seat } }) => ({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: '0.93rem',
  '& th, & td': { padding: '0.3rem 0.6rem', borderBottom: `1px solid ${seat.line}`, textAlign: 'left' },
  '& thead th': { position: 'sticky', top: 0, background: seat.inset, fontWeight: 600, whiteSpace: 'nowrap' },
  '& tbody th': { fontWeight: 500 },
  '& .figure': { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
}));

/** A count that is not told, a share, a mean, or none of them. */
const FIGURE = /^(?:few|withheld|—|\d+(?:\.\d+)?%?)$/;

/** Counts as figures, `<3` and `*` where one is not told; scrolled with the keyboard like any list. */
export function DataTable({ caption, columns, rows }: TableData & { caption: string }) {
  const { t } = useTranslation();
  const shown = (cell: Cell): ReactNode => {
    if (cell === 'few') return t('statistics.few');
    if (cell === 'withheld')
      return <span aria-label={t('statistics.withheldName')}>{t('statistics.withheld')}</span>;
    return cell as ReactNode;
  };
  const isFigure = (cell: Cell) =>
    typeof cell === 'number' || (typeof cell === 'string' && FIGURE.test(cell));
  return (
    <Box role="group" aria-label={caption} tabIndex={0} sx={{ height: '100%', overflow: 'auto' }}>
      <Table>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th
                key={column}
                scope="col"
                className={at > 0 && isFigure(rows[0]?.[at]) ? 'figure' : undefined}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, at) =>
                at === 0 ? (
                  <th key={at} scope="row">
                    {shown(cell)}
                  </th>
                ) : (
                  <td key={at} className={isFigure(cell) ? 'figure' : undefined}>
                    {shown(cell)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length}>{t('statistics.noRows')}</td>
            </tr>
          )}
        </tbody>
      </Table>
    </Box>
  );
}
