import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import { useTheme } from '@mui/material/styles';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from './Chart';
import { DataTable, type TableData } from './DataTable';
import type { ChartOption } from './echarts';
import { lookOf } from './options';

interface ChartCardProps extends TableData {
  title: string;
  /** What is to be known of the figures, under them. */
  note?: string | undefined;
  draw: (look: ReturnType<typeof lookOf>) => ChartOption;
  asTable: boolean;
  onTable: (asTable: boolean) => void;
  tools?: ReactNode;
}

/** A chart, or the same figures as a table. */
export function ChartCard({ title, draw, note, asTable, onTable, tools, ...data }: ChartCardProps) {
  const { t } = useTranslation();
  const theme = useTheme();
  const option = useMemo(() => draw(lookOf(theme)), [draw, theme]);
  return (
    <Card
      title={title}
      tools={
        <>
          {tools}
          <ToggleButton
            value="table"
            size="small"
            selected={asTable}
            onChange={() => onTable(!asTable)}
            data-testid="as-table"
            sx={{ py: 0.25, px: 1.5, textTransform: 'none' }}
          >
            {t('statistics.asTable')}
          </ToggleButton>
        </>
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
        <Box sx={{ flex: 1, minHeight: 0 }}>
          {asTable ? (
            <DataTable caption={title} {...data} />
          ) : (
            <Chart option={option} label={t('statistics.chartLabel', { title })} />
          )}
        </Box>
        {note !== undefined && (
          <Box sx={{ px: 0.5, pt: 0.5, fontSize: '0.85rem', color: 'text.secondary' }}>{note}</Box>
        )}
      </Box>
    </Card>
  );
}

/** A sheet with its name and its tools. */
export function Card({ title, tools, children }: { title: string; tools?: ReactNode; children: ReactNode }) {
  return (
    <Box
      component="section"
      aria-label={title}
      sx={({ seat }) => ({
        display: 'flex',
        flexDirection: 'column',
        minHeight: '18rem',
        minWidth: 0,
        border: `1px solid ${seat.line}`,
        borderRadius: 1,
        background: seat.sheet,
        overflow: 'hidden',
      })}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 1.5, py: 0.75, flexWrap: 'wrap' }}>
        <Box component="h2" sx={{ m: 0, flex: 1, fontSize: '0.97rem', fontWeight: 600 }}>
          {title}
        </Box>
        {tools}
      </Box>
      <Box sx={{ flex: 1, minHeight: 0, px: 1, pb: 1 }}>{children}</Box>
    </Box>
  );
}
