import type { TFunction } from 'i18next';
import type { Failure } from '../../../shared/ipc/errors';
import { LinkCause } from '../../../shared/network/causes';

/** What went wrong, why (empty where that is not known) and what to do; values that the core did not give are a dash. */
export function failureWords(
  t: TFunction,
  { code, params }: Failure,
): { what: string; why: string; todo: string } {
  const cause = LinkCause.safeParse(params?.['cause']);
  const values = {
    count: '—',
    seconds: '—',
    ...params,
    cause: cause.success ? t(`sync.cause.${cause.data}`) : '—',
  };
  // A reason of a newer core has no text here yet: then it stays unsaid.
  const reason = reasonKey(code, params?.['reason']);
  return {
    what: t(`error.${code}.what`, values),
    why: reason ? t(reason, { ...values, defaultValue: '' }) : '',
    todo: t(`error.${code}.todo`, values),
  };
}

function reasonKey(code: Failure['code'], reason: string | number | undefined) {
  if (code === 'bundle_refused') return `bundleWhy.${reason}` as 'bundleWhy.malformed';
  if (code === 'keys_refused') return `keyRoll.why.${reason}` as 'keyRoll.why.forked';
  if (code === 'act_refused') return `actWhy.${reason}` as 'actWhy.overdue';
  if (code === 'enrolment_failed') return `people.enrolWhy.${reason}` as 'people.enrolWhy.busy';
  if (code === 'identity_refused') return `people.identityWhy.${reason}` as 'people.identityWhy.anonymous';
  if (code === 'paper_refused') return `paperWhy.${reason}` as 'paperWhy.damaged';
  if (code === 'sheet_refused') return `sheetWhy.${reason}` as 'sheetWhy.outdated';
  if (code === 'password_refused') return `lock.change.rule.${reason}` as 'lock.change.rule.length';
  if (code === 'carry_refused') return `carryWhy.${reason}` as 'carryWhy.damaged';
  return code === 'authority_refused' && (`authorityWhy.${reason}` as 'authorityWhy.private_key');
}
