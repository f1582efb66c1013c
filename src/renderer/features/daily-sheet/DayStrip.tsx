import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { SheetDayHead, StepTick } from '../../../shared/ipc/requests/workbench/daily-sheet';

/** Shapes, not colours alone: done, done too late, for the next day, still lacking. */
export const TICK_SIGN: Record<StepTick['state'], string> = { done: '✓', late: '!', carried: '→', open: '○' };

const Day = styled(ButtonBase)(({ theme: { seat } }) => ({
  flex: 'none',
  display: 'grid',
  justifyItems: 'center',
  gap: '0.1rem',
  padding: '0.25rem 0.6rem',
  border: `1px solid ${seat.line}`,
  borderRadius: 4,
  background: seat.sheet,
  color: seat.ink,
  fontSize: '0.9rem',
  '&[aria-pressed=true]': { borderColor: seat.primary, background: seat.primaryTint, fontWeight: 600 },
  '&:focus-visible': { outlineOffset: -2 },
}));

/** The last days, newest first, each with its four ticks: what was missed is seen, and led to (R-23). */
export function DayStrip({
  days,
  date,
  onChoose,
}: {
  days: readonly SheetDayHead[];
  date: string;
  onChoose: (date: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <Box
      role="group"
      aria-label={t('sheet.days')}
      data-testid="sheet-days"
      sx={{ display: 'flex', gap: 0.5, overflowX: 'auto', pb: 0.25, flexShrink: 0 }}
    >
      {days.map((day, index) => {
        const steps = day.ticks
          .map(({ step, state }) => `${t(`sheet.step.${step}`)} ${t(`sheet.state.${state}`)}`)
          .join(t('app.comma'));
        const name = index === 0 ? t('sheet.today') : day.date.slice(5);
        return (
          <Day
            key={day.date}
            aria-pressed={day.date === date}
            aria-label={t('sheet.dayLabel', { date: name, n: day.leads, steps })}
            data-testid={`day-${day.date}`}
            onClick={() => onChoose(day.date)}
          >
            <span>{name}</span>
            <Box component="span" aria-hidden sx={{ display: 'flex', gap: 0.5 }}>
              {day.ticks.map(({ step, state }) => (
                <Box
                  key={step}
                  component="span"
                  sx={({ seat }) => ({
                    color:
                      state === 'done'
                        ? seat.good
                        : state === 'carried'
                          ? seat.info
                          : index === 0
                            ? seat.attention
                            : seat.danger,
                  })}
                >
                  {TICK_SIGN[state]}
                </Box>
              ))}
            </Box>
          </Day>
        );
      })}
    </Box>
  );
}
