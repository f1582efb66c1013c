import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useTranslation } from 'react-i18next';
import type { AuditVerification } from '../../../shared/audit/verification';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Notice } from '../../ui/feedback/Notice';
import { fullTime } from '../../ui/times';
import { marked } from '../../ui/views';
import { Card } from './Card';

/** A supervisor's: the whole audit gone through, row by row, against what the center saw. */
export function AuditSheet() {
  const { t } = useTranslation();
  const verification = useSeatQuery('audit.verification', {});
  const begin = useSeatAct('audit.verify', ['audit.verification']);
  const shown = verification.data ?? null;
  const isRunning = begin.isPending || shown?.isRunning === true;
  const error = begin.error ?? verification.error;
  return (
    <Card
      mark={marked('audit-verification')}
      title={t('selfCheck.audit.title')}
      hint={t('selfCheck.audit.hint')}
    >
      {error && <FailureNotice view="audit-verification" error={error} />}
      {shown !== null && (isRunning ? <Running shown={shown} /> : <Outcome shown={shown} />)}
      <Button variant="outlined" aria-disabled={isRunning} onClick={() => !isRunning && begin.mutate({})}>
        {t('selfCheck.audit.run')}
      </Button>
    </Card>
  );
}

function Running({ shown: { verdict, of } }: { shown: AuditVerification }) {
  const { t } = useTranslation();
  const said = t('selfCheck.audit.running', { done: verdict.rows, of });
  return (
    <Box role="status">
      {said}
      <LinearProgress
        variant="determinate"
        aria-label={said}
        value={of === 0 ? 100 : Math.min(100, (100 * verdict.rows) / of)}
      />
    </Box>
  );
}

function Outcome({ shown: { verdict, isWhole, ms } }: { shown: AuditVerification }) {
  const { t } = useTranslation();
  const { rows, anchors, matched, fault, restores } = verdict;
  if (fault !== null) {
    return (
      <Notice tone="danger" role="alert">
        <Box data-testid="audit-outcome" data-fault={fault.kind}>
          {t('selfCheck.audit.broken', {
            row: fault.seq,
            kind: t(`selfCheck.auditFault.${fault.kind}`),
            at: fault.at === null ? '-' : fullTime(fault.at),
          })}
          <Box>{t('selfCheck.todo.audit.broken')}</Box>
        </Box>
      </Notice>
    );
  }
  return (
    <Box role="status" data-testid="audit-outcome">
      {isWhole ? t('selfCheck.audit.holds', { rows, matched, anchors, ms }) : t('selfCheck.audit.notWhole')}
      {restores.map(({ seq, at, by, reason, proof, from }) => (
        <Box key={seq} data-testid="audit-restore">
          {t('selfCheck.command.restored', {
            row: seq,
            at: fullTime(at),
            who: t(`backup.proof.${proof}`, { by }),
            why: t(`backup.reason.${reason}`),
            from,
          })}
        </Box>
      ))}
      {isWhole && anchors === 0 && <Box>{t('selfCheck.todo.audit.no_anchor')}</Box>}
    </Box>
  );
}
