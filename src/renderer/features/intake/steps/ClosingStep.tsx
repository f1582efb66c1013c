import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/feedback/Notice';
import { useCall } from '../call/call-context';
import { Field } from '../fields/Field';
import { TextInput } from '../fields/TextInput';

/** The last words, a remark if there is one, and the end of the call. */
export function ClosingStep() {
  const { t } = useTranslation();
  const { form, change } = useCall();
  const id = useId();
  return (
    <>
      <Field field="note" label={t('closing.note')} hint={t('closing.noteHint')} inputId={id}>
        <TextInput
          id={id}
          field="note"
          value={form.note}
          maxLength={2000}
          rows={2}
          placeholder={t('closing.notePlaceholder')}
          onChange={(note) => change((now) => ({ ...now, note }))}
        />
      </Field>
      <Notice tone="plain" role="note">
        {t('closing.whatHappens')}
      </Notice>
    </>
  );
}
