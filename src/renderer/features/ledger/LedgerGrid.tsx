import Box from '@mui/material/Box';
import { DataGrid, type GridColDef, type GridRowParams, useGridApiRef } from '@mui/x-data-grid';
import { enUS, zhCN } from '@mui/x-data-grid/locales';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerEntry } from '../../../shared/call/ledger';
import { useNavigation } from '../../navigation';
import { styleNonce } from '../../theme/ThemeRoot';
import { RECORD_GRID } from '../../ui/lists/record-grid';
import { EmptyState } from '../../ui/feedback/EmptyState';
import { StateTag } from '../../ui/tags/StateTag';
import { clockTime, shortTime } from '../../ui/times';
import { useGridFocusManners } from '../queue';
import type { GridPage } from './LedgerPage';
import { marked } from '../../ui/views';

interface LedgerGridProps {
  entries: readonly LedgerEntry[];
  total: number;
  isLoading: boolean;
  showsAgent: boolean;
  page: GridPage;
  onPage: (page: GridPage) => void;
}

/** One page of a day's calls. A row leads to the call itself. */
export function LedgerGrid({ entries, total, isLoading, showsAgent, page, onPage }: LedgerGridProps) {
  const { i18n } = useTranslation();
  const { go } = useNavigation();
  const columns = useColumns();
  const grid = useGridApiRef();
  useGridFocusManners(grid, entries);
  const texts = i18n.language === 'en-US' ? enUS : zhCN;
  const open = (entry: LedgerEntry) => go('queue', entry.id);
  return (
    <Box
      data-testid="ledger-grid"
      {...(isLoading && marked('ledger', 'loading'))}
      sx={{ minWidth: 0, minHeight: 0, height: '100%' }}
    >
      <DataGrid<LedgerEntry>
        apiRef={grid}
        {...RECORD_GRID}
        nonce={styleNonce()}
        rows={[...entries]}
        columns={columns}
        localeText={texts.components.MuiDataGrid.defaultProps.localeText}
        loading={isLoading}
        rowCount={total}
        paginationModel={page}
        onPaginationModelChange={({ page: number, pageSize }) => onPage({ page: number, pageSize })}
        columnVisibilityModel={{ agentName: showsAgent }}
        disableRowSelectionOnClick
        onRowClick={({ row }: GridRowParams<LedgerEntry>) => open(row)}
        onCellKeyDown={({ row }, event) => {
          if (event.key === 'Enter') open(row);
        }}
        slots={{ noRowsOverlay: Nothing }}
      />
    </Box>
  );
}

function Nothing() {
  const { t } = useTranslation();
  return <EmptyState view="ledger" title={t('ledger.empty')} hint={t('ledger.emptyHint')} />;
}

function useColumns(): GridColDef<LedgerEntry>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { field: 'localNumber', headerName: t('queue.localNumber'), width: 164 },
      {
        field: 'startedAt',
        headerName: t('ledger.startedAt'),
        width: 88,
        valueGetter: (_, row) => clockTime(row.startedAt),
      },
      {
        field: 'disposition',
        headerName: t('ledger.disposition'),
        flex: 1,
        minWidth: 84,
        valueGetter: (_, row) =>
          row.disposition === null ? t('ledger.open') : t(`disposition.${row.disposition}`),
      },
      {
        field: 'state',
        headerName: t('queue.state'),
        width: 104,
        renderCell: ({ row }) => <StateTag state={row.state} />,
      },
      {
        field: 'endedAt',
        headerName: t('ledger.endedAt'),
        width: 110,
        valueGetter: (_, row) => {
          if (row.finishedAt !== null) return shortTime(row.finishedAt);
          return row.hungUpAt === null ? '' : `${t('ledger.hungUp')} ${clockTime(row.hungUpAt).slice(0, 5)}`;
        },
      },
      { field: 'agentName', headerName: t('queue.agent'), width: 104 },
      {
        field: 'origin',
        headerName: t('ledger.origin'),
        width: 92,
        valueGetter: (_, row) => t(`origin.${row.origin}`),
      },
      {
        field: 'transfers',
        headerName: t('ledger.transfers'),
        width: 68,
        valueGetter: (_, row) => (row.transfers === 0 ? '' : row.transfers),
      },
    ],
    [t],
  );
}
