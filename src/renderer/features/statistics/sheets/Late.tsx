import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { Card } from '../charts/ChartCard';
import { DataTable } from '../charts/DataTable';
import type { SheetProps } from './sheet';

/** Cases accepted in the period that are or were late, and what their own acts say of why. */
export function Late({ report }: SheetProps) {
  const { t } = useTranslation();
  const { overdue } = report;
  const { cases, closedInTime, closedLate, openInTime, openLate, extensions, sentBack } = overdue;
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(22rem, 1fr))',
        gap: 1.5,
        height: '100%',
      }}
    >
      <Card title={t('statistics.lateCases', { n: cases })}>
        <DataTable
          caption={t('statistics.lateCases', { n: cases })}
          columns={[t('statistics.state'), t('statistics.count')]}
          rows={[
            [t('statistics.closedInTime'), closedInTime],
            [t('statistics.closedLate'), closedLate],
            [t('statistics.openInTime'), openInTime],
            [t('statistics.openLate'), openLate],
            [t('statistics.extendedProcedure'), extensions.procedure],
            [t('statistics.extendedOther'), extensions.other],
            [t('statistics.sentBack'), sentBack],
          ]}
        />
      </Card>
      <Card title={t('statistics.lateCauses')}>
        <DataTable
          caption={t('statistics.lateCauses')}
          columns={[t('statistics.cause'), t('statistics.closed'), t('statistics.open')]}
          rows={overdue.causes.map(({ code, closed, open }) => [
            t(`statistics.lateCause.${code}`),
            closed,
            open,
          ])}
        />
      </Card>
      <Card title={t('statistics.lateUnits')}>
        <DataTable
          caption={t('statistics.lateUnits')}
          columns={[t('statistics.unitName'), t('statistics.late'), t('statistics.cases')]}
          rows={overdue.units.map(({ name, late, cases: all }) => [name, late, all])}
        />
      </Card>
    </Box>
  );
}
