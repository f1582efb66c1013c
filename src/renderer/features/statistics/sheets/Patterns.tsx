import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartyPattern } from '../../../../shared/statistics/report';
import { Tag } from '../../../ui/tags/Tag';
import { Card } from '../charts/ChartCard';
import { DataTable } from '../charts/DataTable';
import { percent } from '../Headline';
import { useNaming } from '../use-naming';
import { chance, Rose } from './Rose';
import type { SheetProps } from './sheet';

/** When it happens, and which parties are unlike the others in that (夜间生产, R-33). */
export function Patterns({ report, ...shared }: SheetProps) {
  const { t } = useTranslation();
  const naming = useNaming();
  const { tested, patterns, repeated, nightShare, weekendShare } = report;
  const [chosen, setChosen] = useState('');
  const others = repeated.filter(({ target }) => patterns.every((each) => each.target !== target));
  const parties: readonly PartyPattern[] = [...patterns, ...others];
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(24rem, 1fr))',
        gap: 1.5,
        height: '100%',
      }}
    >
      <Rose report={report} parties={parties} chosen={chosen} onChoose={setChosen} {...shared} />
      <Card title={t('statistics.patterns')}>
        <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
          <Box sx={{ px: 0.5, pb: 0.75, fontSize: '0.9rem', color: 'text.secondary' }}>
            {t('statistics.patternsHint', {
              tested,
              night: percent(nightShare),
              weekend: percent(weekendShare),
            })}
          </Box>
          <Box sx={{ flex: 1, minHeight: 0 }}>
            <DataTable
              caption={t('statistics.patterns')}
              columns={[
                t('statistics.party'),
                t('statistics.county'),
                t('statistics.figure.reports'),
                t('statistics.night'),
                t('statistics.weekend'),
                t('statistics.sign'),
              ]}
              rows={patterns.map((party) => [
                <Button
                  key="party"
                  size="small"
                  aria-pressed={party.target === chosen}
                  onClick={() => setChosen(party.target === chosen ? '' : party.target)}
                  sx={{ p: 0, minWidth: 0, textAlign: 'left', textTransform: 'none' }}
                >
                  {party.name}
                </Button>,
                party.county === '' ? naming.city(party.city) : naming.county(party.city, party.county),
                party.all,
                party.night,
                party.weekend,
                <Box key="signs" component="span" sx={{ display: 'inline-flex', gap: 0.5, flexWrap: 'wrap' }}>
                  {party.isNight && (
                    <Tag tone="attention">{t('statistics.nightSign', { p: chance(party.nightChance) })}</Tag>
                  )}
                  {party.isWeekend && (
                    <Tag tone="attention">
                      {t('statistics.weekendSign', { p: chance(party.weekendChance) })}
                    </Tag>
                  )}
                </Box>,
              ])}
            />
          </Box>
        </Box>
      </Card>
    </Box>
  );
}
