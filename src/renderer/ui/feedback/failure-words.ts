import type { TFunction } from 'i18next';
import type { Failure } from '../../../shared/ipc/errors';

/** Failures that come with a reason, and where its words are. */
const WHY: Partial<Record<Failure['code'], 'bundleWhy' | 'carryWhy'>> = {
  bundle_refused: 'bundleWhy',
  carry_refused: 'carryWhy',
};

/** What went wrong, why (empty where that is not known) and what to do; values that the core did not give are a dash. */
export function failureWords(
  t: TFunction,
  { code, params }: Failure,
): { what: string; why: string; todo: string } {
  const values = { count: '—', seconds: '—', ...params };
  // A reason of a newer core has no text here yet: then it stays unsaid.
  const group = WHY[code];
  const reason = group && (`${group}.${params?.['reason']}` as 'bundleWhy.malformed');
  return {
    what: t(`error.${code}.what`, values),
    why: reason ? t(reason, { ...values, defaultValue: '' }) : '',
    todo: t(`error.${code}.todo`, values),
  };
}
