import Box from '@mui/material/Box';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { nobody, type ReporterIdentity } from '../../../../shared/call/form';
import type { Report } from '../../../../shared/report/report';
import { Notice } from '../../../ui/feedback/Notice';
import { UseNumber } from '../../phone';
import { useCall } from '../call/call-context';
import { ChoiceCards } from '../fields/ChoiceCards';
import { Field } from '../fields/Field';
import { TextInput } from '../fields/TextInput';
import { marked } from '../../../ui/views';

/**
 * The caller's free choice: nothing preselected, both consequences in view. Identity is asked only after 实名 was
 * chosen, and is gone from form and store the moment the choice is anonymous.
 */
export function IdentityStep() {
  const { t } = useTranslation();
  const { form, changeReport } = useCall();
  const { identityChoice } = form.report;
  const choose = (choice: NonNullable<Report['identityChoice']>) =>
    changeReport((report) => ({ ...report, identityChoice: choice }));
  return (
    <>
      <Field
        field="report.identityChoice"
        label={t('identity.label')}
        hint={t('identity.noDefault')}
        isFilled={identityChoice !== null}
      >
        <ChoiceCards
          label={t('identity.label')}
          value={identityChoice}
          onChoose={choose}
          choices={[
            {
              value: 'anonymous',
              label: t('identity.anonymous'),
              hint: t('identity.anonymousHint'),
              digit: '1',
            },
            { value: 'named', label: t('identity.named'), hint: t('identity.namedHint'), digit: '2' },
          ]}
        />
      </Field>
      {identityChoice === 'named' && <NamedFields />}
    </>
  );
}

function NamedFields() {
  const { t } = useTranslation();
  const { form, draft, change, changeReport } = useCall();
  const id = useId();
  const identity = form.identity ?? nobody();
  const put = (part: Partial<ReporterIdentity>) =>
    change((now) => ({ ...now, identity: { ...(now.identity ?? nobody()), ...part } }));
  return (
    <>
      {(draft.revises ?? draft.takenOver)?.hasSealedIdentity && (
        <Notice tone="info" role="note">
          {t('identity.alreadySealed')}
        </Notice>
      )}
      <Box {...marked('named-identity')} sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 2 }}>
        <Field
          field="identity.name"
          label={t('identity.name')}
          inputId={`${id}name`}
          isFilled={identity.name !== ''}
        >
          <TextInput
            id={`${id}name`}
            field="identity.name"
            value={identity.name}
            maxLength={60}
            placeholder={t('identity.namePlaceholder')}
            onChange={(name) => put({ name })}
          />
        </Field>
        <Field
          field="identity.phone"
          label={t('identity.phone')}
          inputId={`${id}phone`}
          isFilled={identity.phone !== ''}
          tools={<UseNumber callId={draft.id} digit="5" onUse={(phone) => put({ phone })} />}
        >
          <TextInput
            id={`${id}phone`}
            field="identity.phone"
            type="tel"
            value={identity.phone}
            maxLength={40}
            placeholder={t('identity.phonePlaceholder')}
            onChange={(phone) => put({ phone })}
          />
        </Field>
      </Box>
      <Field field="identity.contactNote" label={t('identity.contactNote')} inputId={`${id}note`}>
        <TextInput
          id={`${id}note`}
          field="identity.contactNote"
          value={identity.contactNote}
          maxLength={200}
          placeholder={t('identity.contactNotePlaceholder')}
          onChange={(contactNote) => put({ contactNote })}
        />
      </Field>
      <Field
        field="report.onSiteHelp"
        label={t('identity.onSiteHelp')}
        hint={t('identity.onSiteHelpHint')}
        isFilled={form.report.onSiteHelp !== null}
      >
        <ChoiceCards
          label={t('identity.onSiteHelp')}
          value={form.report.onSiteHelp}
          onChoose={(onSiteHelp) => changeReport((report) => ({ ...report, onSiteHelp }))}
          choices={[
            { value: 'no', label: t('identity.helpNo'), digit: '3' },
            { value: 'yes', label: t('identity.helpYes'), digit: '4' },
          ]}
        />
      </Field>
    </>
  );
}
