import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { CatalogPicker } from '../../../ui/CatalogPicker';
import { useSeatQuery } from '../../../seat/seat-queries';
import { useCall } from '../call/call-context';
import { Field } from '../fields/Field';
import { ObtainedField } from '../fields/ObtainedField';
import { IndustryOffers } from '../proposals/IndustryOffers';

/** Whom or what the report is about, and its line of business where known. */
export function TargetStep() {
  const { t } = useTranslation();
  const { form, changeReport, bundle, isLocked } = useCall();
  const id = useId();
  const { industries } = bundle.catalogue;
  const recent = useSeatQuery('recents.list', {}).data?.industry;
  return (
    <>
      <ObtainedField
        field="report.target"
        label={t('target.label')}
        placeholder={t('target.placeholder')}
        value={form.report.target}
        onChange={(update) => changeReport((report) => ({ ...report, target: update(report.target) }))}
      />
      <Field field="report.industry" label={t('target.industry')} hint={t('app.optional')} inputId={id}>
        <CatalogPicker
          id={id}
          entries={industries}
          code={form.report.industry}
          recent={recent}
          placeholder={t('target.industryPlaceholder')}
          noMatch={t('target.noIndustry')}
          isDisabled={isLocked}
          onPick={(industry) => changeReport((report) => ({ ...report, industry }))}
        />
      </Field>
      <IndustryOffers />
    </>
  );
}
