import type { TFunction } from 'i18next';
import type { Failure } from '../../../shared/ipc/errors';

/** What went wrong and what to do, in sentences; values that the core did not give stay out as a dash. */
export function failureWords(t: TFunction, { code, params }: Failure): { what: string; todo: string } {
  const values = { count: '—', seconds: '—', ...params };
  return { what: t(`error.${code}.what`, values), todo: t(`error.${code}.todo`, values) };
}
