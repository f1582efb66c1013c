import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { LineStepState } from '../../../../shared/network/line-test';
import { useSeatAct, useSeatQuery } from '../../../seat/seat-queries';
import { CopyButton } from '../../../ui/CopyButton';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { marked } from '../../../ui/views';
import { Line } from '../Sheet';
import { causeWords, factWords, reportText } from './report-words';

const MARKS: Record<LineStepState['state'], string> = {
  waiting: '·',
  running: '…',
  passed: '✓',
  failed: '✕',
  not_needed: '–',
  not_reached: '·',
};

/** The connection test: each step as it ends, how long it took, and where one fails what to do. */
export function LineTestPanel() {
  const { t } = useTranslation();
  const begin = useSeatAct('network.test', ['network.report']);
  const report = useSeatQuery('network.report', {});
  const test = report.data ?? null;
  const isRunning = test?.isRunning === true || begin.isPending;
  return (
    <Box {...marked('line-test')} data-testid="line-test" data-running={isRunning}>
      <Line label={t('network.test')} hint={t('network.testHint')}>
        {test !== null && !isRunning && (
          <CopyButton
            size="small"
            testId="line-report"
            text={reportText(t, test)}
            label={t('network.copy')}
            copiedLabel={t('network.copied')}
          />
        )}
        <Button variant="outlined" size="small" disabled={isRunning} onClick={() => begin.mutate({})}>
          {t(isRunning ? 'network.running' : 'network.run')}
        </Button>
      </Line>
      {begin.isError && <FailureNotice view="line-test" error={begin.error} />}
      {test !== null && (
        <Box
          component="ol"
          aria-live="polite"
          sx={{ m: 0, px: 2, py: 1, listStyle: 'none', display: 'grid', gap: 0.5 }}
        >
          {test.steps.map((step) => (
            <Step key={step.step} step={step} />
          ))}
        </Box>
      )}
    </Box>
  );
}

function Step({ step }: { step: LineStepState }) {
  const { t } = useTranslation();
  const { state, ms, cause, facts } = step;
  const isFailed = state === 'failed';
  const isQuiet = state !== 'passed' && !isFailed;
  const words = cause === null ? null : causeWords(t, cause);
  return (
    <Box
      component="li"
      data-step={step.step}
      data-state={state}
      sx={{
        display: 'grid',
        gridTemplateColumns: '1.2rem 8.5rem 6rem minmax(0, 1fr)',
        gap: 1,
        alignItems: 'baseline',
      }}
    >
      <Box
        aria-hidden
        sx={({ seat }) => ({
          color: isFailed ? seat.danger : isQuiet ? seat.inkSoft : seat.good,
          fontWeight: 700,
        })}
      >
        {MARKS[state]}
      </Box>
      <Box sx={{ color: isQuiet ? 'text.secondary' : 'text.primary' }}>{t(`network.step.${step.step}`)}</Box>
      <Box sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
        {ms === null ? t(`network.state.${state}`) : t('network.ms', { n: ms })}
      </Box>
      <Box sx={{ overflowWrap: 'anywhere', fontSize: '0.92rem' }}>
        {words !== null && (
          <Box>
            <Box component="strong" sx={({ seat }) => ({ color: seat.danger, mr: 1 })}>
              {words.what}
            </Box>
            {words.todo}
          </Box>
        )}
        {facts.length > 0 && (
          <Box sx={{ color: 'text.secondary' }}>{facts.map((fact) => factWords(t, fact)).join(' · ')}</Box>
        )}
      </Box>
    </Box>
  );
}
