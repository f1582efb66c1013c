import { useTranslation } from 'react-i18next';
import { Disposition } from '../../../shared/call/record';
import { REGION_DAYS, type RegionDay } from '../../../shared/center-api/region';
import { addDays, type ShanghaiDate } from '../../../shared/shanghai-time';
import { SumTable } from './SumTable';

const sumOf = (days: readonly (RegionDay | undefined)[], disposition: Disposition) =>
  days.reduce((sum, day) => sum + (day?.[disposition] ?? 0), 0);
const allOf = (days: readonly (RegionDay | undefined)[]) =>
  Disposition.options.reduce((sum, each) => sum + sumOf(days, each), 0);

/** The last 31 days, latest first, a day without a call included; and what they come to. */
export function DayTable({ days, today }: { days: readonly RegionDay[]; today: ShanghaiDate }) {
  const { t } = useTranslation();
  const row = (day: RegionDay | undefined) => (
    <>
      {Disposition.options.map((each) => (
        <td key={each}>{day?.[each] ?? 0}</td>
      ))}
      <td>{allOf([day])}</td>
    </>
  );
  return (
    <SumTable
      title={t('region.days')}
      columns={[
        t('region.day'),
        ...Disposition.options.map((each) => t(`disposition.${each}`)),
        t('region.sum'),
      ]}
    >
      <tbody>
        {Array.from({ length: REGION_DAYS }, (_, back) => addDays(today, -back)).map((date) => (
          <tr key={date}>
            <th scope="row">{date}</th>
            {row(days.find(({ day }) => day === date))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('region.sum')}</th>
          {Disposition.options.map((each) => (
            <td key={each}>{sumOf(days, each)}</td>
          ))}
          <td>{allOf(days)}</td>
        </tr>
      </tfoot>
    </SumTable>
  );
}
