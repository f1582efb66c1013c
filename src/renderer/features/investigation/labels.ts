import type { TFunction } from 'i18next';

/** Fields that stand for all that is in them. */
const GROUPS = new Set(['site.points', 'site.electronic', 'evidence']);

function pathOf(field: string): string {
  const path = field.replace(/\.\d+(?=\.|$)/g, '');
  return GROUPS.has(path) ? `${path}._` : path;
}

/** `site.points.1.answer` -> what the field is called, with which of several it is. */
export function labelOf(t: TFunction, field: string): string {
  const number = /\.(\d+)(?=\.|$)/.exec(field)?.[1];
  const label = t(`investigation.label.${pathOf(field)}` as 'investigation.label.shortcomings');
  return number === undefined ? label : t('investigation.nth', { n: Number(number) + 1, label });
}

/** What the notice asks of it; empty where the label says all. */
export function demandOf(t: TFunction, field: string): string {
  return t(`investigation.demand.${pathOf(field)}` as 'investigation.demand.shortcomings', {
    defaultValue: '',
  });
}
