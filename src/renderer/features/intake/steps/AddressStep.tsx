import { useId, useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { missingParts } from '../../../../shared/address/parse';
import type { Address } from '../../../../shared/report/report';
import { AddressBox } from '../address/AddressBox';
import { AreaCells } from '../address/AreaCells';
import type { Marks } from '../address/reading';
import { useCall } from '../call/call-context';
import { Field } from '../fields/Field';
import { MissingToggle } from '../fields/MissingToggle';
import { TextInput } from '../fields/TextInput';

const NO_MARKS: Marks = { city: null, county: null, town: null };

/** Where it is: one sentence in the box; what it leaves open is asked for, and nothing else. */
export function AddressStep() {
  const { t } = useTranslation();
  const { form, changeReport } = useCall();
  const id = useId();
  const { address } = form.report;
  const [marks, setMarks] = useState(NO_MARKS);
  const put = (next: Address, read: Marks = NO_MARKS) => {
    setMarks(read);
    changeReport((report) => ({ ...report, address: next }));
  };

  const isMissing = address.missing !== null;
  const missing = missingParts({ ...address, certainty: NO_MARKS });
  return (
    <>
      <Field
        field="report.address.detail"
        label={t('address.detail')}
        hint={t('address.boxHint')}
        inputId={id}
        isFilled={(isMissing ? address.reason : address.detail) !== ''}
        tools={
          <MissingToggle
            label={t('address.detail')}
            value={address.missing}
            onChange={(kind) => put({ ...address, missing: kind })}
          />
        }
      >
        {isMissing ? (
          <TextInput
            key="reason"
            id={id}
            field="report.address.detail"
            isInStep
            value={address.reason}
            maxLength={500}
            placeholder={t('missing.reasonPlaceholder')}
            label={t('missing.reason', { field: t('address.detail') })}
            onChange={(reason) => put({ ...address, reason })}
          />
        ) : (
          <AddressBox key="box" id={id} onChange={put} />
        )}
      </Field>
      <Field
        field="report.address.county"
        label={t('address.area')}
        hint={missing.length === 0 ? t('address.complete') : askFor(missing, isMissing, t)}
        isFilled={address.county !== ''}
      >
        <AreaCells address={address} marks={marks} onChange={(next) => put(next)} />
      </Field>
    </>
  );
}

function askFor(
  missing: ReturnType<typeof missingParts>,
  isDetailMissing: boolean,
  t: TFunction<'seat'>,
): string {
  const parts = missing.filter((part) => part !== 'place' || !isDetailMissing);
  return parts.length === 0
    ? t('address.complete')
    : t('address.ask', { parts: parts.map((part) => t(`address.part.${part}`)).join(t('app.comma')) });
}
