import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IntakeForm } from '../../../../shared/call/form';
import { useSeatQuery } from '../../../seat/seat-queries';
import { CatalogPicker } from '../../../ui/CatalogPicker';
import { useCall } from '../call/call-context';
import { ChoiceCards } from '../fields/ChoiceCards';
import { Field } from '../fields/Field';
import { ReferralOffers } from '../proposals/ReferralOffers';
import { TextInput } from '../fields/TextInput';
import { marked } from '../../../ui/views';

/** In scope goes on at once; out of scope needs the matter, the route told and the explanation. */
export function ScopeStep() {
  const { t } = useTranslation();
  const { form, change, goOn } = useCall();
  const { scope } = form;
  const put = (part: Partial<IntakeForm['scope']>) =>
    change((now) => ({ ...now, scope: { ...now.scope, ...part } }));
  return (
    <>
      <Field field="scope.decision" label={t('scope.label')} isFilled={scope.decision !== null}>
        <ChoiceCards
          label={t('scope.label')}
          value={scope.decision}
          onChoose={(decision) => {
            put({ decision });
            if (decision === 'in') goOn();
          }}
          choices={[
            { value: 'in', label: t('scope.in'), hint: t('scope.inHint'), digit: '1' },
            { value: 'out', label: t('scope.out'), hint: t('scope.outHint'), digit: '2' },
          ]}
        />
      </Field>
      {scope.decision === 'out' && <OutOfScope scope={scope} put={put} />}
    </>
  );
}

interface OutOfScopeProps {
  scope: IntakeForm['scope'];
  put: (part: Partial<IntakeForm['scope']>) => void;
}

function OutOfScope({ scope, put }: OutOfScopeProps) {
  const { t } = useTranslation();
  const { bundle, isLocked, problems } = useCall();
  const id = useId();
  const { referrals } = bundle.catalogue;
  const recent = useSeatQuery('recents.list', {}).data?.referral;
  const entries = useMemo(
    () => referrals.map((each) => ({ code: each.id, name: t('scope.route', { ...each }) })),
    [referrals, t],
  );
  const referral = referrals.find((each) => each.id === scope.referralId) ?? null;
  return (
    <>
      <Field
        field="scope.referralId"
        label={t('scope.referral')}
        hint={t('scope.referralHint')}
        inputId={`${id}referral`}
        isFilled={referral !== null}
      >
        <CatalogPicker
          id={`${id}referral`}
          entries={entries}
          code={scope.referralId}
          recent={recent}
          placeholder={t('scope.referralPlaceholder')}
          noMatch={t('scope.noReferral')}
          isWrong={problems.has('scope.referralId')}
          isDisabled={isLocked}
          onPick={(referralId) => put({ referralId })}
        />
      </Field>
      {referral && (
        <Box sx={{ color: 'text.secondary', fontSize: '0.92rem', mt: -0.5 }}>
          {t('scope.basis', { phone: referral.phone || '—', basis: referral.basis || '—' })}
        </Box>
      )}
      <Field
        field="scope.matter"
        label={t('scope.matter')}
        inputId={`${id}matter`}
        isFilled={scope.matter !== ''}
      >
        <TextInput
          id={`${id}matter`}
          field="scope.matter"
          value={scope.matter}
          maxLength={4000}
          placeholder={t('scope.matterPlaceholder')}
          onChange={(matter) => put({ matter })}
        />
      </Field>
      <ReferralOffers matter={scope.matter} onTake={(referralId) => put({ referralId })} />
      <Field field="scope.explained" label={t('scope.explanation')} isFilled={scope.explained}>
        <FormControlLabel
          {...marked('out-of-scope')}
          disabled={isLocked}
          control={
            <Checkbox
              checked={scope.explained}
              onChange={(event) => put({ explained: event.target.checked })}
            />
          }
          label={t('scope.explained')}
        />
      </Field>
    </>
  );
}
