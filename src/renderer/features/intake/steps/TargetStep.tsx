import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../call/call-context';
import { Field } from '../fields/Field';
import { ObtainedField } from '../fields/ObtainedField';

/** Whom or what the report is about, and its line of business where known. */
export function TargetStep() {
  const { t } = useTranslation();
  const { form, changeReport, bundle, isLocked } = useCall();
  const id = useId();
  const { industries } = bundle.catalogue;
  return (
    <>
      <ObtainedField
        field="report.target"
        label={t('target.label')}
        placeholder={t('target.placeholder')}
        value={form.report.target}
        onChange={(target) => changeReport((report) => ({ ...report, target }))}
      />
      <Field field="report.industry" label={t('target.industry')} hint={t('app.optional')} inputId={id}>
        <Autocomplete
          id={id}
          options={industries}
          value={industries.find((each) => each.code === form.report.industry) ?? null}
          disabled={isLocked}
          getOptionLabel={(each) => each.name}
          getOptionKey={(each) => each.code}
          isOptionEqualToValue={(a, b) => a.code === b.code}
          noOptionsText={t('target.noIndustry')}
          openText={t('app.open')}
          closeText={t('app.close')}
          clearText={t('app.clear')}
          onChange={(_, each) => changeReport((report) => ({ ...report, industry: each?.code ?? '' }))}
          renderInput={(params) => <TextField {...params} placeholder={t('target.industryPlaceholder')} />}
        />
      </Field>
    </>
  );
}
