import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetDay, StepTick } from '../../../shared/ipc/requests/workbench/daily-sheet';
import { Tag } from '../../ui/tags/Tag';
import type { Tone } from '../../ui/tags/tones';
import { marked } from '../../ui/views';
import { TICK_SIGN } from './DayStrip';

const TONE: Record<StepTick['state'], Tone> = {
  done: 'good',
  late: 'danger',
  carried: 'info',
  open: 'attention',
};
type Lacking = StepTick['lacking'][number];

/** 日梳理、日分析、日签批、日转办: nothing here can be ticked; each says what it lacks, and leads there. */
export function StepTicks({ day, onLead }: { day: SheetDay; onLead: (lacking: Lacking) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<StepTick['step'] | null>(null);
  const open = day.ticks.find(({ step }) => step === opened);
  return (
    <Box sx={{ display: 'grid', gap: 0.75, flexShrink: 0 }} data-testid="step-ticks">
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {day.ticks.map(({ step, state, lacking }) => (
          <Button
            key={step}
            size="small"
            variant="outlined"
            aria-expanded={opened === step}
            data-testid={`tick-${step}`}
            data-state={state}
            disabled={lacking.length === 0}
            onClick={() => setOpened(opened === step ? null : step)}
            sx={{ gap: 0.75, '&.Mui-disabled': { color: 'text.primary' } }}
          >
            <span aria-hidden>{TICK_SIGN[state]}</span>
            {t(`sheet.step.${step}`)}
            <Tag tone={TONE[state]}>
              {state === 'open' ? t('sheet.lackingN', { n: lacking.length }) : t(`sheet.state.${state}`)}
            </Tag>
          </Button>
        ))}
      </Box>
      {open !== undefined && open.lacking.length > 0 && (
        <Box
          component="ul"
          {...marked('sheet-step')}
          aria-label={t(`sheet.step.${open.step}`)}
          tabIndex={0} // it scrolls
          sx={({ seat }) => ({
            m: 0,
            p: 1,
            listStyle: 'none',
            maxHeight: '7rem',
            overflowY: 'auto',
            border: `1px solid ${seat.line}`,
            borderRadius: 1,
            background: seat.sheet,
          })}
        >
          {open.lacking.map((lacking) => (
            <li key={`${lacking.callId}/${lacking.why}`}>
              {lacking.callId === null ? (
                <strong>{t('sheet.sheetItself')}</strong>
              ) : (
                <Button size="small" onClick={() => onLead(lacking)}>
                  {lacking.localNumber}
                </Button>
              )}{' '}
              {t(`sheet.why.${lacking.why}`)}
            </li>
          ))}
        </Box>
      )}
    </Box>
  );
}
