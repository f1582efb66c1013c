import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { namingOf, type Naming } from '../../../shared/statistics/study/naming';
import { useSeatQuery } from '../../seat/seat-queries';

/** Codes as the bundle in force names them. */
export function useNaming(): Naming {
  const { t } = useTranslation();
  const catalogue = useSeatQuery('bundle.current', {}).data?.catalogue;
  return useMemo(() => {
    const naming = namingOf(catalogue ?? { pollutionTypes: [], industries: [] });
    return {
      ...naming,
      industry: (code) => (code === '' ? t('statistics.noIndustry') : naming.industry(code)),
      city: (code) => (code === '' ? t('statistics.noPlace') : naming.city(code)),
      county: (city, county) => (county === '' ? t('statistics.noCounty') : naming.county(city, county)),
    };
  }, [catalogue, t]);
}
