import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartyPattern } from '../../../../shared/statistics/report';
import type { Count } from '../../../../shared/statistics/suppress';
import { ChartCard } from '../charts/ChartCard';
import type { Cell } from '../charts/DataTable';
import { roseOption, type Days } from '../charts/options';
import type { SheetProps } from './sheet';

const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;

/** As a paper says it. */
export const chance = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));

const told = (count: Count | undefined): number | null => (typeof count === 'number' ? count : null);

interface RoseProps extends SheetProps {
  parties: readonly PartyPattern[];
  /** Target of one of them; empty: of all reports. */
  chosen: string;
  onChoose: (target: string) => void;
}

/** When reports say that it happens: of all of them by hour and weekday, or of one party with how sure its pattern is. */
export function Rose({ report, parties, chosen, onChoose, ...shared }: RoseProps) {
  const { t } = useTranslation();
  const party = parties.find(({ target }) => target === chosen);
  const hourOf = (hour: number) => t('statistics.hourOf', { hour });
  const all = Array.from({ length: 24 }, (_, hour) =>
    report.rose.reduce((sum, day) => sum + (day[hour] ?? 0), 0),
  );
  const days: Days =
    party === undefined
      ? []
      : WEEK.map((day) => ({ name: t(`statistics.weekday.${day}`), count: told(party.weekdays[day]) }));
  const drawn = JSON.stringify([party === undefined ? all : party.hours.map(told), days]);
  const name = t('statistics.figure.reports');
  const draw = useCallback(
    (look: Parameters<typeof roseOption>[0]) => {
      const [hours, week] = JSON.parse(drawn) as [(number | null)[], Days];
      return roseOption(look, hours, name, week);
    },
    [drawn, name],
  );
  const table =
    party === undefined
      ? {
          columns: [t('statistics.hour'), ...WEEK.map((day) => t(`statistics.weekday.${day}`))],
          rows: all.map((_, hour): Cell[] => [
            hourOf(hour),
            ...WEEK.map((day) => report.rose[day]?.[hour] ?? 0),
          ]),
        }
      : {
          columns: [t('statistics.hour'), name],
          rows: [
            ...party.hours.map((count, hour): Cell[] => [hourOf(hour), count]),
            ...WEEK.map((day): Cell[] => [t(`statistics.weekday.${day}`), party.weekdays[day] ?? 'few']),
          ],
        };
  return (
    <ChartCard
      {...shared}
      {...table}
      title={
        party === undefined
          ? t('statistics.rose', { n: report.told })
          : t('statistics.partyRose', { party: party.name, n: party.all })
      }
      note={
        party &&
        t('statistics.partyRoseNote', {
          night: chance(party.nightChance),
          weekend: chance(party.weekendChance),
        })
      }
      draw={draw}
      tools={
        <TextField
          select
          size="small"
          fullWidth={false}
          value={party === undefined ? '' : chosen}
          sx={{ width: '11rem' }}
          onChange={(event) => onChoose(event.target.value)}
          slotProps={{
            select: { displayEmpty: true, SelectDisplayProps: { 'aria-label': t('statistics.whoseRose') } },
          }}
        >
          <MenuItem value="">{t('statistics.allReports')}</MenuItem>
          {parties.map(({ target, name: called }) => (
            <MenuItem key={target} value={target}>
              {called}
            </MenuItem>
          ))}
        </TextField>
      }
    />
  );
}
