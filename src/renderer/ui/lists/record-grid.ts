import type { SxProps, Theme } from '@mui/material/styles';

/** What the tables of records have in common: one page at a time from the core, no menus in the heads, a row opens by Enter. */
export const RECORD_GRID = {
  paginationMode: 'server',
  pageSizeOptions: [50, 100],
  rowHeight: 37,
  columnHeaderHeight: 38,
  disableColumnMenu: true,
  disableColumnSelector: true,
  disableColumnSorting: true,
  disableColumnFilter: true,
  hideFooterSelectedRowCount: true,
  sx: (({ seat }) => ({
    border: `1px solid ${seat.line}`,
    background: seat.sheet,
    fontSize: '0.95rem',
    '--DataGrid-containerBackground': seat.inset,
    '--DataGrid-rowBorderColor': seat.line,
    '& .MuiDataGrid-columnHeaderTitle': { fontWeight: 600, color: seat.inkSoft },
    '& .MuiDataGrid-columnSeparator': { display: 'none' },
    '& .MuiDataGrid-row': { cursor: 'pointer' },
    '& .MuiDataGrid-row:hover': { background: seat.primaryTint },
    '& .MuiDataGrid-cell[data-field=state], & .MuiDataGrid-cell[data-field=grade]': {
      display: 'flex',
      alignItems: 'center',
    },
    '& .MuiDataGrid-footerContainer': { minHeight: '2.7rem', borderTop: `1px solid ${seat.line}` },
    // As high as the footer: the toolbar's own height would scroll within it.
    '& .MuiTablePagination-root': { overflow: 'hidden' },
    '& .MuiTablePagination-toolbar': { minHeight: '2.6rem' },
    '& .MuiDataGrid-cell:focus-visible': { outline: `2px solid ${seat.focus}`, outlineOffset: -2 },
  })) satisfies SxProps<Theme>,
} as const;
