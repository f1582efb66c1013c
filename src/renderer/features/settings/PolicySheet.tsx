import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { PolicyView } from '../../../shared/ipc/contract';
import { useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Notice } from '../../ui/feedback/Notice';
import { marked } from '../../ui/views';
import { Fact, Sheet } from './Sheet';

/** What the bureau's administrator laid down for this PC; where the file is wrong, where and why, and that calls go on. */
export function PolicySheet() {
  const { t } = useTranslation();
  const policy = useSeatQuery('policy.view', {});
  if (policy.isError) return <FailureNotice view="settings-policy" error={policy.error} />;
  if (policy.data === undefined) return null;
  return (
    <Sheet mark={marked('settings-policy')} title={t('policy.title')}>
      {policy.data.fault !== null && <Fault fault={policy.data.fault} />}
      <Facts policy={policy.data} />
    </Sheet>
  );
}

function Fault({ fault }: { fault: NonNullable<PolicyView['fault']> }) {
  const { t } = useTranslation();
  const { line, column, field, reason, holdsBefore } = fault;
  const why = t(`policy.reason.${reason}`);
  return (
    <Box sx={{ p: 1.5 }} data-testid="policy-fault">
      <Notice tone="attention">
        <strong>{t('policy.bad')}</strong>
        <Box>
          {line === 0 ? why : t('policy.at', { line, column, field: field || t('policy.whole'), why })}
        </Box>
        <Box>{t(holdsBefore ? 'policy.holdsBefore' : 'policy.holdsNothing')}</Box>
        <Box>{t('policy.todo')}</Box>
      </Notice>
    </Box>
  );
}

function Facts({ policy }: { policy: PolicyView }) {
  const { t } = useTranslation();
  const { file, isInForce, fault, centerUrl, idleMinutes, updatesFrom, authorityProblem } = policy;
  return (
    <Box sx={{ pb: 1, overflowWrap: 'anywhere' }}>
      <Fact label={t('policy.from')}>
        {file ?? t('policy.none')}
        {isInForce && fault === null && <Box sx={{ color: 'text.secondary' }}>{t('policy.inForce')}</Box>}
      </Fact>
      {centerUrl !== null && <Fact label={t('policy.center')}>{centerUrl}</Fact>}
      {idleMinutes !== null && (
        <Fact label={t('policy.idle')}>{t('policy.idleMinutes', { n: idleMinutes })}</Fact>
      )}
      {updatesFrom !== null && (
        <Fact label={t('policy.updates')}>
          {updatesFrom === 'center' ? t('updates.page.from.center') : updatesFrom}
        </Fact>
      )}
      {authorityProblem !== null && (
        <Fact label={t('policy.authority')}>{t(`policy.authorityWhy.${authorityProblem}`)}</Fact>
      )}
    </Box>
  );
}
