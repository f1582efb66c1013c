import Box from '@mui/material/Box';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Purpose } from '../../../../shared/call/form';
import { Notice } from '../../../ui/feedback/Notice';
import { useCall } from '../call/call-context';
import { ChoiceCards } from '../fields/ChoiceCards';
import { Field } from '../fields/Field';
import { TextInput } from '../fields/TextInput';

const PURPOSES: readonly Purpose[] = ['report', 'consultation', 'nuisance', 'dropped'];

/** What the caller wants. A report goes on at once; a consultation is asked and answered right here. */
export function PurposeStep() {
  const { t } = useTranslation();
  const { form, change, goOn } = useCall();
  const choose = (purpose: Purpose) => {
    change((now) => ({ ...now, purpose }));
    if (purpose === 'report') goOn();
  };
  return (
    <>
      <Field field="purpose" label={t('purpose.label')} isFilled={form.purpose !== null}>
        <ChoiceCards
          label={t('purpose.label')}
          value={form.purpose}
          onChoose={choose}
          columns={2}
          choices={PURPOSES.map((value, index) => ({
            value,
            label: t(`purpose.${value}`),
            hint: t(`purpose.${value}Hint`),
            digit: String(index + 1),
          }))}
        />
      </Field>
      {form.purpose === 'consultation' && <Consultation />}
      {(form.purpose === 'nuisance' || form.purpose === 'dropped') && (
        <Box>
          <Notice tone="plain" role="note">
            {t(`purpose.${form.purpose}Ends`)}
          </Notice>
        </Box>
      )}
    </>
  );
}

function Consultation() {
  const { t } = useTranslation();
  const { form, change } = useCall();
  const id = useId();
  const { consultation } = form;
  return (
    <>
      <Field
        field="consultation.matter"
        label={t('consultation.matter')}
        inputId={`${id}matter`}
        isFilled={consultation.matter !== ''}
      >
        <TextInput
          id={`${id}matter`}
          field="consultation.matter"
          value={consultation.matter}
          maxLength={4000}
          placeholder={t('consultation.matterPlaceholder')}
          onChange={(matter) => change((now) => ({ ...now, consultation: { ...now.consultation, matter } }))}
        />
      </Field>
      <Field
        field="consultation.answer"
        label={t('consultation.answer')}
        inputId={`${id}answer`}
        isFilled={consultation.answer !== ''}
      >
        <TextInput
          id={`${id}answer`}
          field="consultation.answer"
          value={consultation.answer}
          maxLength={4000}
          placeholder={t('consultation.answerPlaceholder')}
          onChange={(answer) => change((now) => ({ ...now, consultation: { ...now.consultation, answer } }))}
        />
      </Field>
    </>
  );
}
