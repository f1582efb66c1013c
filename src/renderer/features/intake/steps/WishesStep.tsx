import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../../shared/report/report';
import { useCall } from '../call/call-context';
import { ChoiceCards } from '../fields/ChoiceCards';
import { Field } from '../fields/Field';
import { MissingToggle } from '../fields/MissingToggle';
import { ObtainedField } from '../fields/ObtainedField';
import { TextInput } from '../fields/TextInput';

/** What the caller wants investigated, and whether to be told the result; anonymous callers can't be (domain Q-10). */
export function WishesStep() {
  const { t } = useTranslation();
  const { form, changeReport } = useCall();
  return (
    <>
      <ObtainedField
        field="report.investigationWish"
        label={t('wishes.investigation')}
        placeholder={t('wishes.investigationPlaceholder')}
        value={form.report.investigationWish}
        onChange={(update) =>
          changeReport((report) => ({ ...report, investigationWish: update(report.investigationWish) }))
        }
      />
      <Callback />
    </>
  );
}

function Callback() {
  const { t } = useTranslation();
  const { form, changeReport } = useCall();
  const id = useId();
  const { callbackWish, identityChoice } = form.report;
  const isAnonymous = identityChoice === 'anonymous';
  const put = (part: Partial<Report['callbackWish']>) =>
    changeReport((report) => ({ ...report, callbackWish: { ...report.callbackWish, ...part } }));
  return (
    <Field
      field="report.callbackWish"
      label={t('wishes.callback')}
      hint={isAnonymous ? t('wishes.anonymousHint') : undefined}
      isFilled={callbackWish.missing === null ? callbackWish.answer !== null : callbackWish.reason !== ''}
      tools={
        <MissingToggle
          label={t('wishes.callback')}
          value={callbackWish.missing}
          onChange={(missing) => put({ missing })}
        />
      }
    >
      {callbackWish.missing === null ? (
        <ChoiceCards
          label={t('wishes.callback')}
          value={callbackWish.answer}
          onChoose={(answer) => put({ answer })}
          choices={[
            { value: 'yes', label: t('wishes.callbackYes'), digit: '1', isDisabled: isAnonymous },
            { value: 'no', label: t('wishes.callbackNo'), digit: '2' },
          ]}
        />
      ) : (
        <TextInput
          id={id}
          field="report.callbackWish"
          value={callbackWish.reason}
          maxLength={500}
          placeholder={t('missing.reasonPlaceholder')}
          label={t('missing.reason', { field: t('wishes.callback') })}
          onChange={(reason) => put({ reason })}
        />
      )}
    </Field>
  );
}
