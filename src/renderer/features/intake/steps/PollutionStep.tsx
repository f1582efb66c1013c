import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { memo, useCallback, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type Pollution, STORY_CHARS } from '../../../../shared/report/report';
import { Kbd } from '../../../ui/Kbd';
import { useCall } from '../call/call-context';
import { PollutionProposals } from '../proposals/PollutionProposals';
import { Field } from '../fields/Field';
import { TextInput } from '../fields/TextInput';
import { isChosen, type PollutionType, toggled } from '../draft/pollution-types';

const TypeChip = styled(ButtonBase)(({ theme: { seat } }) => ({
  gap: '0.4rem',
  padding: '0.25rem 0.65rem',
  border: `1px solid ${seat.lineStrong}`,
  borderRadius: 4,
  background: seat.sheet,
  fontSize: '0.97rem',
  lineHeight: 1.5,
  '&:hover': { borderColor: seat.primary },
  '&[aria-pressed=true]': {
    borderColor: seat.primary,
    background: seat.primaryTint,
    color: seat.primary,
    fontWeight: 600,
  },
}));

/** What is polluted and how: any number of types (domain §0.4), the caller's own words, and the pattern. */
export function PollutionStep() {
  const { t } = useTranslation();
  const { form, changeReport, bundle, isLocked } = useCall();
  const id = useId();
  const { pollution } = form.report;
  const put = (part: Partial<Pollution>) =>
    changeReport((report) => ({ ...report, pollution: { ...report.pollution, ...part } }));
  const setTypes = useCallback(
    (types: string[]) => changeReport((report) => ({ ...report, pollution: { ...report.pollution, types } })),
    [changeReport],
  );
  return (
    <>
      <Field
        field="report.pollution.types"
        label={t('pollution.types')}
        hint={t('pollution.typesHint')}
        isFilled={pollution.types.length > 0}
      >
        <TypePicker
          all={bundle.catalogue.pollutionTypes}
          types={pollution.types}
          isLocked={isLocked}
          onChange={setTypes}
        />
      </Field>
      <Field
        field="report.pollution.description"
        label={t('pollution.description')}
        hint={t('pollution.descriptionHint')}
        inputId={`${id}description`}
        isFilled={pollution.description !== ''}
      >
        <TextInput
          id={`${id}description`}
          field="report.pollution.description"
          value={pollution.description}
          maxLength={STORY_CHARS}
          rows={3}
          placeholder={t('pollution.descriptionPlaceholder')}
          onChange={(description) => put({ description })}
        />
      </Field>
      <PollutionProposals />
      <Field
        field="report.pollution.pattern"
        label={t('pollution.pattern')}
        hint={t('app.optional')}
        inputId={`${id}pattern`}
      >
        <TextInput
          id={`${id}pattern`}
          field="report.pollution.pattern"
          value={pollution.pattern}
          maxLength={500}
          placeholder={t('pollution.patternPlaceholder')}
          onChange={(pattern) => put({ pattern })}
        />
      </Field>
    </>
  );
}

interface TypePickerProps {
  all: readonly PollutionType[];
  types: readonly string[];
  isLocked: boolean;
  onChange: (types: string[]) => void;
}

/** Draws nothing anew while the story is typed below it. */
const TypePicker = memo(function TypePicker({ all, types, isLocked, onChange }: TypePickerProps) {
  const { t } = useTranslation();
  const chip = (type: PollutionType, digit?: string) => (
    <TypeChip
      key={type.code}
      aria-pressed={isChosen(types, type, all)}
      aria-keyshortcuts={digit}
      disabled={isLocked}
      data-key={digit}
      data-type={type.code}
      onClick={() => onChange(toggled(types, type, all))}
    >
      {type.name}
      {digit && <Kbd>{digit}</Kbd>}
    </TypeChip>
  );
  const main = all.filter((type) => type.parent === '');
  const opened = main.filter((type) => isChosen(types, type, all));
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
        {main.map((type, index) => chip(type, index < 9 ? String(index + 1) : undefined))}
      </Box>
      {opened.map((type) => {
        const kinds = all.filter((each) => each.parent === type.code);
        if (kinds.length === 0) return null;
        return (
          <Box
            key={type.code}
            role="group"
            aria-label={t('pollution.kindsOf', { type: type.name })}
            sx={{ display: 'grid', gridTemplateColumns: '4.5rem 1fr', gap: 0.75 }}
          >
            <Box sx={{ color: 'text.secondary', fontSize: '0.9rem', pt: 0.6 }}>{type.name}</Box>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>{kinds.map((kind) => chip(kind))}</Box>
          </Box>
        );
      })}
    </Box>
  );
});
