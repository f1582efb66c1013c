import type { TFunction } from 'i18next';
import { areaNames } from '../../../../shared/catalog/areas';
import type { Amendable } from '../../../../shared/report/differences';
import type { Missing, Report } from '../../../../shared/report/report';
import type { Bundle } from '../../../../shared/script/bundle';

/** What each part of a report is called. */
export const PART_NAMES = {
  target: 'five.target',
  industry: 'target.industry',
  address: 'five.address',
  types: 'pollution.types',
  description: 'pollution.description',
  pattern: 'pollution.pattern',
  occurrences: 'detail.times',
  investigationWish: 'five.investigationWish',
  urgency: 'deadline.label',
  majorFlags: 'detail.flags',
} as const satisfies Record<Amendable, string>;

/** An answer, or which of the three kinds of "not obtained" it is. */
export function answered(
  value: { answer: string; missing: Missing | null; reason: string },
  t: TFunction,
): string {
  if (value.missing === null) return value.answer;
  return t('missing.shown', { kind: t(`missing.${value.missing}`), reason: value.reason });
}

/** One part of a report in words; empty where there is nothing. */
export function partWords(part: Amendable, report: Report, bundle: Bundle | undefined, t: TFunction): string {
  const { address, pollution, industry, urgency } = report;
  const list = (words: readonly string[]) => words.join(t('app.comma'));
  switch (part) {
    case 'target':
      return answered(report.target, t);
    case 'industry':
      return bundle?.catalogue.industries.find((each) => each.code === industry)?.name ?? industry;
    case 'address': {
      const detail = answered({ ...address, answer: address.detail }, t);
      return [...areaNames(address, bundle?.catalogue.areas), detail].filter(Boolean).join(' ');
    }
    case 'types': {
      const nameOf = (code: string) =>
        bundle?.catalogue.pollutionTypes.find((type) => type.code === code)?.name ?? code;
      return list(pollution.types.map(nameOf));
    }
    case 'description':
      return pollution.description;
    case 'pattern':
      return pollution.pattern;
    case 'occurrences':
      return list(pollution.occurrences.map(({ words }) => words));
    case 'investigationWish':
      return answered(report.investigationWish, t);
    case 'urgency':
      return urgency === null ? '' : t(`urgency.${urgency}`);
    case 'majorFlags':
      return list(report.majorFlags.map((flag) => t(`majorFlag.${flag}`)));
  }
}
