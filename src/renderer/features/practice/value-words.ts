import { useTranslation } from 'react-i18next';
import { findCity } from '../../../shared/catalog/areas';
import type { ScorePart } from '../../../shared/practice/score-part';
import { useSeatQuery } from '../../seat/seat-queries';

const FIVE = ['target', 'address', 'pollution', 'investigationWish', 'callbackWish'] as const;
const DISPOSITIONS = ['report', 'consultation', 'out_of_scope', 'nuisance', 'dropped'] as const;
const URGENCIES = ['urgent', 'important', 'general'] as const;

const oneOf = <T extends string>(known: readonly T[], value: string): T | undefined =>
  known.find((each) => each === value);

/** Puts what was wanted and what was written into words; nothing at all is said, too. */
export function useValueWords(form: ScorePart['form']): (values: readonly string[]) => string {
  const { t } = useTranslation();
  const catalogue = useSeatQuery('bundle.current', {}).data?.catalogue;

  const wordOf = (value: string): string => {
    switch (form) {
      case 'count':
        return t('practice.value.lines', { n: value });
      case 'disposition': {
        const known = oneOf(DISPOSITIONS, value);
        return known ? t(`disposition.${known}`) : value;
      }
      case 'five': {
        const known = oneOf(FIVE, value);
        return known ? t(`five.${known}`) : value;
      }
      case 'area':
        return areaName(value);
      case 'type':
        return catalogue?.pollutionTypes.find(({ code }) => code === value)?.name ?? value;
      case 'lead':
        return t(value === 'major' ? 'practice.value.major' : 'practice.value.ordinary');
      case 'urgency': {
        const known = oneOf(URGENCIES, value);
        return known ? t(`urgency.${known}`) : value;
      }
      case 'yes_no':
        return t(value === 'yes' ? 'app.yes' : 'app.no');
      case 'callback':
        return value === 'missing'
          ? t('practice.value.notAsked')
          : t(value === 'yes' ? 'callback.yes' : 'callback.no');
      case 'choice':
        return t(value === 'named' ? 'identity.named' : 'identity.anonymous');
      case 'referral':
        return catalogue?.referrals.find(({ id }) => id === value)?.department ?? value;
      case 'topic':
        return catalogue?.consultations.find(({ id }) => id === value)?.label ?? value;
      case 'words':
      case 'text':
        return value;
    }
  };
  return (values) => values.map(wordOf).join(t('app.comma')) || t('practice.value.nothing');
}

/** A city by four digits, a county by six. */
function areaName(code: string): string {
  const city = findCity(code.slice(0, 4));
  if (code.length === 4) return city?.name ?? code;
  return city?.counties.find((county) => county.code === code)?.name ?? code;
}
