import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { COLUMN_MM } from '../../../../shared/daily-sheet/paper';
import {
  SHEET_COLUMNS,
  SHEET_TITLES,
  TextColumn,
  type SheetColumn,
} from '../../../../shared/daily-sheet/sheet';
import type { SheetLead } from '../../../../shared/ipc/requests/workbench/daily-sheet';
import { isTyping } from '../../../ui/composing';
import { CellEditor } from './CellEditor';
import { AnalysisCell } from './AnalysisCell';
import { TextCell } from './TextCell';
import type { SheetEdits } from './use-sheet-edits';

const Grid = styled('table')(({ theme: { seat } }) => ({
  width: '100%',
  minWidth: '56rem',
  tableLayout: 'fixed',
  borderCollapse: 'separate',
  borderSpacing: 0,
  fontSize: '0.95rem',
  '& th': {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    padding: '0.45rem 0.4rem',
    background: seat.inset,
    color: seat.inkSoft,
    fontWeight: 600,
    borderBottom: `1px solid ${seat.line}`,
  },
  '& td': {
    position: 'relative',
    padding: '0.35rem 0.45rem',
    verticalAlign: 'top',
    borderBottom: `1px solid ${seat.line}`,
    borderLeft: `1px solid ${seat.line}`,
  },
  '& td:focus-visible': { outline: `2px solid ${seat.focus}`, outlineOffset: -2 },
  '& tr:hover td': { background: seat.primaryTint },
}));

export interface Place {
  row: number;
  column: number;
}

interface SheetTableProps {
  leads: readonly SheetLead[];
  sheet: SheetEdits;
  /** The cell that the keyboard stands on. */
  at: Place;
  onMove: (at: Place) => void;
  onGrade: (lead: SheetLead) => void;
  onOpen: (lead: SheetLead) => void;
}

const STEPS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Annex 1 as a table under the keyboard: arrows move, Enter edits a text, grades a lead, or opens its call. */
export function SheetTable({ leads, sheet, at, onMove, onGrade, onOpen }: SheetTableProps) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<{ callId: string; column: TextColumn } | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const wasMoved = useRef(false);
  const row = Math.min(at.row, leads.length - 1);
  useEffect(() => {
    if (!wasMoved.current || editing !== null) return;
    table.current?.querySelector<HTMLElement>('td[tabindex="0"]')?.focus();
  }, [row, at.column, editing]);

  const move = (to: Place) => {
    wasMoved.current = true;
    onMove(to);
  };
  const enter = (lead: SheetLead, column: SheetColumn) => {
    wasMoved.current = true;
    const text = TextColumn.safeParse(column);
    if (text.success) setEditing({ callId: lead.callId, column: text.data });
    else if (column === 'analysis') onGrade(lead);
    else onOpen(lead);
  };
  const onKey = (event: KeyboardEvent) => {
    if (isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
    const lead = leads[row];
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const inside = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
      move({
        row: inside(row + step[0], leads.length),
        column: inside(at.column + step[1], SHEET_COLUMNS.length),
      });
    } else if (event.key === 'Enter' && lead !== undefined) {
      event.preventDefault();
      enter(lead, SHEET_COLUMNS[at.column] ?? 'number');
    }
  };

  return (
    <Box
      data-testid="sheet-table"
      sx={({ seat }) => ({
        height: '100%',
        overflow: 'auto',
        border: `1px solid ${seat.line}`,
        borderRadius: 1,
        background: seat.sheet,
      })}
    >
      <Grid role="grid" aria-label={t('sheet.table')} ref={table} onKeyDown={onKey}>
        <colgroup>
          {SHEET_COLUMNS.map((column) => (
            <col key={column} style={{ width: `${widthOf(column)}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {SHEET_COLUMNS.map((column) => (
              <th key={column} scope="col">
                {SHEET_TITLES[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {leads.map((lead, index) => (
            <tr key={lead.callId} data-testid="sheet-row" data-call={lead.callId}>
              {SHEET_COLUMNS.map((column, place) => (
                <td
                  key={column}
                  role="gridcell"
                  data-column={column}
                  tabIndex={index === row && place === at.column ? 0 : -1}
                  onClick={() => move({ row: index, column: place })}
                  onDoubleClick={() => enter(lead, column)}
                >
                  {column === 'number' && <Box sx={{ textAlign: 'center' }}>{index + 1}</Box>}
                  {column === 'analysis' && <AnalysisCell lead={lead} />}
                  {column !== 'number' && column !== 'analysis' && (
                    <TextCell lead={lead} column={column} sheet={sheet} />
                  )}
                  {editing !== null && editing.callId === lead.callId && editing.column === column && (
                    <CellEditor
                      column={editing.column}
                      label={t('sheet.editCell', { column: SHEET_TITLES[column] })}
                      text={sheet.textOf(lead, editing.column)}
                      onKeep={(text) => {
                        sheet.edit(lead, editing.column, text);
                        setEditing(null);
                      }}
                      onDrop={() => setEditing(null)}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Grid>
    </Box>
  );
}

const TOTAL_MM = Object.values(COLUMN_MM).reduce((sum, mm) => sum + mm, 0);
const widthOf = (column: SheetColumn) => (100 * COLUMN_MM[column]) / TOTAL_MM;
