import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Address } from '../../../../shared/report/report';
import { useCall } from '../call/call-context';
import { AreaPickers } from '../fields/AreaPickers';
import { Field } from '../fields/Field';
import { MissingToggle } from '../fields/MissingToggle';
import { TextInput } from '../fields/TextInput';

/** Where it is: city, county, township, then the place itself. */
export function AddressStep() {
  const { t } = useTranslation();
  const { form, changeReport } = useCall();
  const id = useId();
  const { address } = form.report;
  const put = (next: Address) => changeReport((report) => ({ ...report, address: next }));

  const isMissing = address.missing !== null;
  return (
    <>
      <Field
        field="report.address.county"
        label={t('address.area')}
        hint={t('address.areaHint')}
        isFilled={address.county !== ''}
      >
        <AreaPickers address={address} onChange={put} />
      </Field>
      <Field
        field="report.address.detail"
        label={t('address.detail')}
        inputId={id}
        isFilled={(isMissing ? address.reason : address.detail) !== ''}
        tools={
          <MissingToggle
            label={t('address.detail')}
            value={address.missing}
            onChange={(missing) => put({ ...address, missing })}
          />
        }
      >
        {isMissing ? (
          <TextInput
            key="reason"
            id={id}
            field="report.address.detail"
            value={address.reason}
            maxLength={500}
            placeholder={t('missing.reasonPlaceholder')}
            label={t('missing.reason', { field: t('address.detail') })}
            onChange={(reason) => put({ ...address, reason })}
          />
        ) : (
          <TextInput
            key="detail"
            id={id}
            field="report.address.detail"
            value={address.detail}
            maxLength={500}
            placeholder={t('address.detailPlaceholder')}
            onChange={(detail) => put({ ...address, detail })}
          />
        )}
      </Field>
    </>
  );
}
