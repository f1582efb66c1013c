import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { SessionPerson } from '../../../shared/ipc/contract';
import { reportLines } from '../../../shared/self-check/report-text';
import { overall, type SelfCheckReport } from '../../../shared/self-check/check';
import { ariaKeys } from '../../../shared/shortcuts/shortcuts';
import { Cap, useCommand } from '../../commands';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { CopyButton } from '../../ui/CopyButton';
import { EmptyState } from '../../ui/feedback/EmptyState';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Page } from '../../ui/Page';
import { fullTime } from '../../ui/times';
import { useCompact } from '../../ui/use-compact';
import { AuditSheet } from './AuditSheet';
import { CheckList } from './CheckList';
import { SupportSheet } from './SupportSheet';
import { wordsOf } from './words';

/** 体检: how this PC is, check by check, and what to do; beside it the audit and the bundle for whoever helps. */
export function SelfCheckPage({ person }: { person: SessionPerson }) {
  const { t } = useTranslation();
  const isCompact = useCompact();
  const report = useSeatQuery('check.report', {});
  const begin = useSeatAct('check.run', ['check.report']);
  const shown = report.data ?? null;
  const isRunning = begin.isPending || (shown !== null && shown.running !== null);
  const run = () => {
    if (!isRunning) begin.mutate({});
  };
  useCommand('checkRun', run);
  return (
    <Page
      view="self-check"
      title={t('selfCheck.title')}
      lead={t('selfCheck.lead')}
      tools={
        <>
          {shown !== null && !isRunning && (
            <CopyButton
              testId="check-report"
              text={reportLines(wordsOf(t), shown).join('\n')}
              label={t('selfCheck.copy')}
              copiedLabel={t('selfCheck.copied')}
            />
          )}
          <Button
            variant="contained"
            autoFocus
            aria-disabled={isRunning}
            aria-keyshortcuts={ariaKeys('checkRun')}
            onClick={run}
          >
            {t(shown === null ? 'selfCheck.run' : 'selfCheck.again')}
            <Box component="span" sx={{ ml: 1 }}>
              <Cap of="checkRun" />
            </Box>
          </Button>
        </>
      }
    >
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          ...(!isCompact && {
            gridTemplateColumns: 'minmax(0, 1fr) 21rem',
            gridTemplateRows: 'minmax(0, 1fr)',
            height: '100%',
          }),
        }}
      >
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, minHeight: 0 }}>
          {begin.isError && <FailureNotice view="self-check" error={begin.error} />}
          {report.isPending && <Loading view="self-check" />}
          {report.isError && <FailureNotice view="self-check" error={report.error} />}
          {report.isSuccess && shown === null && (
            <EmptyState view="self-check" title={t('selfCheck.empty')} hint={t('selfCheck.emptyTodo')} />
          )}
          {shown !== null && (
            <>
              <Summary report={shown} />
              <CheckList report={shown} />
            </>
          )}
        </Box>
        <Box sx={{ display: 'grid', gap: 2, alignContent: 'start', minHeight: 0, overflowY: 'auto' }}>
          {person.role === 'supervisor' && <AuditSheet />}
          <SupportSheet />
        </Box>
      </Box>
    </Page>
  );
}

/** One line: which check is in hand, or what came of all of them. Read out as it changes. */
function Summary({ report }: { report: SelfCheckReport }) {
  const { t } = useTranslation();
  const { running, progress, checks, startedAt } = report;
  const result = overall(checks);
  const n = checks.filter((check) => check.result === result).length;
  return (
    <Box role="status" data-testid="check-summary" data-result={running === null ? result : 'running'}>
      {running === null ? (
        <>
          <Box
            component="strong"
            sx={({ seat }) => ({
              color: { ok: seat.good, attention: seat.attention, fault: seat.danger }[result],
              mr: 1.5,
            })}
          >
            {t(`selfCheck.summary.${result}`, { n })}
          </Box>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t('selfCheck.at', { time: fullTime(startedAt) })}
          </Box>
        </>
      ) : (
        t(progress === null ? 'selfCheck.running' : 'selfCheck.progress', {
          name: t(`selfCheck.check.${running}`),
          done: progress?.done,
          of: progress?.of,
        })
      )}
    </Box>
  );
}
