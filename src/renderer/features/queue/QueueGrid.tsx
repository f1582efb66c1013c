import Box from '@mui/material/Box';
import { DataGrid, type GridColDef, type GridRowParams, useGridApiRef } from '@mui/x-data-grid';
import { enUS, zhCN } from '@mui/x-data-grid/locales';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../shared/ids';
import type { QueueItem } from '../../../shared/ipc/contract';
import { styleNonce } from '../../theme/ThemeRoot';
import { EmptyState } from '../../ui/feedback/EmptyState';
import { GradeTag } from '../../ui/tags/GradeTag';
import { StateTag } from '../../ui/tags/StateTag';
import { shortTime } from '../../ui/times';
import { useGridFocusManners } from './grid-focus';
import type { GridPage } from './QueuePage';
import { marked } from '../../ui/views';

interface QueueGridProps {
  items: readonly QueueItem[];
  total: number;
  isLoading: boolean;
  isFiltered: boolean;
  isNarrow: boolean;
  showsAgent: boolean;
  page: GridPage;
  onPage: (page: GridPage) => void;
  open: CallId | null;
  onOpen: (id: CallId) => void;
}

/** One page of the queue. Sorting and paging are the store's, so that 25,000 records cost what 50 do. */
export function QueueGrid(props: QueueGridProps) {
  const { i18n } = useTranslation();
  const columns = useColumns();
  const grid = useGridApiRef();
  useGridFocusManners(grid, props.items);
  const texts = i18n.language === 'en-US' ? enUS : zhCN;
  return (
    <Box
      data-testid="queue-grid"
      {...(props.isLoading && marked('queue', 'loading'))}
      sx={{ minWidth: 0, minHeight: 0, height: '100%' }}
    >
      <DataGrid<QueueItem>
        apiRef={grid}
        nonce={styleNonce()}
        rows={[...props.items]}
        columns={columns}
        localeText={texts.components.MuiDataGrid.defaultProps.localeText}
        loading={props.isLoading}
        rowCount={props.total}
        paginationMode="server"
        paginationModel={props.page}
        onPaginationModelChange={({ page, pageSize }) => props.onPage({ page, pageSize })}
        pageSizeOptions={[50, 100]}
        columnVisibilityModel={{
          place: !props.isNarrow,
          centerNumber: !props.isNarrow,
          dueDate: !props.isNarrow,
          disposition: !props.isNarrow,
          grade: !props.isNarrow,
          agentName: props.showsAgent && !props.isNarrow,
        }}
        rowHeight={37}
        columnHeaderHeight={38}
        disableColumnMenu
        disableColumnSelector
        disableColumnSorting
        disableColumnFilter
        rowSelectionModel={{ type: 'include', ids: new Set(props.open === null ? [] : [props.open]) }}
        hideFooterSelectedRowCount
        onRowClick={({ row }: GridRowParams<QueueItem>) => props.onOpen(row.id)}
        onCellKeyDown={({ row }, event) => {
          if (event.key === 'Enter') props.onOpen(row.id);
        }}
        slots={{ noRowsOverlay: props.isFiltered ? NothingFound : NothingYet }}
        sx={({ seat }) => ({
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
        })}
      />
    </Box>
  );
}

function NothingYet() {
  const { t } = useTranslation();
  return <EmptyState view="queue" title={t('queue.empty')} hint={t('queue.emptyHint')} />;
}

function NothingFound() {
  const { t } = useTranslation();
  return <EmptyState view="queue" title={t('queue.nothingFound')} hint={t('queue.nothingFoundHint')} />;
}

function useColumns(): GridColDef<QueueItem>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { field: 'localNumber', headerName: t('queue.localNumber'), width: 162 },
      {
        field: 'state',
        headerName: t('queue.state'),
        width: 108,
        renderCell: ({ row }) => <StateTag state={row.state} />,
      },
      {
        field: 'disposition',
        headerName: t('queue.disposition'),
        width: 116,
        valueGetter: (_, row) => (row.disposition === null ? '' : t(`disposition.${row.disposition}`)),
      },
      {
        field: 'grade',
        headerName: t('lead.analysis'),
        width: 96,
        renderCell: ({ row }) => row.grade !== null && <GradeTag grade={row.grade} />,
      },
      { field: 'title', headerName: t('queue.matter'), flex: 2, minWidth: 120 },
      { field: 'place', headerName: t('queue.place'), flex: 1.4, minWidth: 110 },
      {
        field: 'dueDate',
        headerName: t('queue.due'),
        width: 128,
        valueGetter: (_, row) =>
          row.urgency === null || row.dueDate === null
            ? ''
            : `${t(`urgency.${row.urgency}`)} ${row.dueDate.slice(5)}`,
      },
      { field: 'agentName', headerName: t('queue.agent'), width: 90 },
      {
        field: 'startedAt',
        headerName: t('queue.startedAt'),
        width: 112,
        valueGetter: (_, row) => shortTime(row.startedAt),
      },
      {
        field: 'centerNumber',
        headerName: t('queue.centerNumber'),
        width: 170,
        valueGetter: (_, row) => row.centerNumber ?? '',
      },
    ],
    [t],
  );
}
