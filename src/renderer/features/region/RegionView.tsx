import Box from '@mui/material/Box';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegionAnswer } from '../../../shared/center-api/region';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { EmptyState } from '../../ui/feedback/EmptyState';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Notice } from '../../ui/feedback/Notice';
import { Tag } from '../../ui/tags/Tag';
import { ageOf, fullTime, shortTime } from '../../ui/times';
import { marked } from '../../ui/views';
import { CountyTable } from './CountyTable';
import { DayTable } from './DayTable';
import { SumTable } from './SumTable';

/** What the center knows of all seats of the city, as of when it said so. Opening it asks anew. */
export function RegionView() {
  const { t } = useTranslation();
  const { mutate: refresh, isIdle, isPending } = useSeatAct('region.refresh');
  // Read once the center is being asked: until its answer comes the view says so.
  const view = useSeatQuery('region.view', {}, { enabled: !isIdle && !isPending });
  useEffect(() => refresh({}), [refresh]);
  if (view.isError) return <FailureNotice view="region" error={view.error} />;
  if (view.isPending) return <Loading view="region" />;
  const { data } = view;
  switch (data.kind) {
    case 'none':
      return data.isAsking ? (
        <Loading view="region" />
      ) : (
        <EmptyState view="region" title={t('region.none')} hint={t('region.noneHint')} />
      );
    case 'not_offered':
      return <EmptyState view="region" title={t('region.notOffered')} hint={t('region.notOfferedHint')} />;
    case 'known': {
      const { unit, n } = ageOf(data.ageMs);
      return (
        <Box
          component="section"
          aria-label={t('region.title')}
          {...marked('region')}
          sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}
        >
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, color: 'text.secondary' }}>
            <span>{t('region.asOf', { time: fullTime(data.askedAt) })}</span>
            {data.isStale && <Tag tone="attention">{t('region.stale')}</Tag>}
          </Box>
          {data.isStale && (
            <Notice tone="attention">{t('region.staleHint', { age: t(`age.${unit}`, { n }) })}</Notice>
          )}
          <Figures region={data.region} />
        </Box>
      );
    }
  }
}

function Figures({ region }: { region: RegionAnswer }) {
  const { t } = useTranslation();
  const { cases, counties, days, seats, seatId, today } = region;
  const progress = ['registered', 'referred', 'handling', 'concluded'] as const;
  return (
    <Box
      sx={{
        display: 'grid',
        // Beside each other where both have room in letters, whatever their size.
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 32rem), 1fr))',
        gap: 2,
        alignItems: 'start',
      }}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, minWidth: 0 }}>
        <SumTable
          title={t('region.seats')}
          columns={(['seat', 'total', 'today', 'lately', 'lastReceipt'] as const).map((each) =>
            t(`region.${each}`),
          )}
        >
          <tbody>
            {seats.map((seat) => (
              <tr key={seat.seatId} aria-current={seat.seatId === seatId || undefined}>
                <th scope="row">
                  {seat.seatId} {seat.seatId === seatId && <Tag tone="info">{t('region.own')}</Tag>}
                </th>
                <td>{seat.total}</td>
                <td>{seat.today}</td>
                <td>{seat.last30Days}</td>
                <td>{seat.lastReceiptAt === null ? '–' : shortTime(seat.lastReceiptAt)}</td>
              </tr>
            ))}
          </tbody>
        </SumTable>
        <SumTable
          title={t('region.cases')}
          columns={[t('region.progressed'), ...progress.map((each) => t(`region.progress.${each}`))]}
        >
          <tbody>
            <tr>
              <th scope="row">{t('region.caseCount')}</th>
              {progress.map((each) => (
                <td key={each}>{cases[each]}</td>
              ))}
            </tr>
          </tbody>
        </SumTable>
        <CountyTable counties={counties} />
      </Box>
      <DayTable days={days} today={today} />
    </Box>
  );
}
