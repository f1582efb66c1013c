import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isComparedInPart } from '../../../shared/statistics/period';
import type { StatisticsReport } from '../../../shared/statistics/report';

/** The figures of the period, each against the period before. */
export function Headline({ report }: { report: StatisticsReport }) {
  const { t } = useTranslation();
  const { calls, reports, major, repeats, night, overdue, ends } = report;
  const earlier = t(
    isComparedInPart(report.period, report.before) ? 'statistics.beforeInPart' : 'statistics.before',
  );
  const outOfScope = ends.find(({ code }) => code === 'out_of_scope')?.now ?? 0;
  const taken = reports.now + outOfScope;
  return (
    <Box
      component="dl"
      data-testid="statistics-headline"
      sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(8.5rem, 1fr))', gap: 1, m: 0 }}
    >
      {(
        [
          ['calls', calls],
          ['reports', reports],
          ['major', major],
          ['repeats', repeats],
          ['night', night],
        ] as const
      ).map(([name, change]) => (
        <Figure
          key={name}
          name={t(`statistics.figure.${name}`)}
          value={String(change.now)}
          note={<Changed {...change} earlier={earlier} />}
        />
      ))}
      <Figure
        name={t('statistics.figure.accepted')}
        value={report.city === '' && report.type === '' && taken > 0 ? percent(reports.now / taken) : '—'}
        note={t('statistics.figure.acceptedHint', { n: outOfScope })}
      />
      <Figure
        name={t('statistics.figure.late')}
        value={String(overdue.openLate)}
        note={t('statistics.figure.lateHint', { n: overdue.closedLate })}
      />
    </Box>
  );
}

function Figure({ name, value, note }: { name: string; value: string; note: ReactNode }) {
  return (
    <Box
      sx={({ seat }) => ({
        px: 1.25,
        py: 0.6,
        border: `1px solid ${seat.line}`,
        borderRadius: 1,
        background: seat.sheet,
      })}
    >
      <Box component="dt" sx={{ fontSize: '0.88rem', color: 'text.secondary' }}>
        {name}
      </Box>
      <Box component="dd" sx={{ m: 0 }}>
        <Box component="span" sx={{ fontSize: '1.35rem', fontWeight: 600, lineHeight: 1.2 }}>
          {value}
        </Box>
        <Box component="span" sx={{ display: 'block', fontSize: '0.82rem', color: 'text.secondary' }}>
          {note}
        </Box>
      </Box>
    </Box>
  );
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

function Changed({ now, before, earlier }: { now: number; before: number; earlier: string }) {
  const { t } = useTranslation();
  if (now === before) return <>{t('statistics.change.same', { earlier })}</>;
  const n = Math.abs(now - before);
  return (
    <>
      {now > before
        ? t('statistics.change.more', { n, before, earlier })
        : t('statistics.change.less', { n, before, earlier })}
    </>
  );
}
