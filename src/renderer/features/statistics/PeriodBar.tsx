import ChevronLeftOutlined from '@mui/icons-material/ChevronLeftOutlined';
import ChevronRightOutlined from '@mui/icons-material/ChevronRightOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import { HENAN } from '../../../shared/catalog/areas';
import { addDays, shanghaiDate } from '../../../shared/shanghai-time';
import {
  periodAround,
  STUDY_KINDS,
  type BucketUnit,
  type StudyKind,
} from '../../../shared/statistics/period';
import type { StatisticsAsk } from '../../../shared/statistics/report';
import { useSeatQuery } from '../../seat/seat-queries';

export type PeriodKind = StudyKind | 'custom';

const UNIT: Record<PeriodKind, BucketUnit> = { week: 'day', month: 'day', quarter: 'week', custom: 'day' };

export function askFor(kind: StudyKind, date: string = shanghaiDate(Date.now())): StatisticsAsk {
  return { period: periodAround(date, kind), unit: UNIT[kind], city: '', type: '' };
}

interface PeriodBarProps {
  kind: PeriodKind;
  ask: StatisticsAsk;
  onChange: (kind: PeriodKind, ask: StatisticsAsk) => void;
}

/** Which days are looked at, and what they are narrowed down to. */
export function PeriodBar({ kind, ask, onChange }: PeriodBarProps) {
  const { t } = useTranslation();
  const { city, type, period } = ask;
  const types = useSeatQuery('bundle.current', {}).data?.catalogue.pollutionTypes ?? [];
  const around = (next: StudyKind, date: string) => onChange(next, { ...askFor(next, date), city, type });
  const put = (part: Partial<StatisticsAsk['period']>) => {
    const next = { ...period, ...part };
    const isWhole = [next.from, next.to].every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day));
    if (isWhole && next.from <= next.to) onChange('custom', { ...ask, unit: UNIT.custom, period: next });
  };
  const day = (which: 'from' | 'to') => (
    <TextField
      type="date"
      size="small"
      value={period[which]}
      sx={{ width: '10rem' }}
      onChange={(event) => put({ [which]: event.target.value })}
      slotProps={{
        htmlInput: { 'aria-label': t(`statistics.${which}`), 'data-testid': `statistics-${which}` },
      }}
    />
  );
  const choice = (which: 'city' | 'type', options: readonly { code: string; name: string }[]) => (
    <TextField
      select
      size="small"
      fullWidth={false}
      value={ask[which]}
      sx={{ width: '9rem' }}
      onChange={(event) => onChange(kind, { ...ask, [which]: event.target.value })}
      slotProps={{
        select: { displayEmpty: true, SelectDisplayProps: { 'aria-label': t(`statistics.${which}`) } },
      }}
    >
      <MenuItem value="">{t(`statistics.all.${which}`)}</MenuItem>
      {options.map(({ code, name }) => (
        <MenuItem key={code} value={code}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={kind}
        aria-label={t('statistics.period')}
        onChange={(_, next: StudyKind | null) => next !== null && around(next, shanghaiDate(Date.now()))}
        sx={{ '& .MuiToggleButton-root': { px: 1.5, textTransform: 'none', whiteSpace: 'nowrap' } }}
      >
        {STUDY_KINDS.map((each) => (
          <ToggleButton key={each} value={each} data-testid={`period-${each}`}>
            {t(`statistics.kind.${each}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {kind !== 'custom' && (
        <Box sx={{ display: 'flex' }}>
          <IconButton
            size="small"
            aria-label={t('statistics.earlier')}
            onClick={() => around(kind, addDays(period.from, -1))}
          >
            <ChevronLeftOutlined />
          </IconButton>
          <IconButton
            size="small"
            aria-label={t('statistics.later')}
            disabled={period.to >= shanghaiDate(Date.now())}
            onClick={() => around(kind, addDays(period.to, 1))}
          >
            <ChevronRightOutlined />
          </IconButton>
        </Box>
      )}
      {day('from')}
      {day('to')}
      {choice('city', HENAN)}
      {choice(
        'type',
        types.filter(({ parent }) => parent === ''),
      )}
    </Box>
  );
}
