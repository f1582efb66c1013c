import { useTranslation } from 'react-i18next';
import { findCounty } from '../../../shared/catalog/areas';
import { CITY_DIGITS, type RegionCounty, type SmallCount } from '../../../shared/center-api/region';
import { Urgency } from '../../../shared/lead/deadline';
import { useSeatQuery } from '../../seat/seat-queries';
import { SumTable } from './SumTable';

/** Reports by county and urgency; small numbers are the center's to keep. */
export function CountyTable({ counties }: { counties: readonly RegionCounty[] }) {
  const { t } = useTranslation();
  const bundle = useSeatQuery('bundle.current', {});
  const nameOf = (code: string) =>
    code === ''
      ? t('region.noCounty')
      : (findCounty(code.slice(0, CITY_DIGITS), code, bundle.data?.catalogue.areas)?.name ?? code);
  const words = (count: SmallCount | undefined) =>
    count === 'withheld' ? t('region.withheld') : String(count ?? '<3');
  const codes = [...new Set(counties.map(({ county }) => county))];
  return (
    <SumTable
      title={t('region.counties')}
      note={t('region.small')}
      columns={[t('region.county'), ...Urgency.options.map((each) => t(`urgency.${each}`))]}
    >
      <tbody>
        {codes.map((code) => (
          <tr key={code}>
            <th scope="row">{nameOf(code)}</th>
            {Urgency.options.map((urgency) => (
              <td key={urgency}>
                {words(counties.find((each) => each.county === code && each.urgency === urgency)?.reports)}
              </td>
            ))}
          </tr>
        ))}
        {codes.length === 0 && (
          <tr>
            <th scope="row">{t('region.noReports')}</th>
            <td colSpan={Urgency.options.length} />
          </tr>
        )}
      </tbody>
    </SumTable>
  );
}
