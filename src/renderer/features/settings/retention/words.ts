import type { TFunction } from 'i18next';
import type { RetentionView } from '../../../../shared/retention/view';

/** The province's term in a sentence, or that there is none. */
export function ruleWords({ rule }: RetentionView, t: TFunction): string {
  return rule === null
    ? t('retention.noRule')
    : t('retention.rule', { days: rule.identityDays, version: rule.bundleVersion });
}
