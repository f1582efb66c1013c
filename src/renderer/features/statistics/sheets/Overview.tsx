import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Count } from '../../../../shared/statistics/suppress';
import { ChartCard } from '../charts/ChartCard';
import { trendOption } from '../charts/options';
import { useNaming } from '../use-naming';
import type { SheetProps } from './sheet';

const CUTS = ['ends', 'types', 'industries', 'regions'] as const;

/** How it went over time, by what callers wanted, what they reported or where. */
export function Overview({ report, asTable, onTable }: SheetProps) {
  const { t } = useTranslation();
  const naming = useNaming();
  const [cut, setCut] = useState<(typeof CUTS)[number]>('ends');
  const lines: { name: string; counts: readonly Count[] }[] = {
    ends: () => report.trend.ends.map(({ code, counts }) => ({ name: t(`disposition.${code}`), counts })),
    types: () => report.trend.types.map(({ code, counts }) => ({ name: naming.type(code), counts })),
    industries: () =>
      report.trend.industries.map(({ code, counts }) => ({ name: naming.industry(code), counts })),
    regions: () =>
      report.trend.regions.map(({ code, counts }) => ({
        name: code === 'rest' ? t('statistics.rest') : naming.city(code),
        counts,
      })),
  }[cut]();
  const { buckets, unit } = report;
  const labels = buckets.map((start) => (unit === 'month' ? start.slice(0, 7) : start.slice(5)));
  const told = JSON.stringify([labels, lines]);
  const draw = useCallback(
    (look: Parameters<typeof trendOption>[0]) => {
      const [days, drawn] = JSON.parse(told) as [string[], typeof lines];
      const known = (count: Count) => (typeof count === 'number' ? count : null);
      return trendOption(
        look,
        days,
        drawn.map(({ name, counts }) => ({ name, counts: counts.map(known) })),
      );
    },
    [told],
  );
  return (
    <ChartCard
      title={t('statistics.trend', { unit: t(`statistics.unit.${unit}`) })}
      draw={draw}
      asTable={asTable}
      onTable={onTable}
      columns={[t('statistics.starts'), ...lines.map(({ name }) => name)]}
      rows={buckets.map((start, at) => [start, ...lines.map(({ counts }) => counts[at] ?? 0)])}
      tools={
        <TextField
          select
          size="small"
          fullWidth={false}
          value={cut}
          sx={{ width: '11rem' }}
          onChange={(event) => setCut(event.target.value as typeof cut)}
          slotProps={{ select: { SelectDisplayProps: { 'aria-label': t('statistics.by') } } }}
        >
          {CUTS.map((each) => (
            <MenuItem key={each} value={each}>
              {t(`statistics.cut.${each}`)}
            </MenuItem>
          ))}
        </TextField>
      }
    />
  );
}
