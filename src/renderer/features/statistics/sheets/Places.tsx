import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { CityCounts } from '../../../../shared/statistics/report';
import { shortName, TILES } from '../../../../shared/statistics/tiles';
import { Card } from '../charts/ChartCard';
import { DataTable } from '../charts/DataTable';
import { useNaming } from '../use-naming';
import type { SheetProps } from './sheet';

const COLUMNS = 6;

/** The 18 units as tiles, and the counties as a table. Small counts are withheld. */
export function Places({ report }: SheetProps) {
  const { t } = useTranslation();
  const naming = useNaming();
  const told = report.counties.filter(({ all, major, repeat, general }) =>
    [all, major, repeat, general].some((count) => count !== 'few'),
  );
  const hidden = report.counties.length - told.length;
  const grades = ['major', 'repeat', 'general'] as const;
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(24rem, 1fr))',
        gap: 1.5,
        height: '100%',
      }}
    >
      <Card title={t('statistics.cities')}>
        <Box
          role="group"
          aria-label={t('statistics.tiles')}
          tabIndex={0}
          sx={{ height: '100%', overflow: 'auto' }}
        >
          <Tiles cities={report.cities} />
          <Box sx={{ p: 0.5, fontSize: '0.85rem', color: 'text.secondary' }}>{t('statistics.noMap')}</Box>
        </Box>
      </Card>
      <Card title={t('statistics.counties')}>
        <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
          <Box sx={{ flex: 1, minHeight: 0 }}>
            <DataTable
              caption={t('statistics.counties')}
              columns={[
                t('statistics.county'),
                t('statistics.city'),
                t('statistics.figure.reports'),
                ...grades.map((grade) => t(`grade.${grade}`)),
              ]}
              rows={told.map(({ city, county, all, major, repeat, general }) => [
                naming.county(city, county),
                naming.city(city),
                all,
                major,
                repeat,
                general,
              ])}
            />
          </Box>
          <Box sx={{ p: 0.5, fontSize: '0.85rem', color: 'text.secondary' }}>
            {t('statistics.fewCounties', { n: hidden })}
          </Box>
        </Box>
      </Card>
    </Box>
  );
}

/** Read as a list by a screen reader; how dark a tile is says the same as its figure. */
function Tiles({ cities }: { cities: readonly CityCounts[] }) {
  const { t } = useTranslation();
  const naming = useNaming();
  const most = Math.max(1, ...cities.map(({ all }) => (typeof all === 'number' ? all : 0)));
  const known = new Map(cities.map((each) => [each.city, each]));
  return (
    <Box
      component="ul"
      sx={{
        display: 'grid',
        gridTemplateColumns: `repeat(${COLUMNS}, minmax(3.2rem, 1fr))`,
        gap: 0.5,
        m: 0,
        p: 0.5,
        listStyle: 'none',
      }}
    >
      {Object.entries(TILES).map(([code, [column, row]]) => {
        const all = known.get(code)?.all;
        const share = typeof all === 'number' ? all / most : 0;
        return (
          <Box
            component="li"
            key={code}
            sx={({ seat }) => ({
              gridColumn: column + 1,
              gridRow: row + 1,
              p: 0.5,
              border: `${share > 0.5 ? 2 : 1}px solid ${share > 0 ? seat.primary : seat.line}`,
              borderRadius: 1,
              textAlign: 'center',
              lineHeight: 1.3,
              fontSize: '0.85rem',
              background: `color-mix(in srgb, ${seat.primaryTint} ${Math.round(100 * share)}%, ${seat.sheet})`,
            })}
          >
            {shortName(naming.city(code))}
            <Box component="span" sx={{ display: 'block', fontSize: '1.05rem', fontWeight: 600 }}>
              {all === undefined ? '—' : all === 'few' || all === 'withheld' ? t(`statistics.${all}`) : all}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}
