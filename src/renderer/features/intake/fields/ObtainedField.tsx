import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Obtained } from '../../../../shared/report/report';
import { Field } from './Field';
import { MissingToggle } from './MissingToggle';
import { TextInput } from './TextInput';

interface ObtainedFieldProps {
  field: string;
  label: string;
  hint?: string;
  placeholder: string;
  value: Obtained;
  /** Changes the answer as it is then: more may have been typed than is shown. */
  onChange: (update: (now: Obtained) => Obtained) => void;
  rows?: number;
}

/** A required question whose answer may be one of the three kinds of "not obtained". The answer typed before stays. */
export function ObtainedField({
  field,
  label,
  hint,
  placeholder,
  value,
  onChange,
  rows,
}: ObtainedFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const isMissing = value.missing !== null;
  return (
    <Field
      field={field}
      label={label}
      hint={hint}
      inputId={id}
      isFilled={(isMissing ? value.reason : value.answer) !== ''}
      tools={
        <MissingToggle
          label={label}
          value={value.missing}
          onChange={(missing) => onChange((now) => ({ ...now, missing }))}
        />
      }
    >
      {isMissing ? (
        <TextInput
          key="reason"
          id={id}
          field={field}
          value={value.reason}
          maxLength={500}
          placeholder={t('missing.reasonPlaceholder')}
          label={t('missing.reason', { field: label })}
          onChange={(reason) => onChange((now) => ({ ...now, reason }))}
        />
      ) : (
        <TextInput
          key="answer"
          id={id}
          field={field}
          value={value.answer}
          maxLength={2000}
          placeholder={placeholder}
          rows={rows}
          onChange={(answer) => onChange((now) => ({ ...now, answer }))}
        />
      )}
    </Field>
  );
}
