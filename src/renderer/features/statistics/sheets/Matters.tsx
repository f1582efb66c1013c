import Box from '@mui/material/Box';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartCard } from '../charts/ChartCard';
import { barsOption } from '../charts/options';
import { percent } from '../Headline';
import { useNaming } from '../use-naming';
import type { SheetProps } from './sheet';

const SHOWN = 10;

/** Types and industries, this period beside the one before. A report may be of several types (domain §0.4). */
export function Matters({ report, ...shared }: SheetProps) {
  const { t } = useTranslation();
  const naming = useNaming();
  const { types, industries, reports } = report;
  const named = (rows: typeof types, name: (code: string) => string) =>
    rows.map(({ code, now, before }) => ({ name: name(code), now, before }));
  const card = { ...shared, all: reports.now };
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(24rem, 1fr))',
        gap: 1.5,
        height: '100%',
      }}
    >
      <Bars {...card} title={t('statistics.types')} rows={named(types, naming.type)} />
      <Bars {...card} title={t('statistics.industries')} rows={named(industries, naming.industry)} />
    </Box>
  );
}

interface BarsProps extends Omit<SheetProps, 'report'> {
  title: string;
  all: number;
  rows: { name: string; now: number; before: number }[];
}

function Bars({ title, rows, all, ...shared }: BarsProps) {
  const { t } = useTranslation();
  const told = JSON.stringify(rows.slice(0, SHOWN));
  const draw = useCallback(
    (look: Parameters<typeof barsOption>[0]) =>
      barsOption(look, JSON.parse(told) as typeof rows, {
        now: t('statistics.now'),
        before: t('statistics.before'),
      }),
    [told, t],
  );
  return (
    <ChartCard
      {...shared}
      title={title}
      draw={draw}
      columns={[title, t('statistics.now'), t('statistics.share'), t('statistics.before')]}
      rows={rows.map(({ name, now, before }) => [name, now, all === 0 ? '—' : percent(now / all), before])}
    />
  );
}
