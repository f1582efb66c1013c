import Box from '@mui/material/Box';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../../ui/tags/Tag';
import { Card, ChartCard } from '../charts/ChartCard';
import { DataTable } from '../charts/DataTable';
import { roseOption } from '../charts/options';
import { percent } from '../Headline';
import { useNaming } from '../use-naming';
import type { SheetProps } from './sheet';

const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;

/** When it happens, and which parties are unlike the others in that (夜间生产, R-33). */
export function Patterns({ report, ...shared }: SheetProps) {
  const { t } = useTranslation();
  const naming = useNaming();
  const { rose, told, tested, patterns, nightShare, weekendShare } = report;
  const hours = Array.from({ length: 24 }, (_, hour) => rose.reduce((sum, day) => sum + (day[hour] ?? 0), 0));
  const drawn = JSON.stringify(hours);
  const name = t('statistics.figure.reports');
  const draw = useCallback(
    (look: Parameters<typeof roseOption>[0]) => roseOption(look, JSON.parse(drawn) as number[], name),
    [drawn, name],
  );
  const chance = (p: number) => (p < 0.001 ? '< 0.001' : p.toFixed(3));
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(24rem, 1fr))',
        gap: 1.5,
        height: '100%',
      }}
    >
      <ChartCard
        {...shared}
        title={t('statistics.rose', { n: told })}
        draw={draw}
        columns={[t('statistics.hour'), ...WEEK.map((day) => t(`statistics.weekday.${day}`))]}
        rows={hours.map((_, hour) => [
          t('statistics.hourOf', { hour }),
          ...WEEK.map((day) => rose[day]?.[hour] ?? 0),
        ])}
      />
      <Card title={t('statistics.patterns')}>
        <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
          <Box sx={{ px: 0.5, pb: 0.75, fontSize: '0.9rem', color: 'text.secondary' }}>
            {t('statistics.patternsHint', {
              tested,
              night: percent(nightShare),
              weekend: percent(weekendShare),
            })}
          </Box>
          <Box sx={{ flex: 1, minHeight: 0 }}>
            <DataTable
              caption={t('statistics.patterns')}
              columns={[
                t('statistics.party'),
                t('statistics.county'),
                t('statistics.figure.reports'),
                t('statistics.night'),
                t('statistics.weekend'),
                t('statistics.sign'),
              ]}
              rows={patterns.map((party) => [
                party.name,
                party.county === '' ? naming.city(party.city) : naming.county(party.city, party.county),
                party.all,
                party.night,
                party.weekend,
                <Box key="signs" component="span" sx={{ display: 'inline-flex', gap: 0.5, flexWrap: 'wrap' }}>
                  {party.isNight && (
                    <Tag tone="attention">{t('statistics.nightSign', { p: chance(party.nightChance) })}</Tag>
                  )}
                  {party.isWeekend && (
                    <Tag tone="attention">
                      {t('statistics.weekendSign', { p: chance(party.weekendChance) })}
                    </Tag>
                  )}
                </Box>,
              ])}
            />
          </Box>
        </Box>
      </Card>
    </Box>
  );
}
