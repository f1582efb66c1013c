import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import type { Directory } from '../../../../shared/case/directory';
import type { UnitId } from '../../../../shared/case/official';
import type { Field } from './act-forms';

interface ActFieldProps {
  field: Field;
  value: string;
  isFirst: boolean;
  isMissing: boolean;
  directory: Directory;
  /** Who has the case: persons of it alone where the field says so. */
  unitId: UnitId | null;
  onChange: (value: string) => void;
}

/** One question of an act's dialog. */
export function ActField({ field, value, isFirst, isMissing, directory, unitId, onChange }: ActFieldProps) {
  const { t } = useTranslation();
  const label = t(`cases.field.${field.name}`) + (field.isOptional === true ? t('cases.optionalMark') : '');
  const common = {
    label,
    value,
    error: isMissing,
    autoFocus: isFirst,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  switch (field.kind) {
    case 'line':
    case 'long':
      return (
        <TextField
          {...common}
          multiline={field.kind === 'long'}
          minRows={field.kind === 'long' ? 2 : undefined}
          maxRows={5}
          slotProps={{ htmlInput: { maxLength: field.max, spellCheck: false, 'data-field': field.name } }}
        />
      );
    case 'number':
      return (
        <TextField
          {...common}
          onChange={(event) => onChange(event.target.value.replace(/\D/g, '').slice(0, 7))}
          slotProps={{ htmlInput: { inputMode: 'numeric', 'data-field': field.name } }}
        />
      );
    case 'date':
    case 'time':
      return (
        <TextField
          {...common}
          type={field.kind === 'date' ? 'date' : 'datetime-local'}
          slotProps={{ inputLabel: { shrink: true }, htmlInput: { 'data-field': field.name } }}
        />
      );
    case 'choice':
      return (
        <Choice
          field={field}
          label={label}
          value={value}
          isFirst={isFirst}
          isMissing={isMissing}
          onChange={onChange}
        />
      );
    case 'unit':
      return (
        <Picker
          {...common}
          name={field.name}
          entries={directory.units.filter(({ isActive, level }) => isActive && level !== 'county')}
          wordsOf={({ name }) => name}
        />
      );
    case 'official': {
      const units = new Map(directory.units.map(({ id, name }) => [id, name]));
      const entries = directory.officials.filter(
        (each) =>
          each.isActive &&
          field.roles.includes(each.role) &&
          (field.isOfUnit !== true || each.unitId === unitId),
      );
      return (
        <Picker
          {...common}
          name={field.name}
          entries={entries}
          wordsOf={({ name, role, unitId: of }) =>
            [name, t(`cases.role.${role}`), units.get(of) ?? ''].join(' · ')
          }
        />
      );
    }
  }
}

interface PickerProps<E> {
  label: string;
  value: string;
  error: boolean;
  autoFocus: boolean;
  name: string;
  entries: readonly E[];
  wordsOf: (entry: E) => string;
  onChange: (event: { target: { value: string } }) => void;
}

function Picker<E extends { id: string }>({ name, entries, wordsOf, ...rest }: PickerProps<E>) {
  const { t } = useTranslation();
  return (
    <TextField
      select
      {...rest}
      helperText={entries.length === 0 ? t('cases.nobodyThere') : undefined}
      slotProps={{
        select: { SelectDisplayProps: { 'data-field': name } as object },
      }}
    >
      {entries.map((entry) => (
        <MenuItem key={entry.id} value={entry.id}>
          {wordsOf(entry)}
        </MenuItem>
      ))}
    </TextField>
  );
}

interface ChoiceProps {
  field: Extract<Field, { kind: 'choice' }>;
  label: string;
  value: string;
  isFirst: boolean;
  isMissing: boolean;
  onChange: (value: string) => void;
}

/** Nothing is chosen beforehand: what nobody asked has no answer. */
function Choice({ field, label, value, isFirst, isMissing, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const id = `choice-${field.name}`;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, alignItems: 'center' }}>
      <Box id={id} sx={{ color: isMissing ? 'error.main' : 'text.secondary', minWidth: '9rem' }}>
        {label}
      </Box>
      <RadioGroup
        row
        aria-labelledby={id}
        value={value === '' ? null : value}
        onChange={(_, chosen) => onChange(chosen)}
        data-choice={field.name}
      >
        {field.choices.map((choice, index) => (
          <FormControlLabel
            key={choice}
            value={choice}
            control={
              <Radio
                size="small"
                slotProps={{ input: { autoFocus: isFirst && index === 0, 'data-value': choice } as object }}
              />
            }
            label={t(`cases.choice.${choice as 'yes'}`)}
          />
        ))}
      </RadioGroup>
    </Box>
  );
}
