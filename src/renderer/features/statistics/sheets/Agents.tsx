import { useTranslation } from 'react-i18next';
import { Card } from '../charts/ChartCard';
import { DataTable } from '../charts/DataTable';
import { percent } from '../Headline';
import type { SheetProps } from './sheet';

/** How whole the records are that each agent took, and how calls ended. */
export function Agents({ report }: SheetProps) {
  const { t } = useTranslation();
  return (
    <Card title={t('statistics.agents')}>
      <DataTable
        caption={t('statistics.agents')}
        columns={[
          t('statistics.agent'),
          t('statistics.figure.calls'),
          t('statistics.figure.reports'),
          t('disposition.out_of_scope'),
          t('statistics.figure.accepted'),
          t('statistics.whole'),
          t('statistics.wholeShare'),
          t('statistics.answered'),
        ]}
        rows={report.agents.map(({ agent, calls, reports, outOfScope, whole, answered }) => [
          agent,
          calls,
          reports,
          outOfScope,
          reports + outOfScope === 0 ? '—' : percent(reports / (reports + outOfScope)),
          whole,
          reports === 0 ? '—' : percent(whole / reports),
          reports === 0 ? '—' : answered.toFixed(1),
        ])}
      />
    </Card>
  );
}
